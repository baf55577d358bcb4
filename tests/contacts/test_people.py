"""The register of people, what they mean to us, and what happens when somebody goes."""

from datetime import date, timedelta

import pytest

from accountfile.core.models import Action, Notice
from accountfile.core.mornings import reminders_of
from accountfile.core.sections import section_named
from contacts.forms import LeftForm
from contacts.models import Contact, ContactPlan, Relationship
from contacts.phones import tidy_phone
from contacts.services import left, touch

SECTION = section_named("contacts")


@pytest.fixture
def kim(acme):
    return Contact.objects.create(
        account=acme, name="Kim", job_title="Director", is_sponsor=True, email="kim@acme.example"
    )


@pytest.fixture
def plan(kim, max, today):
    return ContactPlan.objects.create(contact=kim, owner=max, cadence_days=30, next_touch_on=today)


def go(kim, max, today, **more):
    known = {"what": "left", "where": "Bolt", "on": today} | more
    return left(contact=kim, by=max, today=today, **known)


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("020 7946 0018", "United Kingdom", "+44 20 7946 0018"),
        ("030 901820", "Germany", "+49 30 901820"),
        ("+49 30 901820", "Atlantis", "+49 30 901820"),
        ("extension 12", "Germany", "extension 12"),
    ],
)
def test_a_number_is_written_one_way_where_it_can_be_read(typed, country, kept):
    assert tidy_phone(typed, country) == kept


def test_one_person_is_entered_once(sign_in, max, acme, kim):
    answer = sign_in(max).post(
        f"/accounts/{acme.pk}/contacts/people/add/", {"name": "K.", "email": "KIM@acme.example"}
    )
    assert answer.context["form"].errors == {
        "email": ["Kim, Director has this address already: keep one entry for one person."]
    }


def test_a_sponsor_who_leaves_leaves_actions_behind_once(kim, plan, max, today):
    for _ in range(2):
        go(kim, max, today)
    kim.refresh_from_db()
    assert (kim.left_on, kim.left_for, ContactPlan.objects.count()) == (today, "Bolt", 0)
    assert [
        (action.text, (action.due_on - today).days) for action in Action.objects.order_by("due_on")
    ] == [
        ("Find out who follows Kim as Director", 7),
        ("Find another sponsor in place of Kim", 14),
        ("Meet whoever follows Kim", 30),
        ("Stay in touch with Kim", 60),
    ]


def test_who_changes_role_stays_and_loses_the_parts_once(kim, max, today):
    for _ in range(2):
        moved = go(kim, max, today, what="moved", where="Adviser")
    assert (moved.left_on, moved.job_title, moved.roles) == (None, "Adviser", [])
    assert [action.origin for action in Action.objects.all()] == ["Kim changed role"] * 3


def test_when_and_where_somebody_left_is_corrected_on_request_and_drafts_nothing_anew(
    kim, max, today
):
    left_for = []
    for where, again in [("Bolt", True), ("Cog", False), ("Dyn", True)]:
        go(kim, max, today, where=where, again=again, on=today - timedelta(days=len(left_for)))
        kim.refresh_from_db()
        left_for.append((kim.left_for, (today - kim.left_on).days))
    assert left_for == [("Bolt", 0), ("Bolt", 0), ("Dyn", 2)]
    assert [action.origin for action in Action.objects.all()] == ["Kim left"] * 4


def test_who_has_left_does_not_change_role(kim, max, today):
    go(kim, max, today)
    gone = go(kim, max, today, what="moved", where="Adviser", again=True)
    assert (gone.left_on, gone.left_for, gone.job_title) == (today, "Bolt", "Director")


def test_of_what_is_to_be_done_in_place_of_a_manager_who_has_left_the_stand_in_hears(
    kim, max, tia, lena, today
):
    max.is_active = False
    max.save()
    go(kim, tia, today)
    assert {notice.person for notice in Notice.objects.all()} == {lena}


def test_a_second_press_of_left_drafts_nothing_twice(sign_in, max, acme, kim):
    data = {
        "what": "moved",
        "on": "2026-11-02",
        "where": "Adviser",
        "press": "6f0f7a52-0e3e-4c7c-9d7a-6d4f4f0c0b11",
    }
    for _ in range(2):
        assert (
            sign_in(max)
            .post(f"/accounts/{acme.pk}/contacts/people/{kim.pk}/left/", data)
            .status_code
            == 302
        )
    assert Action.objects.count() == 3


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"what": "left"}, []),
        ({"what": "moved"}, ["where"]),
        ({"what": "moved", "where": "Adviser"}, []),
        ({"what": "left", "days": 1}, ["on"]),
    ],
)
def test_leaving_lies_behind_us_and_a_change_of_role_names_the_new_one(
    acme, kim, max, typed, faults
):
    days = typed.get("days", 0)
    typed = typed | {"on": max.today() + timedelta(days=days)}
    form = LeftForm(typed, instance=kim, account=acme, person=max)
    assert list(form.errors) == faults


def test_the_page_of_leaving_shows_what_leans_on_the_person(sign_in, max, acme, kim):
    leaning = Action.objects.create(
        account=acme, text="Sign", owner=max, due_on=date(2026, 12, 1), client_owner="kim"
    )
    Action.objects.create(
        account=acme, text="Other", owner=max, due_on=date(2026, 12, 1), client_owner="Lee"
    )
    page = sign_in(max).get(f"/accounts/{acme.pk}/contacts/people/{kim.pk}/left/")
    assert list(page.context["leaning"]) == [leaning]


def test_a_conversation_is_logged_and_the_next_one_planned(acme, plan, max, today):
    touch(plan=plan, by=max, kind="call", held_on=today, summary="All well")
    late = today + timedelta(days=40)
    again = touch(plan=plan, by=max, kind="call", held_on=late, summary="Late")
    assert (again.kept, again.missed, again.next_touch_on) == (1, 1, late + timedelta(days=30))
    assert [each.with_whom for each in acme.core_interaction_rows.all()] == ["Kim", "Kim"]


def test_a_new_plan_is_offered_to_whoever_makes_it(sign_in, lena, acme):
    page = sign_in(lena).get(f"/accounts/{acme.pk}/contacts/contact-plan/add/")
    assert page.context["form"]["owner"].value() == lena.pk


def test_the_plan_keeps_its_owner(sign_in, lena, max, acme, plan):
    page = sign_in(lena).get(f"{plan.get_absolute_url()}edit/")
    assert page.context["form"]["owner"].value() == max.pk


def test_the_plan_asks_its_owner_and_reminds_once_a_week(plan, max, today):
    assert [need.url for need in SECTION.needs(max, today)] == [
        f"/accounts/{plan.file_id}/contacts/contact-plan/{plan.pk}/touch/"
    ]
    weeks = [
        [r.key[-1] for r in reminders_of(SECTION, today + timedelta(days=n))] for n in (0, 6, 7)
    ]
    assert weeks == [["0"], ["0"], ["1"]]


def test_nobody_stands_in_a_relationship_with_themselves(sign_in, max, acme, kim):
    data = {"contact": kim.pk, "kind": "ally", "towards": kim.pk}
    answer = sign_in(max).post(f"/accounts/{acme.pk}/contacts/relationships/add/", data)
    assert list(answer.context["form"].errors) == ["towards"]
    assert Relationship.objects.count() == 0


def test_a_file_without_people_has_no_health_of_them(acme, today):
    assert list(SECTION.signals([acme], today)) == []


def test_a_missing_sponsor_and_a_single_thread_cost_health(acme, today):
    Contact.objects.create(
        account=acme, name="Lee", influence=5, allegiance=1, known_to=2, raters=3
    )
    assert [(signal.points, signal.text) for signal in SECTION.signals([acme], today)] == [
        (-10, "No sponsor at the client"),
        (-8, "Single-threaded: fewer than two people known well"),
    ]


def test_contacts_across_files_are_those_the_reader_may_open(sign_in, max, otto, acme, bolt, kim):
    Contact.objects.create(account=bolt, name="Kimberley")
    found = [
        sign_in(person).get("/contacts/?q=kim").context["table"].paginated_rows
        for person in (max, otto)
    ]
    assert [[row.record.name for row in rows] for rows in found] == [["Kim"], ["Kimberley"]]


def test_who_left_is_listed_on_request_only(sign_in, max, acme, kim, today):
    go(kim, max, today)
    browser = sign_in(max)
    assert [browser.get(url).context["count"] for url in ("/contacts/", "/contacts/?gone=on")] == [
        0,
        1,
    ]


def test_the_filters_and_orders_of_the_list_hold(sign_in, max, acme, kim):
    browser = sign_in(max)
    found = ["role=is_sponsor", "allegiance=unknown", "sort=-allegiance"]
    none = ["role=is_buyer", "influence=5", "q=nobody", "role=x"]
    assert [browser.get(f"/contacts/?{query}").context["count"] for query in found + none] == [
        1
    ] * 3 + [0] * 4


def test_the_cost_of_the_pages_does_not_grow(acme, bolt, today, django_assert_num_queries):
    SECTION.sample([acme, bolt], {}, today)
    with django_assert_num_queries(3):
        SECTION.summary(acme, today)
    with django_assert_num_queries(3):
        assert len(list(SECTION.questions([acme, bolt], today))) == 14
    with django_assert_num_queries(1):
        list(SECTION.signals([acme, bolt], today))


def test_the_pages_show_the_sample(sign_in, max, acme, today):
    SECTION.sample([acme], {}, today)
    browser = sign_in(max)
    pages = [
        "",
        "wall-chart/",
        "people/",
        "contact-plan/",
        "relationships/",
        "hospitality/",
        "chemistry/",
    ]
    assert [browser.get(f"/accounts/{acme.pk}/contacts/{page}").status_code for page in pages] == [
        200
    ] * 7
    assert browser.get("/contacts/?export=csv").status_code == 200
