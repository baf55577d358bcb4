"""What contracts contribute to the whole."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from accountfile.contracts.ladder import rung
from accountfile.contracts.models import Contract, Invoice, Obligation, ServiceLevel, ServiceReading
from accountfile.core import notices, sections
from accountfile.core.models import Notice
from accountfile.core.mornings import reminders_of
from accountfile.core.sections import Heading
from accountfile.periods import twelve_months_to

SECTION = sections.section_named("contracts")


@pytest.fixture
def filled(acme, a_contract, an_invoice, max, today):
    contract = a_contract(
        today + timedelta(days=120),
        notice_months=0,
        notice_days=100,
        value=Decimal(1000),
        currency="EUR",
    )
    Obligation.objects.create(
        contract=contract, text="Send the report", owner=max, due_on=today - timedelta(days=3)
    )
    level = ServiceLevel.objects.create(
        contract=contract, metric="Response", target=Decimal(98), unit="%"
    )
    ServiceReading.objects.create(
        service_level=level, month=today.replace(day=1), actual=Decimal(97), credit_due=50
    )
    an_invoice(today, 75, 300, disputed=True)
    return acme


@pytest.mark.parametrize(
    "left, step",
    [
        (181, None),
        (180, 180),
        (91, 180),
        (90, 90),
        (61, 90),
        (60, 60),
        (31, 60),
        (30, 30),
        (0, 30),
        (-1, "passed"),
    ],
)
def test_only_the_newest_rung_is_due(left, step):
    assert rung(left) == step


def told(contract, day):
    return [
        (r.person_id, r.key.rsplit(":", 1)[1])
        for r in reminders_of(SECTION, day)
        if r.key.startswith(f"contract:{contract.pk}")
    ]


def test_the_line_manager_is_told_a_month_before(a_contract, max, lena):
    contract = a_contract(date(2027, 6, 30))
    notice = contract.notice_on
    assert told(contract, notice - timedelta(days=181)) == []
    assert told(contract, notice - timedelta(days=100)) == [(max.pk, "180")]
    assert told(contract, notice - timedelta(days=30)) == [(max.pk, "30"), (lena.pk, "30")]
    assert told(contract, notice + timedelta(days=31)) == []


@pytest.mark.parametrize(
    ("days_left", "steps"),
    [
        (181, []),
        (180, ["180"]),
        (31, ["60"]),
        (30, ["30"] * 2),
        (0, ["30"] * 2),
        (-1, ["passed"] * 2),
    ]
    + [(-30, ["passed"] * 2), (-31, [])],
)
def test_the_ladder_begins_at_180_days_and_ends_a_month_after(a_contract, days_left, steps):
    contract = a_contract(date(2027, 6, 30))
    assert [
        step for _, step in told(contract, contract.notice_on - timedelta(days=days_left))
    ] == steps


def test_a_notice_date_that_is_today_is_neither_late_nor_in_no_days(a_contract):
    contract = a_contract(date(2027, 6, 30))
    texts = {each.text for each in reminders_of(SECTION, contract.notice_on)}
    day_of_notice = f"{contract.notice_on.day} {contract.notice_on:%b %Y}"
    assert texts == {
        (
            f"Notice of “Frame contract” with Acme can be given until {day_of_notice}, today; "
            "nothing is decided."
        )
    }


def test_a_night_that_is_run_twice_or_late_tells_each_once(a_contract, max):
    contract = a_contract(date(2027, 6, 30))
    for days in (95, 89, 89, 88):
        notices.tell(list(reminders_of(SECTION, contract.notice_on - timedelta(days=days))))
    assert [
        key.rsplit(":", 1)[1] for key in Notice.objects.order_by("pk").values_list("key", flat=True)
    ] == [
        "180",
        "90",
    ]


def test_a_decided_contract_reminds_nobody(a_contract):
    contract = a_contract(date(2027, 6, 30), decision="renew")
    assert told(contract, contract.notice_on) == []


def test_in_place_of_a_manager_who_left_the_line_manager_is_told(a_contract, max, lena):
    max.is_active = False
    max.save()
    contract = a_contract(date(2027, 6, 30))
    assert told(contract, contract.notice_on - timedelta(days=150)) == [(lena.pk, "180")]


def test_an_empty_file_says_so(acme, max, sign_in, today):
    assert [item.text for item in SECTION.agenda(acme, None, today)] == [
        "No running contract is in the file."
    ]
    assert [q.state(today) for q in SECTION.questions([acme], today) if not q.not_applicable] == [
        "missing",
        "missing",
    ]
    page = sign_in(max).get(reverse("section", args=[acme.pk, "contracts"])).content.decode()
    assert "No running contract is in the file." in page


def test_the_agenda_names_contracts_obligations_misses_and_debtors(filled, today):
    items = list(SECTION.agenda(filled, None, today))
    assert {item.heading for item in items} == {Heading.CONTRACTS}
    assert [item.text for item in items] == [
        (
            "Frame contract, €1,000 a year: ends on 16 Mar 2027, notice by 6 Dec 2026; not "
            "decided yet."
        ),
        "We owe it since 13 Nov 2026: Send the report.",
        "1 contract running; the next notice date without a decision is 6 Dec 2026.",
        "Response missed in November 2026: 97 % against 98 %; credit due €50.",
        "Debtors: €300 overdue for more than 60 days (1 of 1 unpaid).",
        "The client disputes €300.",
    ]


def test_the_section_page_shows_debtors_by_age(filled, max, sign_in):
    page = sign_in(max).get(reverse("section", args=[filled.pk, "contracts"])).content.decode()
    assert ("61 to 90 days" in page, "€300" in page, "not decided yet" in page) == (
        True,
        True,
        True,
    )


def test_the_contract_page_shows_what_hangs_on_it(filled, max, sign_in):
    page = sign_in(max).get(Contract.objects.get().get_absolute_url()).content.decode()
    assert ("Send the report" in page, "Nov 2026" in page, "It is met" in page) == (
        True,
        True,
        True,
    )


def test_the_summary_costs_three_statements(filled, a_contract, django_assert_num_queries, today):
    for number in range(3):
        a_contract(title=f"Contract {number}")
    with django_assert_num_queries(3):
        SECTION.summary(filled, today)


def test_questions_and_signals_cost_the_same_for_one_file_and_for_many(
    filled, bolt, today, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert len(list(SECTION.questions([filled, bolt], today))) == 6
    with django_assert_num_queries(3):
        signals = list(SECTION.signals([filled, bolt], today))
    assert [(s.account_id, s.points) for s in signals] == [(filled.pk, -6), (filled.pk, -4)]


def test_the_pack_is_plain_data_that_prints(filled, today):
    # A month is printed once it has ended.
    data = SECTION.pack(filled, twelve_months_to(today.replace(day=30)), sections.INTERNAL)
    assert json.loads(json.dumps(data)) == data
    printed = render_to_string("contracts/pack/v2/_pack.html", {"data": data})
    assert ("Frame contract" in printed, "97 %" in printed, "61 to 90 days" in printed) == (
        True,
        True,
        True,
    )


def test_what_needs_me_are_my_undecided_contracts_and_my_obligations(filled, max, mia, today):
    needs = list(SECTION.needs(max, today))
    assert [(need.verb, need.tone) for need in needs] == [("Decide", "poor"), ("Open it", "plain")]
    assert " was due on " in needs[1].text
    assert list(SECTION.needs(mia, today)) == []


def test_the_sample_company_has_contracts_and_debtors(acme, cast, today):
    SECTION.sample([acme], cast, today)
    assert (Contract.objects.count(), Invoice.objects.count(), ServiceReading.objects.count()) == (
        3,
        4,
        12,
    )
