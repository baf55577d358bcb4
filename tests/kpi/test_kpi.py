import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accountfile import kpi
from accountfile.wording import plain

CASES = Path(settings.BASE_DIR).parent / "shared" / "data" / "kpi_cases.csv"


def run(*arguments, **options):
    out = io.StringIO()
    call_command("kpi", *arguments, stdout=out, **options)
    return out.getvalue()


def test_the_published_examples_come_out_right():
    if not CASES.exists():
        pytest.skip("The published examples are not on this machine.")
    rows = list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines()))
    expected = [
        (
            row["id"],
            row["expected"] if row["expected"] == "not available" else Decimal(row["expected"]),
        )
        for row in rows
    ]
    answers = list(csv.reader(io.StringIO(run(file=CASES))))
    assert [(i, v if v == "not available" else Decimal(v)) for i, v in answers] == expected
    assert len(answers) == 40


@pytest.mark.parametrize(
    ("name", "inputs", "shown"),
    [
        ("retention", {"start": 100, "new": 10, "end": 105}, "95"),
        ("retention", {"start": 700, "new": 300, "end": 800}, "71.43"),
        ("retention", {"start": 10, "new": 5, "end": 3}, "not available"),
        ("churn", {"start": 3, "lost": 4}, "133.33"),
        ("clv", {"revenue_per_year": 10000, "years": 5, "acquisition_cost": 5000}, "45000"),
        (
            "clv",
            {"revenue_per_year": 10000, "years": 5, "acquisition_cost": 5000, "margin_pct": 40},
            "15000",
        ),
        (
            "clv",
            {"revenue_per_year": 1234567.89, "years": 7.5, "acquisition_cost": 0},
            "9259259.18",
        ),
        ("nps", {"promoters_pct": 0, "detractors_pct": 0}, "0"),
        ("nps", {"scores": [None, None]}, "not available"),
        ("nps", {"scores": [0, 10, 6]}, "-33.33"),
        ("growth", {"before": -100, "after": 50}, "not available"),
        ("growth", {"before": 100, "after": 0}, "-100"),
        ("growth", {"before": None, "after": 50}, "not available"),
        ("renewal", {"due": 2, "renewed": 3}, "150"),
        ("upsell", {"presented": 3, "sold": 5}, "166.67"),
        ("time_to_resolution", {"hours": [24, None, 12]}, "18"),
        ("time_to_resolution", {"hours": [None]}, "not available"),
        ("time_to_resolution", {"total_hours": 0, "resolved": 2}, "0"),
        ("engagement", {"active": 0, "total": 0}, "not available"),
        ("win_rate", {"won": 0, "lost": 0, "open": 9}, "not available"),
        ("win_rate", {"won": 0, "lost": 4}, "0"),
        ("csat", {"counts": {}}, "not available"),
        ("csat", {"counts": {"5": 0, "1": 0}}, "not available"),
        ("csat", {"scores": [5, 4, None, 1]}, "66.67"),
        ("weighted_pipeline", {"deals": []}, "0"),
        ("weighted_pipeline", {"deals": [[1000000, 12.5], [None, 50]]}, "125000"),
        ("achievement", {"actual": 5, "target": 0}, "not available"),
        ("achievement", {"actual": -5, "target": 50}, "-10"),
        ("achievement", {"actual": 40, "target": 50, "better": "higher"}, "80"),
        ("achievement", {"actual": 50, "target": 40, "better": "lower"}, "80"),
        ("achievement", {"actual": 20, "target": 40, "better": "lower"}, "200"),
        ("achievement", {"actual": 40, "target": 0, "better": "lower"}, "0"),
        ("achievement", {"actual": 0, "target": 40, "better": "lower"}, "not available"),
        ("achievement", {"actual": -1, "target": 40, "better": "lower"}, "not available"),
        ("achievement", {"actual": 5, "target": -1}, "not available"),
        ("risk", {"likelihood": 5, "impact": 5}, "25"),
        ("risk", {"likelihood": 5, "impact": None}, "not available"),
    ],
)
def test_every_measure_keeps_its_edge_rule(name, inputs, shown):
    assert plain(kpi.measure(name, inputs)) == shown


@pytest.mark.parametrize(
    ("name", "inputs", "sentence"),
    [
        ("luck", {}, f"There is no measure called “luck”. Known are: {', '.join(kpi.MEASURES)}."),
        (
            "churn",
            [],
            'The inputs must be an object such as {"start": 100, "new": 10, "end": 105}.',
        ),
        ("churn", {"start": 100}, "“lost” is missing."),
        ("churn", {"start": "many", "lost": 1}, "“start” must be a number, not “many”."),
        ("churn", {"start": True, "lost": 1}, "“start” must be a number, not “True”."),
        ("churn", {"start": float("nan"), "lost": 1}, "“start” must be a number, not “nan”."),
        ("churn", {"start": -1, "lost": 1}, "“start” cannot be less than 0, but it is -1."),
        (
            "churn",
            {"start": Decimal("1e400"), "lost": 1},
            "“start” is beyond what can be counted here.",
        ),
        ("nps", {"scores": "9, 10"}, "“scores” must be a list of numbers."),
        ("nps", {"scores": [11]}, "“scores” cannot be more than 10, but it is 11."),
        ("nps", {"scores": [7.5]}, "“scores” must be whole, not 7.5."),
        (
            "nps",
            {"promoters_pct": 60, "detractors_pct": 50},
            "Promoters and detractors together cannot be more than 100 percent.",
        ),
        ("engagement", {"active": 3, "total": 2}, "“active” cannot be more than “total”."),
        (
            "csat",
            {"counts": {"6": 1}},
            (
                '“counts” must say how often each rating from 1 to 5 was given, such as {"5": '
                '10, "4": 20}.'
            ),
        ),
        (
            "weighted_pipeline",
            {"deals": [20000]},
            "“deals” must be pairs of an amount and a probability in percent, such as [20000, 30].",
        ),
        (
            "weighted_pipeline",
            {"deals": [[1, 101]]},
            "“probability” cannot be more than 100, but it is 101.",
        ),
        (
            "achievement",
            {"actual": 1, "target": 2, "better": "faster"},
            "“better” must be higher or lower, not “faster”.",
        ),
        (
            "churn",
            {"start": 100, "lost": 5, "gained": 2},
            "“gained” is no input of churn. Its inputs are: start, lost.",
        ),
        (
            "risk",
            {"likelihood": 6, "impact": 1},
            "“likelihood” cannot be more than 5, but it is 6.",
        ),
        ("risk", {"likelihood": 2.5, "impact": 1}, "“likelihood” must be whole, not 2.5."),
    ],
)
def test_what_cannot_be_true_is_refused_with_a_sentence(name, inputs, sentence):
    with pytest.raises(kpi.InputRefused) as refused:
        kpi.measure(name, inputs)
    assert str(refused.value) == sentence


def test_halves_go_to_the_even_digit_and_large_figures_stay_exact():
    assert kpi.measure(
        "clv", {"revenue_per_year": 0.125, "years": 1, "acquisition_cost": 0}
    ) == Decimal("0.12")
    assert kpi.measure("win_rate", {"won": 42, "lost": 22}) == Decimal("65.62")
    assert kpi.measure(
        "clv", {"revenue_per_year": -0.125, "years": 1, "acquisition_cost": 0}
    ) == Decimal("-0.12")
    most = {"revenue_per_year": 10**15, "years": 10**15, "acquisition_cost": 0.01}
    assert plain(kpi.measure("clv", most)) == "999999999999999999999999999999.99"


def test_every_measure_explains_itself():
    for measure in kpi.MEASURES.values():
        assert all(
            [measure.label, measure.unit, measure.formula, measure.edge_rule, measure.inputs]
        )


def test_the_command_prints_one_value():
    assert run("growth", '{"before": 60000, "after": 50000}') == "-16.67\n"
    assert run("growth", '{"before": 0, "after": 4000}') == "not available\n"


@pytest.mark.parametrize(
    "inputs",
    [
        "{",
        "[1]",
        "NaN",
        '{"before": NaN, "after": 1}',
        '{"before": 1e999}',
        "[" * 100000,
        '{"before": 1e999999999, "after": 1}',
        '{"before": 1e-999999999, "after": 1}',
        '{"before": 1e9999999999999999999, "after": 1}',
    ],
)
def test_the_command_refuses_bad_inputs_with_exit_code_2(inputs):
    with pytest.raises(CommandError) as refused:
        run("growth", inputs)
    assert refused.value.returncode == 2


def test_a_refused_row_of_a_file_says_why_and_the_rest_is_answered(tmp_path, capsys):
    path = tmp_path / "cases.csv"
    inputs = ['{"start": 100, "lost": 5}', '{"start": -1, "lost": 5}', '{"start": 0, "lost": 0}']
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(
            [
                ["ID", "Kpi", "Inputs", "note"],
                *[[f"A{i}", "churn", t, ""] for i, t in enumerate(inputs)],
            ]
        )
    with pytest.raises(SystemExit) as ended:
        call_command("kpi", file=str(path))
    assert ended.value.code == 1
    assert capsys.readouterr().out == (
        'A0,5\nA1,"refused: “start” cannot be less than 0, but it is -1."\nA2,not available\n'
    )


def test_a_file_without_the_columns_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("id,name\n1,x\n")
    with pytest.raises(CommandError, match="The file has no column kpi and no column inputs."):
        run(file=str(path))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            b"id,kpi,inputs\n1,risk," + b"[" * 1_100_000,
            "Line 2 cannot be read: field larger than field limit",
        ),
        ("id,kpi,inputs\n".encode("utf-16"), "The file is not UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, data, sentence):
    (tmp_path / "file.csv").write_bytes(data)
    with pytest.raises(CommandError, match=sentence) as refused:
        run(file=str(tmp_path / "file.csv"))
    assert refused.value.returncode == 2


def test_the_command_refuses_an_input_that_the_measure_does_not_know():
    with pytest.raises(CommandError, match="“betterr” is no input of achievement.") as refused:
        run("achievement", '{"actual": 40, "target": 50, "betterr": "lower"}')
    assert refused.value.returncode == 2


def test_the_json_of_the_command_is_exact():
    assert (
        run("clv", json.dumps({"revenue_per_year": 0.1, "years": 3, "acquisition_cost": 0.3}))
        == "0\n"
    )
