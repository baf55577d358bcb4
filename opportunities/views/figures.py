"""Figures of sales across accounts: totals, one page for each cut, one for each measure."""

from itertools import islice

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accountfile.core.kept import kept, stamp
from accountfile.kpi import MEASURES
from accountfile.pages.exports import TYPES, export
from accountfile.periods import EVER, choices, read_period
from opportunities.figures import times
from opportunities.figures.sums import tally
from opportunities.views import tiles
from opportunities.views.cells import Reader
from opportunities.views.sheets import SHEETS, addresses

PER_PAGE, MOST_AT_ONCE = 50, 2000


@require_safe
def figures(request):
    """Show the totals of the period, each leading to its rows, and the way to every other
    figure.
    """
    reader = _reader(request)
    whole, around = _kept(
        reader,
        "whole",
        lambda: (tally(reader.rows, reader.period), _around(reader)),
    )
    context = _context(request, reader, *around) | {
        "tiles": tiles.of_the_whole(reader, whole),
        "extremes": _kept(reader, "extremes", lambda: tiles.of_extremes(reader)),
        "sheets": addresses(_query(reader)),
        "whole": whole,
    }
    return render(request, "opportunities/figures.html", context | {"measures": MEASURES.values()})


@require_safe
def sheet(request, slug):
    """Show one cut of the figures, or its export."""
    if slug not in SHEETS:
        raise Http404("There is no such page of figures.")
    shown, reader = SHEETS[slug], _reader(request)
    items = shown.items(reader)
    code = reader.period.code
    kind = request.GET.get("export")
    if kind in TYPES:
        lines = ([cell.raw for cell in line] for line in _lines(shown, reader, items))
        return export(
            [list(shown.heads), *lines],
            kind,
            f"{slug}-{code}",
        )
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    lines = list(_lines(shown, reader, page.object_list))
    context = {
        "sheet": shown,
        "page": page,
        "lines": lines,
        "heads": _heads(shown, lines),
        "others": addresses(_query(reader)),
        "measures": [MEASURES[name] for name in shown.measures],
        "exports": [(kind.upper(), f"?period={code}&export={kind}") for kind in TYPES],
    }
    around = _kept(reader, "around", lambda: _around(reader))
    return render(
        request,
        "opportunities/sheet.html",
        _context(request, reader, *around) | context,
    )


@require_safe
def measure(request, name):
    """Show how one measure is made: formula, inputs, and when it is not available."""
    if name not in MEASURES:
        raise Http404("There is no such measure.")
    return render(request, "opportunities/measure.html", {"measure": MEASURES[name]})


def _heads(shown, lines):
    """Return (heading, whether its column holds numbers); none where there is no line."""
    if not lines:
        return []
    numeric = [cell.numeric for cell in lines[0]]
    return list(zip(shown.heads, numeric, strict=True))


def _lines(shown, reader, items):
    """Yield the lines of these items, their figures worked out for many at a time."""
    items = iter(items)
    while batch := list(islice(items, MOST_AT_ONCE)):
        yield from (shown.line(reader, item) for item in shown.fill(reader, batch))


def _reader(request):
    # All time unless asked otherwise: a company that has just imported its past should see it.
    return Reader(
        request.user,
        read_period(
            request.GET.get("period"),
            request.user.today(),
            EVER.code,
        ),
    )


def _query(reader):
    return f"?period={reader.period.code}"


def _kept(reader, part, make):
    return kept(
        stamp(reader.person),
        ("figures", part, reader.period.code),
        make,
    )


def _around(reader):
    """Return the day of the first closing, and how many accounts stay closed to the reader."""
    return times.first_and_last_close(reader.rows)[0], reader.closed_accounts


def _context(request, reader, first, closed_accounts):
    offered = dict(choices(request.user.today(), first)) | {
        reader.period.code: reader.period.label.capitalize()
    }
    return {
        "period": reader.period,
        "periods": offered.items(),
        "closed_accounts": closed_accounts,
        "page_query": f"&period={reader.period.code}",
    }
