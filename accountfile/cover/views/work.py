"""Verbs of daily work: ending an action, fetching a document, reading notices."""

from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accountfile.core import access
from accountfile.core.models import Action, Document, Notice
from accountfile.cover.forms import CloseActionForm
from accountfile.pages.lists import safe_next
from accountfile.pages.verbs import asks_about, presses_on


def their_actions(person):
    """Return the actions that somebody may read in the files that they open, private ones too."""
    return Action.with_private.readable_by(person)


@asks_about(their_actions)
def close_action(verb):
    """End an action as done or dropped, with what came of it."""
    action, form = verb.row, verb.row_form(CloseActionForm)

    def close():
        if action.is_open or verb.informed:
            action.end(form.cleaned_data["end"], verb.today)
            action.save()
        return way_back(verb, "GET"), f"{action.get_state_display().capitalize()}: {action}."

    return verb.answer(
        close,
        title=f"Close: {action}",
        label="Close the action",
        why="The next review opens with what became of each action.",
    )


@presses_on(their_actions)
def reopen_action(verb):
    """Take back the end of an action."""
    action = verb.row

    def reopen():
        if not action.is_open:
            action.reopen()
            action.save()
        return way_back(verb, "POST"), f"Open again: {action}."

    return verb.answer(reopen, title=f"Open again: {action}", label="Open it again")


def way_back(verb, method):
    """Return where the reader came from, or the file."""
    asked = getattr(verb.request, method).get("next")
    return safe_next(verb.request, asked, verb.account.get_absolute_url())


@require_safe
def download(request, account_id, row_id):
    """Answer a document as an attachment that no browser runs; its name is the one it came with."""
    account = access.account_or_404(request.user, account_id)
    document = access.row_or_404(Document.objects.all(), account, row_id)
    try:
        file = document.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404(
            "The file itself is no longer there: ask your administrator for the backup."
        ) from gone
    # Never as what it says it is: a page among the documents would run under our address.
    answer = FileResponse(file, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, document.file_name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox"
    return answer


@require_safe
def notices(request):
    """Show what this person has been told, unread first."""
    rows = Notice.objects.visible_to(request.user).select_related("account")
    newest = rows.order_by("read_at", "-at")[:100]
    return render(request, "cover/notices.html", {"notices": newest})


@require_POST
def read_notice(request, notice_id):
    """Mark one notice as read and go where it leads."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=notice_id)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return HttpResponseRedirect(safe_next(request, notice.url))


@require_POST
def read_all(request):
    """Mark every notice of this person as read."""
    Notice.objects.of_person(request.user).unread().update(read_at=timezone.now())
    return redirect("notices")
