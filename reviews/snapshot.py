"""The first page of a pack: how the file stands, against how it stood at the review before."""

from accountfile.base.text import cut
from accountfile.core import sections
from accountfile.core.sections import INTERNAL, POOR, WATCH
from accountfile.periods import add_months, twelve_months_to
from accountfile.wording import day, money, number, percent

MOST_ON_TOP = 5
MOST_PARTS = 5
MOST_DATES = 4
NARROW = 42  # characters of a line in a narrow column


def snapshot(account, previous, known, today):
    """Return what the first page prints of the file as it was on the day of the review."""
    stands = account.standing
    before = _figures_before(previous)
    health_parts = [
        {"points": points, "text": text} for points, text, _ in stands.health_parts[:MOST_PARTS]
    ]
    return {
        "as_of": day(today),
        "mission": account.mission,
        "manager": str(account.account_manager or ""),
        "tier": str(account.tier or ""),
        "stage": str(account.stage or ""),
        "figures": [
            _figure(
                label,
                raw,
                shown,
                before.get(label),
            )
            for label, raw, shown in _figures(account, today)
        ],
        "health_parts": health_parts,
        "stands_out": _stands_out(known),
        "dates": _next_dates(account, today),
    }


def _figures(account, today):
    """Return (label, the figure to compare, the figure to print) for each figure of the page."""
    stands = account.standing
    return [
        ("Health", stands.health, number(stands.health)),
        *_stored(account, twelve_months_to(today)),
        ("File complete", stands.completeness, percent(stands.completeness)),
        ("File fresh", stands.freshness, percent(stands.freshness)),
        ("Open actions", stands.open_actions, number(stands.open_actions)),
        ("Actions overdue", stands.overdue_actions, number(stands.overdue_actions)),
        ("Missing answers", stands.missing, number(stands.missing)),
    ]


def _stored(account, period):
    """Return the sections' figures of a period, amounts first: of the day of the review, not of
    today.
    """
    found = []
    for section in sections.all_sections():
        values = section.figures([account], period).get(account.pk, {})
        found += [(each, values.get(each.name, 0)) for each in section.columns() if each.in_pack]
    amounts = [(each.in_pack, float(value), money(value)) for each, value in found if each.money]
    counts = [(each.in_pack, value, number(value)) for each, value in found if not each.money]
    return amounts + counts


def _figures_before(previous):
    """Return the figures that the review before this one printed, by their labels."""
    pack = previous.packs.filter(edition=INTERNAL).first() if previous else None
    if pack is None:
        return {}
    figures = pack.data.get("snapshot", {}).get("figures", [])
    return {figure["label"]: figure for figure in figures}


def _figure(label, raw, shown, before):
    return {
        "label": label,
        "raw": raw,
        "value": shown,
        "arrow": _arrow(raw, before["raw"]) if before else "",
        "before": before["value"] if before else "",
    }


def _arrow(raw, before):
    if raw is None or before is None:
        return ""
    if raw > before:
        return "up"
    if raw < before:
        return "down"
    return "same"


def _stands_out(known):
    """Return the worst of the evidence, what is poor before what is to be watched."""
    poor, watched = [], []
    for items in known.values():
        poor += [item for item in items if item.tone == POOR]
        watched += [item for item in items if item.tone == WATCH]
    worst = (poor + watched)[:MOST_ON_TOP]
    return [{"text": cut(item.text, 120), "tone": item.tone} for item in worst]


def _next_dates(account, today):
    """Return the next few days on which something is promised or falls due."""
    dates = []
    for section in sections.all_sections():
        dates += section.promises(account, add_months(today, 12))
    ahead = [each for each in dates if each[0] >= today]
    ahead.sort(key=lambda each: each[0])
    return [
        {
            "on": day(on),
            "text": cut(text, NARROW),
        }
        for on, text, _ in ahead[:MOST_DATES]
    ]
