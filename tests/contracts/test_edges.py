"""The days, amounts and counts at which what is said of contracts changes."""

from datetime import timedelta

import pytest

from accountfile.contracts import agenda, paper, questions, summary
from accountfile.contracts.desk import needs
from accountfile.contracts.models import Contract, Obligation
from accountfile.periods import twelve_months_to


@pytest.fixture
def noticed(a_contract, today):
    """Return a function that keeps a contract whose notice date is so many days ahead."""

    def kept(days, **more):
        return a_contract(
            today + timedelta(days=days + 200), notice_months=0, notice_days=200, **more
        )

    return kept


@pytest.fixture
def owed(a_contract, max, today):
    """Return a function that keeps an obligation of Max that is due in so many days."""

    def kept(days):
        known = {"text": "Prove the insurance", "owner": max}
        due_on = today + timedelta(days=days)
        return Obligation.objects.create(contract=a_contract(), due_on=due_on, **known)

    return kept


def lines(account, today):
    return [item.text for item in agenda.agenda(account, None, today)]


@pytest.mark.parametrize(
    ("days", "tone"), [(30, "poor"), (31, "watch"), (90, "watch"), (91, "good")]
)
def test_a_notice_date_is_pressing_from_thirty_days_and_watched_from_ninety(
    noticed, today, days, tone
):
    assert noticed(days).tone(today) == tone


@pytest.mark.parametrize(
    ("days", "says"), [(0, "the next notice date"), (-1, "no notice date is waiting")]
)
def test_the_agenda_names_a_notice_date_of_today_as_the_next(noticed, acme, today, days, says):
    noticed(days)
    assert [says in line for line in lines(acme, today) if "running" in line] == [True]


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False)])
def test_an_obligation_is_late_from_the_day_after(owed, acme, today, days, is_late):
    owed(days)
    assert any("Prove the insurance" in line for line in lines(acme, today)) is is_late
    [printed] = paper.pack(acme, twelve_months_to(today), "internal")["obligations"]
    assert printed["late"] is is_late


@pytest.mark.parametrize(("days", "words"), [(0, "must be given by"), (-1, "was due on")])
def test_the_desk_says_whether_notice_can_still_be_given(noticed, max, today, days, words):
    noticed(days)
    assert [words in need.text for need in needs(max, today)] == [True]


@pytest.mark.parametrize(("value", "printed"), [(None, ""), (0, "USD 0"), (1500, "USD 1,500")])
def test_a_contract_prints_its_value_where_it_has_one(a_contract, acme, today, value, printed):
    a_contract(value=value, currency="USD")
    [contract] = paper.pack(acme, twelve_months_to(today), "internal")["contracts"]
    assert contract["value"] == printed


@pytest.mark.parametrize(
    ("days", "is_open"), [(180, True), (181, False), (-180, True), (-181, False)]
)
def test_a_notice_date_is_asked_about_within_half_a_year(noticed, acme, today, days, is_open):
    contract = noticed(days)
    Contract.objects.filter(pk=contract.pk).update(changed_on=today)
    asked = [each for each in questions.questions([acme], today) if "half a year" in each.text]
    assert [each.answered_on is None for each in asked] == [is_open]


@pytest.mark.parametrize(("days", "words"), [(60, "nothing over 60 days"), (61, "over 60 days")])
def test_an_invoice_is_long_overdue_after_sixty_days(an_invoice, acme, today, days, words):
    an_invoice(today, days)
    found = summary.summary(acme, today)
    assert (words in found["overdue"], found["overdue_tone"]) == (
        True,
        "good" if days == 60 else "poor",
    )


@pytest.mark.parametrize(("days", "is_next"), [(0, True), (-1, False)])
def test_the_next_notice_date_is_today_or_later(noticed, acme, today, days, is_next):
    noticed(days)
    assert (summary.summary(acme, today)["next"] is not None) is is_next


def test_a_contract_without_an_end_has_no_notice_date_to_come(a_contract, acme, today):
    a_contract(None)
    assert summary.summary(acme, today)["next"] is None
