"""Adding, editing and removing rows: nothing twice, nothing lost, nothing that is not yours."""

import uuid

from accountfile.core.models import Account, Action, Draft, Milestone, TeamMember
from tests.drawn import form_to


def action_of(account, owner, day):
    return Action.objects.create(account=account, text="Send the plan", owner=owner, due_on=day)


def filled(owner, **more):
    return {"text": "Call Jo", "owner": owner.pk, "due_on": "2026-12-01", "priority": 2} | more


def test_a_second_press_of_the_same_button_adds_nothing(sign_in, max, acme):
    browser, data = sign_in(max), filled(max, press=str(uuid.uuid4()))
    first, second = (browser.post(f"/accounts/{acme.pk}/actions/add/", data) for _ in range(2))
    assert Action.objects.count() == 1
    assert first["Location"] == second["Location"] == Action.objects.get().get_absolute_url()


def test_whoever_saves_second_sees_both_texts_and_loses_neither(sign_in, max, tia, acme, today):
    action = action_of(acme, max, today)
    address = f"/accounts/{acme.pk}/actions/{action.pk}/edit/"
    sign_in(tia).post(address, filled(max, text="Send it by post", version=1))
    answer = sign_in(max).post(address, filled(max, text="Send it by mail", version=1))
    assert answer.status_code == 409
    assert ("What is to be done", "Send it by mail", "Send it by post") in answer.context["pairs"]
    assert [told.change.person for told in answer.context["told"]] == [tia]
    assert Action.objects.get().text == "Send it by post"


def test_the_two_texts_are_told_in_words_and_only_where_they_differ(sign_in, max, tia, acme, today):
    action = action_of(acme, max, today)
    address = f"/accounts/{acme.pk}/actions/{action.pk}/edit/"
    sign_in(tia).post(address, filled(tia, version=1))
    answer = sign_in(max).post(address, filled(max, quick_win="on", version=1))
    assert answer.context["pairs"] == [("Owner", "Max", "Tia"), ("Quick win", "yes", "no")]


def test_a_lost_race_for_the_cover_shows_both_texts(sign_in, lena, max, acme):
    cover = {"name": "Acme", "status": "active", "currency": "USD", "version": 1}
    sign_in(lena).post(f"/accounts/{acme.pk}/cover/", cover | {"annual_revenue": "12"})
    answer = sign_in(max).post(f"/accounts/{acme.pk}/cover/", cover | {"mission": "Ours"})
    assert [pair[1:] for pair in answer.context["pairs"]] == [("Ours", ""), ("", "12.00")]


def test_a_form_offers_and_takes_only_what_the_person_may_see(sign_in, max, acme, bolt):
    data = {"name": "Acme", "status": "active", "currency": "USD", "version": 1, "parent": bolt.pk}
    answer = sign_in(max).post(f"/accounts/{acme.pk}/cover/", data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["parent"])
    assert Account.objects.get(pk=acme.pk).parent is None


def test_a_row_of_another_file_is_not_there_under_this_one(sign_in, dora, max, acme, bolt, today):
    action = action_of(acme, max, today)
    assert sign_in(dora).get(f"/accounts/{bolt.pk}/actions/{action.pk}/").status_code == 404


def test_what_a_form_does_not_ask_cannot_be_set_through_it(sign_in, max, otto, acme):
    more = {"state": "done", "account": 99, "times_moved": 9, "account_manager": otto.pk}
    sign_in(max).post(f"/accounts/{acme.pk}/actions/add/", filled(max, **more))
    action = Action.objects.get()
    assert (action.state, action.account, action.times_moved) == ("open", acme, 0)


def test_the_account_manager_cannot_give_the_account_away(sign_in, max, otto, acme):
    answer = sign_in(max).post(
        f"/accounts/{acme.pk}/lead/", {"account_manager": otto.pk, "kind": "key", "version": 1}
    )
    assert answer.status_code == 403
    assert Account.objects.get(pk=acme.pk).account_manager == max


def test_moving_an_account_ends_the_former_managers_access_at_once(sign_in, lena, max, mia, acme):
    browser = sign_in(max)
    sign_in(lena).post(
        f"/accounts/{acme.pk}/lead/", {"account_manager": mia.pk, "kind": "key", "version": 1}
    )
    assert browser.get(f"/accounts/{acme.pk}/").status_code == 404
    assert sign_in(mia).get(f"/accounts/{acme.pk}/").status_code == 200


def test_a_due_date_that_moves_is_counted(sign_in, max, acme, today):
    action = action_of(acme, max, today)
    sign_in(max).post(f"/accounts/{acme.pk}/actions/{action.pk}/edit/", filled(max, version=1))
    assert Action.objects.get().times_moved == 1


def test_an_action_is_dropped_only_with_a_reason(sign_in, max, acme, today):
    action = action_of(acme, max, today)
    address = f"/accounts/{acme.pk}/actions/{action.pk}/end/"
    refused = sign_in(max).post(address, {"end": "dropped", "outcome": ""})
    assert list(refused.context["form"].errors) == ["outcome"]
    sign_in(max).post(address, {"end": "dropped", "outcome": "The client moved."})
    assert Action.objects.get().state == "dropped"


def test_the_page_of_an_action_closes_it_and_opens_it_again(sign_in, max, tia, acme, today):
    action, browser = action_of(acme, max, today), sign_in(tia)
    page = action.get_absolute_url()
    assert f"{page}end/?next={page}" in browser.get(page).content.decode()
    closed = browser.post(
        f"{page}end/?next={page}", {"end": "done", "outcome": "sent"}, follow=True
    )
    assert f'action="{page}reopen/"' in closed.content.decode()
    browser.post(f"{page}reopen/", {"next": page})
    assert Action.objects.get().state == "open"


def test_who_only_reads_is_offered_neither(sign_in, max, rob, acme, today):
    action = action_of(acme, max, today)
    page = sign_in(rob).get(action.get_absolute_url()).content.decode()
    assert ("Send the plan" in page, "/end/" in page, "/reopen/" in page) == (True, False, False)


def test_a_person_is_on_a_team_once_and_is_told_so(sign_in, lena, tia, acme):
    answer = sign_in(lena).post(
        f"/accounts/{acme.pk}/team/add/", {"person": tia.pk, "does": "more"}
    )
    assert (answer.status_code, TeamMember.objects.filter(person=tia).count()) == (200, 1)
    assert "on the team already" in answer.content.decode()


def test_whoever_loses_the_race_for_a_place_keeps_what_was_typed(
    sign_in, lena, otto, acme, monkeypatch
):
    TeamMember.objects.create(account=acme, person=otto, does="invoices")
    # As if Otto had been added between the check of the form and the writing of the row.
    monkeypatch.setattr(TeamMember, "validate_constraints", lambda self, exclude=None: None)
    monkeypatch.setattr(TeamMember, "twins", lambda self: [])
    answer = sign_in(lena).post(
        f"/accounts/{acme.pk}/team/add/", {"person": otto.pk, "does": "credit notes"}
    )
    assert (answer.status_code, answer.context["form"]["does"].value()) == (200, "credit notes")
    assert "Somebody has just added" in answer.content.decode()


def test_a_group_cannot_contain_itself(sign_in, dora, acme, bolt):
    bolt.parent = acme
    bolt.save()
    data = {"name": "Acme", "status": "active", "currency": "USD", "version": 1, "parent": bolt.pk}
    answer = sign_in(dora).post(f"/accounts/{acme.pk}/cover/", data)
    assert list(answer.context["form"].errors) == ["parent"]


def test_a_new_row_is_offered_what_a_colleague_would_assume_or_what_the_link_says(
    sign_in, max, acme
):
    browser, page = sign_in(max), f"/accounts/{acme.pk}/interactions/add/"
    addresses = [page, f"{page}?held_on=2026-10-01"]
    days = [form_to(browser.get(each), each).data["held_on"] for each in addresses]
    assert days == [[max.today().isoformat()], ["2026-10-01"]]


def test_what_was_typed_and_not_saved_is_there_again(sign_in, max, acme):
    browser, page = sign_in(max), f"/accounts/{acme.pk}/milestones/add/"
    browser.post("/drafts/", form_to(browser.get(page), page).data | {"text": "Won the tender"})
    form = form_to(browser.get(page), page)
    assert form.data["text"] == ["Won the tender"]
    browser.post(page, form.data | {"happened_on": "2026-10-01"})
    assert (Milestone.objects.count(), Draft.objects.count()) == (1, 0)


def test_a_draft_older_than_a_colleagues_edit_meets_the_conflict_page(
    sign_in, max, tia, acme, today
):
    action = action_of(acme, max, today)
    page, browser = f"/accounts/{acme.pk}/actions/{action.pk}/edit/", sign_in(max)
    browser.post("/drafts/", form_to(browser.get(page), page).data | {"text": "My words"})
    sign_in(tia).post(page, filled(max, text="Her words", version=1))
    form = form_to(browser.get(page), page)
    assert (form.data["text"], browser.post(page, form.data).status_code) == (["My words"], 409)


def test_a_removal_can_be_undone_from_its_message(sign_in, max, acme, today):
    action, browser = action_of(acme, max, today), sign_in(max)
    answer = browser.post(f"/accounts/{acme.pk}/actions/{action.pk}/remove/", follow=True)
    (message,) = answer.context["messages"]
    browser.post(message.extra_tags.split()[-1])
    assert Action.objects.get().text == "Send the plan"


def test_nonsense_for_a_date_is_an_error_at_the_field(sign_in, max, acme):
    for nonsense in ("31/31/2026", "yesterday", "\x00", "9" * 400, "2026-02-30"):
        answer = sign_in(max).post(
            f"/accounts/{acme.pk}/actions/add/", filled(max, due_on=nonsense)
        )
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["due_on"])
