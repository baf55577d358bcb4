"""Verbs of daily work: ending an action, fetching a document, reading notices, keeping drafts."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accountfile.core import access
from accountfile.core.forms import CloseActionForm
from accountfile.core.models import Action, Document, Draft, Notice
from accountfile.core.views.lists import safe_next
from accountfile.core.views.verbs import verb_page
from accountfile.locks import writing

LONGEST_DRAFT = 60_000


def close_action(request, account_id, row_id):
    """End an action as done or dropped, with what came of it; ending it again changes nothing."""
    account = access.account_to_change(request.user, account_id)
    with writing(request):
        rows = Action.objects.select_for_update() if request.method == "POST" else Action.objects
        action = access.row_or_404(rows.all(), account, row_id)
        form = CloseActionForm(request.POST or None, instance=action, account=account, person=request.user)
        if request.method == "POST" and form.is_valid():
            if action.state == Action.State.OPEN:
                action.state, action.done_on = form.cleaned_data["end"], request.user.today()
                action.save()
                messages.success(request, f"{action.get_state_display().capitalize()}: {action}.")
            return HttpResponseRedirect(safe_next(request, request.GET.get("next"), account.get_absolute_url()))
    why = "The next review opens with what became of each action."
    return verb_page(request, account, form, f"Close: {action}", "Close the action", action, why)


@require_POST
def reopen_action(request, account_id, row_id):
    """Take back the end of an action."""
    account = access.account_to_change(request.user, account_id)
    with transaction.atomic():
        action = access.row_or_404(Action.objects.select_for_update(), account, row_id)
        if action.state != Action.State.OPEN:
            action.state, action.done_on = Action.State.OPEN, None
            action.save()
            messages.success(request, f"Open again: {action}.")
    return HttpResponseRedirect(safe_next(request, request.POST.get("next"), account.get_absolute_url()))


@require_safe
def download(request, account_id, row_id):
    """Answer a document as an attachment that no browser runs; its name is the one it came with."""
    account = access.account_or_404(request.user, account_id)
    document = access.row_or_404(Document.objects.all(), account, row_id)
    try:
        file = document.file.open("rb")
    except OSError as gone:
        raise Http404("The file itself is no longer there: ask your administrator for the backup.") from gone
    answer = FileResponse(file, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, document.file_name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox"
    return answer


@require_safe
def notices(request):
    """Show what this person has been told, unread first."""
    rows = Notice.objects.visible_to(request.user).select_related("account").order_by("read_at", "-at")[:100]
    return render(request, "core/notices.html", {"notices": rows})


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


def typed_page(request):
    """Return the address of the page that a draft belongs to, without what no database takes."""
    return request.POST.get("page", "").replace("\0", "")[:300]


@require_POST
def keep_draft(request):
    """Keep what somebody is typing, so that it outlives the session; answers with the time it was kept."""
    page = typed_page(request)
    skipped = {"page", "csrfmiddlewaretoken", "press"}
    fields = {name: value.replace("\0", "") for name, value in request.POST.items() if name not in skipped}
    if not page.startswith("/") or sum(map(len, fields.values())) > LONGEST_DRAFT:
        return JsonResponse({"kept": False, "reason": "The text is too long to be kept as a draft."}, status=400)
    draft, _ = Draft.objects.update_or_create(person=request.user, page=page, defaults={"fields": fields})
    return JsonResponse({"kept": True, "at": timezone.localtime(draft.at).strftime("%H:%M")})


@require_POST
def drop_draft(request):
    """Throw away what was typed and not saved."""
    Draft.objects.filter(person=request.user, page=typed_page(request)).delete()
    return HttpResponseRedirect(safe_next(request, request.POST.get("page")))
