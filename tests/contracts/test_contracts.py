"""Notice dates, decisions, service levels, debtors."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accountfile.contracts import services
from accountfile.contracts.debtors import aged, in_words
from accountfile.contracts.models import (
    Contract,
    Invoice,
    Obligation,
    ServiceLevel,
    ServiceReading,
    notice_date,
)
from accountfile.core.models import create_all
from tests.contracts.access import CONTRACT, DECISION, INVOICE


@pytest.mark.parametrize(
    "end, months, days, notice",
    [
        (date(2026, 12, 31), 3, 0, date(2026, 9, 30)),
        (date(2026, 12, 31), 0, 14, date(2026, 12, 17)),
        (date(2026, 5, 31), 3, 1, date(2026, 2, 27)),
        (date(2024, 5, 31), 3, 0, date(2024, 2, 29)),
        (None, 3, 0, None),
    ],
)
def test_the_notice_date_is_the_end_less_the_notice_period(end, months, days, notice):
    assert notice_date(end, months, days) == notice


def test_the_notice_date_follows_the_end_however_the_row_is_saved(acme, a_contract):
    one = a_contract(date(2027, 6, 30))
    create_all(
        Contract,
        [Contract(account=acme, title="B", starts_on=one.starts_on, ends_on=date(2027, 1, 31))],
    )
    one.ends_on = date(2028, 6, 30)
    one.save(update_fields=["ends_on", "notice_on"])
    stored = dict(Contract.objects.values_list("title", "notice_on"))
    assert stored == {"Frame contract": date(2028, 3, 30), "B": date(2026, 10, 31)}


def test_a_contract_that_ends_before_it_starts_is_refused(acme, max, sign_in):
    url = reverse("contracts:contract_add", args=[acme.pk])
    page = sign_in(max).post(url, CONTRACT | {"ends_on": "2025-01-01"})
    assert (page.status_code, Contract.objects.count()) == (200, 0)


def test_a_notice_period_of_centuries_is_refused_and_not_an_error(acme, max, sign_in):
    url = reverse("contracts:contract_add", args=[acme.pk])
    page = sign_in(max).post(url, CONTRACT | {"ends_on": "2027-01-01", "notice_months": 32000})
    assert (page.status_code, Contract.objects.count()) == (200, 0)


def test_a_decision_is_recorded_once(a_contract, today):
    contract = a_contract()
    for _ in range(2):
        services.decide(contract=contract, decision="renew", reason="It pays", on=today)
    contract.refresh_from_db()
    assert (contract.decision, contract.decided_on, contract.version) == ("renew", today, 2)


def test_of_two_who_decide_at_once_the_second_sees_both_decisions(
    acme, a_contract, max, tia, sign_in
):
    contract = a_contract()
    url = reverse("contracts:decide", args=[acme.pk, contract.pk])
    press = {"press": str(uuid.uuid4())}
    sign_in(max).post(url, DECISION | press)
    answer = sign_in(tia).post(url, DECISION | {"decision": "end", "reason": "It does not pay"})
    contract.refresh_from_db()
    told = answer.content.decode()
    assert (answer.status_code, contract.decision, contract.reason) == (409, "renew", "It pays")
    assert "It does not pay" in told and "It pays" in told
    assert sign_in(max).post(url, DECISION | press).status_code == 302


def test_a_new_end_is_a_new_question(acme, a_contract, max, sign_in, today):
    contract = services.decide(contract=a_contract(), decision="renew", reason="It pays", on=today)
    url = reverse("contracts:contract_edit", args=[acme.pk, contract.pk])
    sign_in(max).post(url, CONTRACT | {"ends_on": "2030-12-31", "version": 2})
    contract.refresh_from_db()
    assert (contract.decision, contract.decided_on, contract.notice_on) == (
        "",
        None,
        date(2030, 9, 30),
    )


def test_an_obligation_is_met_once(a_contract, max, today):
    obligation = Obligation.objects.create(
        contract=a_contract(), text="Report", owner=max, due_on=today
    )
    services.meet_obligation(obligation=obligation, on=today)
    services.meet_obligation(obligation=obligation, on=date(2030, 1, 1))
    obligation.refresh_from_db()
    assert obligation.done_on == today


@pytest.mark.parametrize(
    "better, actual, missed",
    [("higher", 97, 1), ("higher", 98, 0), ("lower", 98, 0), ("lower", 99, 1)],
)
def test_a_service_level_is_missed_on_the_wrong_side_of_its_target(
    a_contract, today, better, actual, missed
):
    level = ServiceLevel.objects.create(
        contract=a_contract(), metric="M", target=Decimal(98), better=better
    )
    reading = ServiceReading.objects.create(
        service_level=level, month=today, actual=Decimal(actual)
    )
    assert (ServiceReading.objects.missed().count(), reading.is_missed) == (missed, bool(missed))


def test_a_month_is_read_once(acme, a_contract, max, sign_in):
    level = ServiceLevel.objects.create(contract=a_contract(), metric="M", target=Decimal(98))
    url = reverse("contracts:servicereading_add", args=[acme.pk])
    for day in ("2026-02-03", "2026-02-20"):
        sign_in(max).post(url, {"service_level": level.pk, "month": day, "actual": "97"})
    assert list(ServiceReading.objects.values_list("month", flat=True)) == [date(2026, 2, 1)]


def test_unpaid_invoices_fall_into_the_bucket_of_their_age(an_invoice, today):
    for days in (-5, 0, 1, 30, 31, 60, 61, 90, 91):
        an_invoice(today, days)
    assert [(line["label"], line["number"]) for line in aged(Invoice.objects.unpaid(), today)] == [
        ("not due yet", 2),
        ("1 to 30 days", 2),
        ("31 to 60 days", 2),
        ("61 to 90 days", 2),
        ("over 90 days", 1),
    ]


def test_currencies_are_never_added_to_one_another(an_invoice, today):
    invoices = [
        an_invoice(today, 1, 100),
        an_invoice(today, 1, 50, currency="USD"),
        an_invoice(today, 1, 20),
    ]
    assert in_words(invoices) == "€120 and USD 50"


def test_an_invoice_number_stands_once_in_a_file(acme, max, sign_in):
    url = reverse("contracts:invoice_add", args=[acme.pk])
    pages = [sign_in(max).post(url, INVOICE).status_code for _ in range(2)]
    assert (pages, Invoice.objects.count()) == ([302, 200], 1)


def test_the_list_across_files_shows_the_next_notice_first_and_only_mine(
    a_contract, bolt, max, sign_in
):
    (
        a_contract(None, "Endless"),
        a_contract(date(2028, 1, 31), "Later"),
        a_contract(date(2027, 1, 31), "Sooner"),
    )
    a_contract(date(2026, 12, 31), "Of Bolt", bolt)
    export = (
        sign_in(max)
        .get(reverse("contracts_desk:list"), {"export": "csv"})
        .getvalue()
        .decode("utf-8-sig")
    )
    assert [line.split(",")[0] for line in export.splitlines()] == [
        "Contract",
        "Sooner",
        "Later",
        "Endless",
    ]


def test_the_list_takes_any_filter(a_contract, max, sign_in):
    a_contract()
    odd = {"notice": "x", "kind": "x", "q": "%", "undecided": "on", "sort": "nonsense"}
    assert sign_in(max).get(reverse("contracts_desk:list"), odd).status_code == 200
    assert sign_in(max).get(reverse("contracts_desk:list"), {"notice": "180"}).status_code == 200


def test_a_contract_and_an_invoice_of_one_day_are_in_order(today):
    assert Contract(starts_on=today, ends_on=today).contradictions() == {}
    assert Invoice(issued_on=today, due_on=today).contradictions() == {}
