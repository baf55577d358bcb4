"""The client profile: facts with source and day, charts, the buying calendar."""

from datetime import date, timedelta

import pytest

from accountfile.core.mornings import reminders_of
from accountfile.core.sections import section_named
from accountfile.profile.forms import PositionForm
from accountfile.profile.models import BuyingDate, Fact, Position
from accountfile.profile.prompts import PROMPTS
from accountfile.profile.services import confirm

SECTION = section_named("profile")


@pytest.fixture
def fact(acme):
    return Fact.objects.create(
        account=acme, topic="market", text="It grows", known_on=date(2026, 1, 5)
    )


def states(account, today):
    return {
        question.text: question.state(today) for question in SECTION.questions([account], today)
    }


def test_every_topic_has_its_prompts():
    assert list(PROMPTS) == list(Fact.Topic)


def test_a_confirmed_fact_names_its_source(sign_in, max, acme):
    data = {"topic": "market", "text": "It grows", "known_on": "2026-11-01", "grade": "confirmed"}
    answer = sign_in(max).post(f"/accounts/{acme.pk}/profile/facts/add/", data)
    assert answer.context["form"].errors == {
        "source": ["Say who or what confirms it, or call it assumed."]
    }
    assert Fact.objects.count() == 0


def test_an_empty_box_leads_to_the_form_with_its_question(sign_in, max, acme, today):
    found = {topic: prompts for topic, _, prompts in SECTION.summary(acme, today)["topics"]}
    form = sign_in(max).get(found["Market"][0][1]).context["form"]
    assert (form["topic"].value(), form["prompt"].value()) == ("market", PROMPTS["market"][0])


def test_a_new_fact_is_of_today_and_an_edited_one_keeps_its_day(sign_in, max, acme, fact):
    browser = sign_in(max)
    pages = [f"/accounts/{acme.pk}/profile/facts/add/", f"{fact.get_absolute_url()}edit/"]
    days = [browser.get(page).context["form"]["known_on"].value() for page in pages]
    assert days == [max.today(), fact.known_on]


def test_still_true_renews_a_fact_once_a_day(fact, today):
    confirm(fact=fact, today=today)
    again = confirm(fact=fact, today=today)
    assert (again.known_on, again.grade, again.version) == (today, "confirmed", 2)


def test_a_reading_member_cannot_confirm(sign_in, rob, acme, fact):
    assert (
        sign_in(rob).post(f"/accounts/{acme.pk}/profile/facts/{fact.pk}/still-true/").status_code
        == 403
    )
    fact.refresh_from_db()
    assert fact.grade == "assumed"


def test_a_fact_goes_stale(acme, fact, today):
    asked = states(acme, today)
    assert (asked["How does the client's market move?"], asked["How does the client buy?"]) == (
        "stale",
        "missing",
    )


def test_nobody_reports_to_himself_over_two_corners(acme, max):
    head = Position.objects.create(account=acme, title="Head", person="Kim")
    deputy = Position.objects.create(account=acme, title="Deputy", person="Lee", reports_to=head)
    data = {
        "chart": "organisation",
        "title": "Head",
        "held": "known",
        "person": "Kim",
        "reports_to": deputy.pk,
    }
    form = PositionForm(data, instance=head, account=acme, person=max)
    assert form.errors == {"reports_to": ["Deputy: Lee already reports to this position."]}


def test_vacant_boxes_are_drawn_as_gaps(acme):
    head = Position.objects.create(account=acme, title="Head", person="Kim", matters=True)
    Position.objects.create(account=acme, title="Deputy", held="vacant", reports_to=head)
    chart = SECTION.charts()["organisation"](acme, None)
    assert chart.table[1] == [["Head", "Kim", ""], ["Deputy", "vacant", "Kim"]]


def test_a_buying_date_is_promised_and_reminded_once(acme, today):
    due = BuyingDate.objects.create(
        account=acme, kind="closes", text="Framework", falls_on=today + timedelta(days=9)
    )
    assert [each[0] for each in SECTION.promises(acme, today + timedelta(days=9))] == [due.falls_on]
    keys = [
        {reminder.key for reminder in reminders_of(SECTION, today + timedelta(days=n))}
        for n in (0, 1)
    ]
    assert keys == [{f"buying:{due.pk}:{due.falls_on}"}] * 2


def test_assumed_facts_are_offered_to_the_pack_and_nothing_to_the_client(acme, fact):
    assert SECTION.pack(acme, None, "internal")["unconfirmed"] == ["It grows"]
    assert SECTION.pack(acme, None, "client") is None


def test_the_summary_costs_three_statements_however_much_is_known(
    acme, django_assert_num_queries, today
):
    for number in range(3):
        Fact.objects.create(
            account=acme, topic="people", text=f"Fact {number}", known_on=date(2026, 1, 5)
        )
        Position.objects.create(account=acme, title="Head", person="Kim")
    with django_assert_num_queries(3):
        list(SECTION.summary(acme, today)["topics"])


def test_the_pages_show_what_the_sample_knows(sign_in, max, acme, bolt, today):
    SECTION.sample([acme, bolt], {}, today)
    page = sign_in(max).get(f"/accounts/{acme.pk}/profile/")
    assert (page.status_code, page.context["summary"]["gaps"]) == (200, 3)
    assert set(SECTION.pack_charts(SECTION.pack(acme, None, "internal"), 2)) == {
        "organisation",
        "buying",
    }


def test_a_column_that_only_the_page_knows_is_not_sorted_and_harms_nothing(sign_in, max, acme):
    for name, unit in (("Kim", "Board"), ("Ann", "Sales")):
        Position.objects.create(account=acme, title=name, unit=unit, person=name)
    browser = sign_in(max)

    def order(sort):
        rows = (
            browser.get(f"/accounts/{acme.pk}/profile/positions/?sort={sort}")
            .context["table"]
            .paginated_rows
        )
        return [row.record.person for row in rows]

    assert (order("holder"), order("-unit"), order("person")) == (
        ["Kim", "Ann"],
        ["Ann", "Kim"],
        ["Kim", "Ann"],
    )


def test_a_row_stands_in_its_list_in_its_own_words(sign_in, max, acme, fact):
    address = f"/accounts/{acme.pk}/profile/facts/"
    assert ">It grows</a>" in sign_in(max).get(address).content.decode()
    exported = b"".join(sign_in(max).get(f"{address}?export=csv").streaming_content).decode()
    assert exported.count("It grows") == 1


def test_a_long_fact_is_called_by_whole_words(acme):
    assert str(Fact(text="They buy " + "again and " * 10)).endswith(" again and…")
    assert str(Fact(text="x" * 200)) == "x" * 79 + "…"


def test_what_a_fact_and_a_limit_need_is_asked_for_and_nothing_more():
    bare = Fact(grade="confirmed")
    assert list(bare.contradictions()) == ["source"]
    assert Fact(grade="confirmed", source="Kim").contradictions() == {}
    assert Fact(grade="assumed").contradictions() == {}
    assert list(BuyingDate(kind="limit").contradictions()) == ["limit"]
    assert BuyingDate(kind="limit", limit=5).contradictions() == {}


def test_a_position_may_report_to_another_of_its_chart(acme):
    head = Position.objects.create(account=acme, title="Head", person="Kim")
    Position(account=acme, title="Deputy", person="Lee", reports_to=head).clean()


@pytest.mark.parametrize(("grade", "days"), [("confirmed", 1), ("assumed", 0)])
def test_confirming_a_fact_gives_it_both_the_grade_and_the_day(fact, today, grade, days):
    Fact.objects.filter(pk=fact.pk).update(grade=grade, known_on=today - timedelta(days=days))
    confirm(fact=fact, today=today)
    fact.refresh_from_db()
    assert (fact.grade, fact.known_on) == ("confirmed", today)
