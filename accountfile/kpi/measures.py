"""The measures: formula, inputs and edge rule of each, in words and in arithmetic."""

from decimal import Decimal

from accountfile.kpi.definitions import measured
from accountfile.kpi.inputs import InputRefused


@measured(
    label="Client retention rate",
    unit="%",
    formula="(clients at the end − new clients) ÷ clients at the start × 100",
    edge_rule=(
        "Not available without clients at the start, and when more clients are new than are there "
        "at the end: then some new ones have left again and the formula cannot tell who stayed."
    ),
    inputs={
        "start": "clients at the start",
        "new": "clients won in the period",
        "end": "clients at the end",
    },
)
def retention(given):
    start = given.count("start")
    new = given.count("new")
    end = given.count("end")
    if new > end:
        return None
    return _share(end - new, start)


@measured(
    label="Churn rate",
    unit="%",
    formula="clients lost in the period ÷ clients at the start × 100",
    edge_rule=(
        "Not available without clients at the start. Retention and churn add up to 100 % only "
        "while nobody is both won and lost within the period."
    ),
    inputs={"start": "clients at the start", "lost": "clients lost in the period"},
)
def churn(given):
    return _share(given.count("lost"), given.count("start"))


@measured(
    label="Customer lifetime value",
    unit="money",
    formula="average revenue a year × years as a client − cost of winning the client",
    edge_rule=(
        "Revenue, not margin, and not discounted; with a margin in percent the revenue is taken "
        "times the margin. A negative value is shown with its sign."
    ),
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


@measured(
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
        promoters = given.count("promoters")
        detractors = given.count("detractors")
        return _share(
            promoters - detractors,
            promoters + given.count("passives") + detractors,
        )
    promoters = given.number("promoters_pct", least=0, most=100)
    detractors = given.number("detractors_pct", least=0, most=100)
    if promoters + detractors > 100:
        raise InputRefused("Promoters and detractors together cannot be more than 100 percent.")
    return promoters - detractors


@measured(
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
    before = given.number("before")
    after = given.number("after")
    if before < 0:
        return None
    return _share(after - before, before)


@measured(
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


@measured(
    label="Upsell and cross-sell success rate",
    unit="%",
    formula="upsell and cross-sell sales ÷ such opportunities presented × 100",
    edge_rule=(
        "Not available when nothing was presented. It counts opportunities, not clients and not "
        "money; what was presented earlier and sold now can lift it above 100."
    ),
    inputs={"presented": "opportunities presented", "sold": "of these sold"},
)
def upsell(given):
    return _share(given.count("sold"), given.count("presented"))


@measured(
    label="Time to resolution",
    unit="hours",
    formula="hours to resolve all resolved issues ÷ issues resolved",
    edge_rule=(
        "Not available while nothing is resolved. Open issues are left out; their age is shown "
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
        if hours:
            return sum(hours) / len(hours)
        return None
    total = given.count("total_hours")
    resolved = given.count("resolved")
    if resolved:
        return total / resolved
    return None


@measured(
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
    active = given.count("active")
    total = given.count("total")
    if active > total:
        raise InputRefused("“active” cannot be more than “total”.")
    return _share(active, total)


@measured(
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
    won = given.count("won")
    lost = given.count("lost")
    return _share(won, won + lost)


@measured(
    label="Client satisfaction",
    unit="%",
    formula="answers of 4 and 5 ÷ all answers from 1 to 5 × 100",
    edge_rule="Not available without answers. A missing answer is left out.",
    inputs={"counts": "how often each rating from 1 to 5 was given, or:", "scores": "the ratings"},
)
def csat(given):
    if "scores" in given:
        scores = given.numbers("scores", least=1, most=5, whole=True)
        return _share(
            Decimal(sum(score >= 4 for score in scores)),
            len(scores),
        )
    counts = given.ratings("counts")
    return _share(
        sum(counts.get(rating, Decimal(0)) for rating in "45"),
        sum(counts.values()),
    )


@measured(
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


@measured(
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
    actual = given.number("actual")
    target = given.number("target")
    reached, measured_by = (target, actual) if lower else (actual, target)
    if measured_by < 0:
        return None
    return _share(reached, measured_by)


@measured(
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
    if whole == 0:
        return None
    return part / whole * 100
