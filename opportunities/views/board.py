"""Open opportunities stage by stage, side by side."""

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accountfile.pages.lists import narrowed
from opportunities.figures.stages import by_stage
from opportunities.filters import OpportunityFilter
from opportunities.models import Opportunity

CARDS = 12


@require_safe
def board(request):
    """Show each open stage as a column: how many, worth what, and the largest of them."""
    rows = Opportunity.objects.visible_to(request.user).open()
    found = OpportunityFilter(request.GET, queryset=rows, request=request)
    rows = narrowed(found)
    context = {
        "columns": columns(rows),
        "today": request.user.today(),
        "most": CARDS,
        "query": request.GET.urlencode(),
    }
    return render(request, "opportunities/board.html", context)


def columns(rows):
    """Return ``(stage, number, value, cards)`` for each open stage: three statements however many
    there are.
    """
    place = Window(
        RowNumber(),
        partition_by=F("stage"),
        order_by=[F("worth").desc(nulls_last=True), F("pk").asc()],
    )
    largest = rows.with_worth().annotate(place=place).filter(place__lte=CARDS)
    cards = {}
    for row in largest.select_related("account", "owner", "product", "stage").order_by("place"):
        cards.setdefault(row.stage_id, []).append(row)
    for each in by_stage(rows):
        yield each.stage, each.number, each.total, cards.get(each.stage.pk, [])
