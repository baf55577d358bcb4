"""Moving, winning, losing and assigning, each pressed twice."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from accountfile.core.models import Change
from opportunities import services
from opportunities.models import Opportunity

DAY = date(2026, 11, 1)


def pressed_twice(browser, url, data):
    data = data | {"press": str(uuid4())}
    return [browser.post(url, data).status_code for _ in range(2)]


def test_a_move_is_noted_once(sign_in, max, acme, opportunity, stages):
    url = f"/accounts/{acme.pk}/opportunities/pipeline/{opportunity.pk}/move/"
    data = {"stage": stages["Proposal"].pk, "reason": "They asked for an offer"}
    assert pressed_twice(sign_in(max), url, data) == [302, 302]
    opportunity.refresh_from_db()
    steps = list(
        opportunity.stage_changes.values_list("from_stage__name", "to_stage__name", "by", "reason")
    )
    assert (opportunity.stage.name, steps) == (
        "Proposal",
        [("Engaging", "Proposal", max.pk, "They asked for an offer")],
    )


def test_a_won_one_has_its_value_day_and_reason(sign_in, max, acme, opportunity):
    url = f"/accounts/{acme.pk}/opportunities/pipeline/{opportunity.pk}/won/"
    data = {"value": "480", "closed_on": "2026-11-01", "reason": "Fast delivery"}
    assert pressed_twice(sign_in(max), url, data) == [302, 302]
    opportunity.refresh_from_db()
    found = (opportunity.state, opportunity.value, opportunity.closed_on, opportunity.reason)
    assert found == ("won", Decimal(480), DAY, "Fast delivery")
    assert opportunity.stage_changes.count() == 1


def test_winning_again_by_another_press_changes_nothing(max, opportunity):
    first = services.win(
        opportunity=opportunity, by=max, value=Decimal(480), closed_on=DAY, reason="Speed"
    )
    again = services.win(
        opportunity=opportunity, by=max, value=Decimal(1), closed_on=DAY, reason="Luck"
    )
    assert (again.value, again.version) == (Decimal(480), first.version)


def test_a_lost_one_keeps_what_was_hoped_for(max, opportunity):
    lost = services.lose(
        opportunity=opportunity, by=max, closed_on=DAY, reason="Price", competitor="Rival"
    )
    assert (lost.state, lost.value, lost.competitor) == ("lost", Decimal(500), "Rival")


def test_losing_again_by_another_press_changes_nothing(max, opportunity):
    services.lose(opportunity=opportunity, by=max, closed_on=DAY, reason="Price")
    again = services.lose(opportunity=opportunity, by=max, closed_on=DAY, reason="Luck")
    assert (again.reason, again.stage_changes.count()) == ("Price", 1)


def test_a_lost_one_takes_another_reason_where_that_is_asked(max, opportunity):
    services.lose(opportunity=opportunity, by=max, closed_on=DAY, reason="Price")
    again = services.lose(
        opportunity=opportunity, by=max, closed_on=DAY, reason="Too late", again=True
    )
    assert again.reason == "Too late"


def test_a_closed_one_can_be_opened_again(max, won, stages):
    opened = services.move_stage(
        opportunity=won, stage=stages["Negotiation"], by=max, reason="They took it back"
    )
    assert (opened.state, opened.closed_on, opened.reason) == ("open", None, "")


def test_nothing_closes_in_the_future_or_before_it_began(sign_in, max, acme, opportunity):
    url = f"/accounts/{acme.pk}/opportunities/pipeline/{opportunity.pk}/won/"
    for day in ("2126-01-01", "2026-08-31"):
        answer = sign_in(max).post(url, {"value": "480", "closed_on": day, "reason": "Speed"})
        assert list(answer.context["form"].errors) == ["closed_on"]
    assert Opportunity.objects.get().state == "open"


def test_a_new_one_begins_its_way_at_the_first_stage(sign_in, max, acme, stages):
    url = f"/accounts/{acme.pk}/opportunities/pipeline/add/"
    data = {
        "name": "A second room",
        "owner": max.pk,
        "stage": stages["Prospecting"].pk,
        "currency": "USD",
    }
    assert sign_in(max).post(url, data).status_code == 302
    steps = Opportunity.objects.get().stage_changes.values_list(
        "from_stage", "to_stage__name", "by"
    )
    assert list(steps) == [(None, "Prospecting", max.pk)]


def test_the_ticked_ones_get_their_account_once(sign_in, max, acme, waiting):
    data = {"account": "acme", "rows": [waiting.pk]}
    browser = sign_in(max)
    assert [browser.post("/opportunities/unassigned/", data).status_code for _ in range(2)] == [
        302,
        302,
    ]
    waiting.refresh_from_db()
    assert (waiting.account, waiting.name) == (acme, "Gadget for Acme")
    assert Change.objects.of_row(waiting).filter(kind="changed").count() == 1


def test_nobody_assigns_what_is_not_theirs(sign_in, otto, bolt, waiting):
    sign_in(otto).post("/opportunities/unassigned/", {"account": "Bolt", "rows": [waiting.pk]})
    waiting.refresh_from_db()
    assert waiting.account is None


def test_nothing_is_assigned_to_a_file_that_one_may_only_read(sign_in, rob, acme, gadget, stages):
    mine = Opportunity.objects.create(owner=rob, product=gadget, stage=stages["Engaging"])
    answer = sign_in(rob).post("/opportunities/unassigned/", {"account": "Acme", "rows": [mine.pk]})
    assert list(answer.context["form"].errors) == ["account"]


def test_directors_accept_or_change_proposed_managers(sign_in, dora, max, mia, acme, won):
    acme.account_manager = None
    acme.save()
    browser = sign_in(dora)
    page = browser.get("/opportunities/managers/")
    assert [(account.name, each.person.name) for account, each in page.context["rows"]] == [
        ("Acme", "Max")
    ]
    browser.post("/opportunities/managers/", {"accept": [acme.pk], f"person_{acme.pk}": "Mia"})
    acme.refresh_from_db()
    assert acme.account_manager == mia
    told = Change.objects.of_row(acme).newest_first().first()
    assert (told.person, told.reason) == (dora, "proposal from won orders")
