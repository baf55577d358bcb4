"""The measures: formula, inputs and edge rule of each, in words and in arithmetic."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from accountfile.kpi.inputs import Refused


@dataclass(frozen=True)
class Measure:
    """One key figure with everything its page has to explain."""

    name: str
    label: str
    unit: str
    formula: str
    edge_rule: str
    inputs: dict[str, str]
    work_out: Callable


MEASURES: dict[str, Measure] = {}


def _measured(*, label, unit, formula, edge_rule, inputs):
    """Enter a function in the register of measures under its own name."""

    def enter(function):
        name = function.__name__
        MEASURES[name] = Measure(name, label, unit, formula, edge_rule, inputs, function)
        return function

    return enter


@_measured(
    label="Client retention rate",
    unit="%",
    formula="(clients at the end − new clients) ÷ clients at the start × 100",
    edge_rule="Not available without clients at the start, and when more clients are new than "
    "are there at the end: "
    "then some new ones have left again and the formula cannot tell who stayed.",
    inputs={
        "start": "clients at the start",
        "new": "clients won in the period",
        "end": "clients at the end",
    },
)
def retention(given):
    start, new, end = given.count("start"), given.count("new"), given.count("end")
    return None if new > end else _share(end - new, start)


@_measured(
    label="Churn rate",
    unit="%",
    formula="clients lost in the period ÷ clients at the start × 100",
    edge_rule="Not available without clients at the start. Retention and churn add up to 100 % "
    "only while nobody is "
    "both won and lost within the period.",
    inputs={"start": "clients at the start", "lost": "clients lost in the period"},
)
def churn(given):
    return _share(given.count("lost"), given.count("start"))


@_measured(
    label="Customer lifetime value",
    unit="money",
    formula="average revenue a year × years as a client − cost of winning the client",
    edge_rule="Revenue, not margin, and not discounted; with a margin in percent the revenue is "
    "taken times "
    "the margin. A negative value is shown with its sign.",
    inputs={
        "revenue_per_year": "average revenue a year",
        "years": "years as a client",
        "acquisition_cost": "cost of winning the client",
        "margin_pct": "margin in percent, if the margin variant is wanted",
    },
)
def clv(given):
    revenue = given.number("revenue_per_year") * given.count("years")
    if "margin_pct" in given:
        revenue = revenue * given.number("margin_pct", most=100) / 100
    return revenue - given.count("acquisition_cost")


@_measured(
    label="Net promoter score",
    unit="points",
    formula=(
        "share of promoters (9 and 10) − share of detractors (0 to 6), in percent of all answers"
    ),
    edge_rule=(
        "Not available without answers. A missing answer is left out; passives (7 and 8) count "
        "as answers."
    ),
    inputs={
        "scores": "the answers from 0 to 10, or:",
        "promoters": "promoters,",
        "passives": "passives",
        "detractors": "and detractors, or:",
        "promoters_pct": "promoters",
        "detractors_pct": "and detractors in percent",
    },
)
def nps(given):
    if "scores" in given:
        scores = given.numbers("scores", least=0, most=10, whole=True)
        return _share(
            Decimal(sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)), len(scores)
        )
    if "promoters" in given or "detractors" in given:
        promoters, detractors = given.count("promoters"), given.count("detractors")
        return _share(promoters - detractors, promoters + given.count("passives") + detractors)
    promoters = given.number("promoters_pct", least=0, most=100)
    detractors = given.number("detractors_pct", least=0, most=100)
    if promoters + detractors > 100:
        raise Refused("Promoters and detractors together cannot be more than 100 percent.")
    return promoters - detractors


@_measured(
    label="Revenue growth",
    unit="%",
    formula="(revenue after − revenue before) ÷ revenue before × 100",
    edge_rule=(
        "Not available when there was no revenue before, or less than none: the sign would mean "
        "nothing."
    ),
    inputs={"before": "revenue in the earlier period", "after": "revenue in the later period"},
)
def growth(given):
    before, after = given.number("before"), given.number("after")
    return None if before < 0 else _share(after - before, before)


@_measured(
    label="Contract renewal rate",
    unit="%",
    formula="contracts renewed ÷ contracts up for renewal × 100",
    edge_rule=(
        "Not available when no contract was up for renewal. Contracts renewed early can lift it "
        "above 100."
    ),
    inputs={"due": "contracts up for renewal", "renewed": "contracts renewed"},
)
def renewal(given):
    return _share(given.count("renewed"), given.count("due"))


@_measured(
    label="Upsell and cross-sell success rate",
    unit="%",
    formula="upsell and cross-sell sales ÷ such opportunities presented × 100",
    edge_rule="Not available when nothing was presented. It counts opportunities, not clients "
    "and not money; "
    "what was presented earlier and sold now can lift it above 100.",
    inputs={"presented": "opportunities presented", "sold": "of these sold"},
)
def upsell(given):
    return _share(given.count("sold"), given.count("presented"))


@_measured(
    label="Time to resolution",
    unit="hours",
    formula="hours to resolve all resolved issues ÷ issues resolved",
    edge_rule=(
        "Not available while nothing is resolved. Open issues are left out; their age stands "
        "beside it."
    ),
    inputs={
        "hours": "the hours of each issue, or:",
        "total_hours": "hours in all",
        "resolved": "issues resolved",
    },
)
def time_to_resolution(given):
    if "hours" in given:
        hours = given.numbers("hours", least=0)
        return sum(hours) / len(hours) if hours else None
    total, resolved = given.count("total_hours"), given.count("resolved")
    return total / resolved if resolved else None


@_measured(
    label="Client engagement rate",
    unit="%",
    formula="active users or contacts ÷ all of them × 100",
    edge_rule=(
        "Not available when there is nobody to be active. The administrator says what counts as "
        "active."
    ),
    inputs={"active": "the active ones", "total": "all of them"},
)
def engagement(given):
    active, total = given.count("active"), given.count("total")
    if active > total:
        raise Refused("“active” cannot be more than “total”.")
    return _share(active, total)


@_measured(
    label="Win rate",
    unit="%",
    formula="opportunities won ÷ opportunities won or lost × 100",
    edge_rule="Not available before anything is won or lost. Open opportunities do not count.",
    inputs={
        "won": "opportunities won",
        "lost": "opportunities lost",
        "open": "open ones, which do not count",
    },
)
def win_rate(given):
    won, lost = given.count("won"), given.count("lost")
    return _share(won, won + lost)


@_measured(
    label="Client satisfaction",
    unit="%",
    formula="answers of 4 and 5 ÷ all answers from 1 to 5 × 100",
    edge_rule="Not available without answers. A missing answer is left out.",
    inputs={"counts": "how often each rating from 1 to 5 was given, or:", "scores": "the ratings"},
)
def csat(given):
    if "scores" in given:
        scores = given.numbers("scores", least=1, most=5, whole=True)
        return _share(Decimal(sum(score >= 4 for score in scores)), len(scores))
    counts = given.ratings("counts")
    return _share(sum(counts.get(rating, Decimal(0)) for rating in "45"), sum(counts.values()))


@_measured(
    label="Weighted pipeline",
    unit="money",
    formula="the sum of amount × probability over all open opportunities",
    edge_rule=(
        "Without open opportunities it is 0. One whose amount or probability is not known is "
        "left out."
    ),
    inputs={"deals": "pairs of an amount and a probability in percent"},
)
def weighted_pipeline(given):
    return sum(
        (amount * probability / 100 for amount, probability in given.pairs("deals")), Decimal(0)
    )


@_measured(
    label="Target achievement",
    unit="%",
    formula="actual ÷ target × 100; where lower is better, target ÷ actual × 100",
    edge_rule=(
        "Not available without a target above zero, or, where lower is better, without an actual "
        "above zero."
    ),
    inputs={
        "actual": "what was reached",
        "target": "what was planned",
        "better": "higher, unless lower is said to be better",
    },
)
def achievement(given):
    lower = given.choice("better", ("higher", "lower")) == "lower"
    actual, target = given.number("actual"), given.number("target")
    reached, measured_by = (target, actual) if lower else (actual, target)
    return None if measured_by < 0 else _share(reached, measured_by)


@_measured(
    label="Risk score",
    unit="points",
    formula="likelihood × impact, each from 1 to 5",
    edge_rule="Not available before both are assessed.",
    inputs={"likelihood": "likelihood from 1 to 5", "impact": "impact from 1 to 5"},
)
def risk(given):
    return given.step("likelihood", least=1, most=5) * given.step("impact", least=1, most=5)


def _share(part, whole):
    """Return part of whole in percent, or None where there is nothing to divide by."""
    return None if whole == 0 else part / whole * 100
