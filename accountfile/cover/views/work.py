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
from accountfile.pages.verbs import Verb, asks, held, presses


@asks
def close_action(request, account_id, row_id):
    """End an action as done or dropped, with what came of it."""
    account = access.account_to_change(request.user, account_id)
    action = held(
        request,
        Action.with_private.readable_by(request.user),
        account,
        row_id,
    )
    form = CloseActionForm(
        request.POST or None, instance=action, account=account, person=request.user
    )
    why = "The next review opens with what became of each action."
    verb = Verb(
        request,
        account,
        action,
        f"Close: {action}",
        "Close the action",
        form,
        why,
    )

    def close():
        if action.is_open or verb.informed:
            action.end(form.cleaned_data["end"], request.user.today())
            action.save()
        ended = f"{action.get_state_display().capitalize()}: {action}."
        url = safe_next(
            request,
            request.GET.get("next"),
            account.get_absolute_url(),
        )
        return url, ended

    return verb.answer(close)


@presses
def reopen_action(request, account_id, row_id):
    """Take back the end of an action."""
    account = access.account_to_change(request.user, account_id)
    action = held(
        request,
        Action.with_private.readable_by(request.user),
        account,
        row_id,
    )

    def reopen():
        if not action.is_open:
            action.reopen()
            action.save()
        url = safe_next(
            request,
            request.POST.get("next"),
            account.get_absolute_url(),
        )
        return url, f"Open again: {action}."

    return Verb(request, account, action, f"Open again: {action}", "Open it again").answer(reopen)


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
