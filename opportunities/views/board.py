"""Open opportunities stage by stage, side by side."""

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accountfile.core.models import exact_sum
from accountfile.core.views.lists import narrowed
from opportunities.filters import OpportunityFilter
from opportunities.models import Opportunity, PipelineStage, worth

CARDS = 12


@require_safe
def board(request):
    """Show each open stage as a column: how many, worth what, and the largest of them."""
    rows = Opportunity.objects.visible_to(request.user).open()
    found = OpportunityFilter(request.GET, queryset=rows, request=request)
    rows = narrowed(found)
    context = {"columns": columns(rows), "today": request.user.today(), "most": CARDS, "query": request.GET.urlencode()}
    return render(request, "opportunities/board.html", context)


def columns(rows):
    """Return ``(stage, number, value, cards)`` for each open stage: three statements however many there are."""
    by_stage = rows.order_by().values("stage")
    added = by_stage.annotate(number=Count("pk"), value=exact_sum(worth()))
    sums = {row["stage"]: row for row in added}
    place = Window(RowNumber(), partition_by=F("stage"), order_by=[F("worth").desc(nulls_last=True), F("pk").asc()])
    largest = rows.with_worth().annotate(place=place).filter(place__lte=CARDS)
    cards = {}
    for row in largest.select_related("account", "owner", "product", "stage").order_by("place"):
        cards.setdefault(row.stage_id, []).append(row)
    for stage in PipelineStage.objects.open():
        summed = sums.get(stage.pk, {"number": 0, "value": None})
        yield stage, summed["number"], summed["value"] or 0, cards.get(stage.pk, [])
