"""Search over everything the reader may open: one statement over one table."""

from django.apps import apps
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accountfile.core.models import SearchEntry

MOST = 50
SHOWN = ("model", "kind", "title", "text", "account__name")


@require_safe
def search(request):
    """Find rows by every word or its beginning, the best first."""
    words = request.GET.get("q", "").replace("\0", "")[:200].strip()
    found = []
    if words:
        entries = (
            SearchEntry.objects.readable_by(request.user).only(*SHOWN).select_related("account")
        )
        found = entries.best(words, MOST + 1)
    shown = found[:MOST]
    context = {
        "words": words,
        "entries": [(e, snippet(e.text, words)) for e in shown],
        "more": len(found) > MOST,
    }
    return render(request, "cover/search.html", context)


@require_safe
def found(request, entry_id):
    """Lead from a search entry to its row."""
    entry = get_object_or_404(SearchEntry.objects.readable_by(request.user), pk=entry_id)
    row = apps.get_model(entry.model)._base_manager.filter(pk=entry.row_id).first()
    if row is None:
        raise Http404("This has been removed since.")
    return HttpResponseRedirect(row.get_absolute_url())


def snippet(text, words, around=90):
    """Return the text around the first word that was looked for."""
    flat = " ".join(text.split())
    places = [
        place for word in words.split() if (place := flat.casefold().find(word.casefold())) >= 0
    ]
    start = max(0, min(places, default=0) - around // 2)
    end = start + around * 2
    return f"{'…' if start else ''}{flat[start:end]}{'…' if end < len(flat) else ''}"
