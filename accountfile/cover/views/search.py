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
        readable = SearchEntry.objects.readable_by(request.user)
        entries = readable.only(*SHOWN).select_related("account")
        # One more than is shown, to say whether there are more.
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
    folded = flat.casefold()
    places = [folded.find(word.casefold()) for word in words.split()]
    first = min((place for place in places if place >= 0), default=0)
    start = max(0, first - around // 2)
    end = start + around * 2
    before = "…" if start else ""
    after = "…" if end < len(flat) else ""
    return f"{before}{flat[start:end]}{after}"
