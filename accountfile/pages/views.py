"""Keeping what is typed while it is typed, and throwing it away."""

from django.http import HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accountfile.pages import drafts
from accountfile.pages.lists import safe_next


@require_POST
def keep_draft(request):
    """Keep what somebody is typing, so that it outlives the session; answers with the time it was
    kept.
    """
    place = drafts.place_of(request)
    if place is None or place.person_id != request.user.pk:
        return _not_kept(
            "This page is too old: what you type is not saved. Copy it, and load the page again."
        )
    draft = drafts.keep(place, request.POST)
    if draft is None:
        return _not_kept("The text is too long to be kept as a draft, or it is saved already.")
    return JsonResponse({"kept": True, "at": timezone.localtime(draft.at).strftime("%H:%M")})


def _not_kept(reason):
    return JsonResponse({"kept": False, "reason": reason}, status=400)


@require_POST
def drop_draft(request):
    """Throw away what was typed and not saved, and go back to the empty box."""
    place = drafts.place_of(request)
    if place is None or place.person_id != request.user.pk:
        return HttpResponseRedirect("/")
    drafts.drop(place)
    return HttpResponseRedirect(safe_next(request, place.page))
