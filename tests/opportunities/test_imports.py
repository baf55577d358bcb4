"""Products and opportunities from other systems' files."""

import pytest
from django.core.management import call_command

from accountfile.importing.engine import make_plan, understood
from opportunities.figures.sums import tally
from opportunities.imports import Opportunities
from opportunities.models import Opportunity, PipelineStage
from tests.opportunities.conftest import DATA, counts


def test_another_systems_export_gives_the_published_figures(db, import_file):
    folder = DATA / "salesforce-sample"
    if not folder.exists():
        pytest.skip("The published data is not here.")
    import_file("accounts", folder / "Account.csv")
    first, second = [
        counts(import_file("opportunities", folder / "Opportunity.csv")) for _ in range(2)
    ]
    found = tally(Opportunity.objects.all())
    assert (first, second) == ([36, 36, 0, 0, 0], [36, 0, 0, 36, 0])
    assert (found.won_count, found.won_value, found.lost_count, found.lost_value) == (
        12,
        2_815_000,
        8,
        830_000,
    )
    assert (found.open_count, found.open_value, found.weighted, found.win_rate) == (
        16,
        2_115_000,
        1_094_500,
        60,
    )


FILE = """opportunity_id,owner,product,account,stage,engaged_on,closed_on,value
A1,Max,Gadget,Acme,Won,2026-01-01,2026-02-01,450
A2,Max,Gadget,Acme,Legal check,2026-01-05,2026-12-24,
A3,Max,Gadget,,Prospecting,,,
A4,Max,Gadget,Acme,Closed Lost,2026-03-01,2026-02-01,0
"""


def test_a_stage_nobody_foresaw_is_open_and_its_closing_date_an_expectation(
    import_file, acme, gadget
):
    told = import_file("opportunities", FILE)
    row = Opportunity.objects.get(external_id="A2")
    assert (row.stage.name, row.state, row.closed_on, row.expected_on.isoformat()) == (
        "Legal check",
        "open",
        None,
        "2026-12-24",
    )
    assert (counts(told), [each["row"] for each in told["problems"]]) == ([4, 3, 0, 0, 1], [5])
    assert PipelineStage.objects.filter(name="Closed Lost").count() == 0


def test_an_import_keeps_the_rules_of_the_row(import_file, acme, gadget):
    lines = [
        "A5,Max,Gadget,Acme,Won,2026-01-01,2099-02-01,450",
        "A6,Max,Gadget,Acme,Prospecting,2026-01-05,2026-01-04,",
    ]
    told = import_file("opportunities", "\n".join([FILE.splitlines()[0], *lines]))
    early = "It cannot close before it was first talked about."
    assert [each["reason"] for each in told["problems"]] == ["This day has not come yet.", early]
    assert Opportunity.objects.count() == 0


def test_an_import_judges_a_row_as_it_would_be_stored(import_file, acme, gadget):
    import_file("opportunities", FILE)
    header, *_ = FILE.splitlines()
    told = import_file("opportunities", f"{header}\nA1,,,,Won,,2025-12-31,")
    assert counts(told) == [1, 0, 0, 0, 1]


def test_one_without_an_account_is_kept_and_waits(import_file, acme, gadget):
    import_file("opportunities", FILE)
    waiting = Opportunity.objects.without_account()
    assert [(row.external_id, row.name, str(row)) for row in waiting] == [
        ("A3", "", "Gadget for a client not known yet")
    ]


def test_a_second_file_moves_what_has_moved_and_notes_the_step(import_file, acme, gadget):
    import_file("opportunities", FILE)
    moved = FILE.replace("Legal check,2026-01-05,2026-12-24,", "Won,2026-01-05,2026-11-01,480")
    assert counts(import_file("opportunities", moved)) == [4, 0, 1, 2, 1]
    row = Opportunity.objects.get(external_id="A2")
    steps = list(row.stage_changes.values_list("from_stage__name", "to_stage__name"))
    assert (row.state, row.value, steps) == ("won", 480, [("Legal check", "Won")])


def test_rows_written_under_another_name_can_be_counted_later(import_file, acme, gadget):
    text = (
        "id,owner,product,account,stage\n"
        "B1,Max,Gadgett,Acme,Prospecting\n"
        "B2,Max,Gadget,Acme,Prospecting\n"
    )
    import_file("opportunities", text, "--alias", "product:Gadgett=Gadget")
    assert list(
        Opportunity.objects.values_list("product_as_written", flat=True).order_by("pk")
    ) == ["Gadgett", ""]


DATED = (
    "id,owner,product,account,stage,close "
    "date,value{more}\nC1,Max,Gadget,Acme,Won,02/03/2026,1.234\n"
)


def test_a_date_that_could_be_two_days_is_refused_until_somebody_says_which(
    import_file, acme, gadget
):
    text = DATED.format(more="").replace("1.234", "5")
    sentence = "“02/03/2026” could begin with the day or with the month: say which comes first"
    assert import_file("opportunities", text)["problems"] == [
        {"row": 2, "column": "close date", "reason": sentence}
    ]
    import_file("opportunities", text, "--dates", "mdy")
    assert Opportunity.objects.get().closed_on.isoformat() == "2026-02-03"


def test_other_columns_of_the_file_tell_how_dates_and_numbers_are_written(
    import_file, acme, gadget
):
    text = DATED.format(more=",modified,hours").replace("1.234", '1.234,12/31/2025,"7,5"')
    import_file("opportunities", text)
    row = Opportunity.objects.get()
    assert (row.closed_on.isoformat(), row.value) == ("2026-02-03", 1234)


def test_stages_that_are_new_follow_the_last_one_in_the_order_of_the_file(import_file, acme):
    last = PipelineStage.objects.order_by("place").last().place
    import_file("opportunities", "id,stage\nF1,Signed\nF2,Legal check\nF3,Won in court\n")
    made = PipelineStage.objects.filter(place__gt=last).order_by("place")
    assert list(made.values_list("name", "place", "kind", "probability")) == [
        ("Signed", last + 1, "open", 50),
        ("Legal check", last + 2, "open", 50),
        ("Won in court", last + 3, "won", 100),
    ]


@pytest.mark.parametrize(
    "row, closed_on, expected_on",
    [
        ("Proposal,2027-01-02,", None, "2027-01-02"),
        ("Proposal,2027-01-02,2027-02-03", None, "2027-02-03"),
        ("Proposal,,2027-02-03", None, "2027-02-03"),
        ("Proposal,,", None, None),
        ("Won,2026-01-02,2026-02-03", "2026-01-02", "2026-02-03"),
    ],
)
def test_the_closing_date_of_an_open_one_is_an_expectation_unless_there_is_another(
    import_file, acme, row, closed_on, expected_on
):
    import_file("opportunities", f"id,stage,close date,expected on\nH1,{row}\n")
    found = Opportunity.objects.get()
    days = [each and each.isoformat() for each in (found.closed_on, found.expected_on)]
    assert days == [closed_on, expected_on]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Gagnée", "won"),
        ("7 - Gewonnen (netto)", "won"),
        ("Perdue", "lost"),
        ("Angebot abgesagt", "lost"),
    ],
)
def test_the_ends_of_a_sale_are_understood_in_other_languages(
    import_file, acme, gadget, word, state
):
    import_file("opportunities", f"id,stage\nE1,{word}\n")
    assert Opportunity.objects.get().state == state


def doubts_of(text, aliases=None):
    kind = Opportunities()
    return make_plan(kind, *understood(kind, text.encode(), aliases=aliases)).doubts


def test_a_stage_that_is_new_is_asked_about_once(db):
    text = "id,stage\nF1,Signed\nF2,signed\nF3,Won\n"
    (doubt,) = doubts_of(text)
    assert (doubt.text, doubt.rows, doubt.becomes) == ("Signed", 2, "open")
    assert {"Won", "Lost"} <= set(doubt.choices)
    assert (
        doubts_of(text, {("stage", "signed"): "Won"})
        == doubts_of(text, {("stage", "signed"): "Signed"})
        == []
    )


def test_a_new_stage_in_two_spellings_is_added_once(import_file, acme, gadget):
    told = import_file("opportunities", "id,stage\nF1,Signed\nF2,signed\n")
    stages = {row.stage for row in Opportunity.objects.select_related("stage")}
    assert (told["also_stored"], [stage.name for stage in stages]) == (1, ["signed"])


def test_the_command_says_what_is_new_and_what_it_did_not_read(db, tmp_path, capsys):
    (tmp_path / "file.csv").write_text("id,stage,closed,mood\nG1,Signed,03/04/2026,good\n")
    call_command("import_file", "opportunities", str(tmp_path / "file.csv"))
    assert capsys.readouterr().err.splitlines() == [
        "Not read: mood; --map FIELD=COLUMN reads one.",
        "New: stage “Signed” counts as open; --alias FIELD:FROM=TO changes that.",
        "Day or month first? Say it with --dates: closed.",
    ]


UNNAMED = """owner,product,account,stage,engaged on
Max,Gadget,Acme,Prospecting,2026-01-01
Max,Gadget,,Prospecting,2026-01-01
Max,,Acme,Prospecting,2026-01-01
"""


def test_a_row_without_a_name_is_known_again_by_the_one_that_it_got(import_file, acme, gadget):
    first, second = [counts(import_file("opportunities", UNNAMED)) for _ in range(2)]
    assert (first, second) == ([3, 3, 0, 0, 0], [3, 0, 0, 3, 0])
    names = list(Opportunity.objects.order_by("name").values_list("name", flat=True))
    assert names == ["", "Gadget for Acme", "Sale for Acme"]


def test_rows_of_which_nothing_is_known_but_the_stage_are_never_the_same(import_file, db):
    told = [counts(import_file("opportunities", "stage\nProspecting\nWon\n")) for _ in range(2)]
    assert told == [[2, 2, 0, 0, 0]] * 2


def test_a_common_word_for_the_end_means_the_first_of_several_closing_stages(import_file, db):
    for place, name in ((99, "Won by tender"), (98, "Won again")):
        PipelineStage.objects.create(name=name, kind="won", place=place)
    import_file("opportunities", "id,stage\nL1,closedwon\nL2,Won by tender\n")
    found = dict(Opportunity.objects.values_list("external_id", "stage__name"))
    assert found == {"L1": "Won", "L2": "Won by tender"}
