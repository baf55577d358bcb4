"""Importing in the browser: upload, columns, preview, doubts, confirm, result, undo; for those who
run the house.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accountfile.celery import after_commit
from accountfile.core import access
from accountfile.core.models import Batch
from accountfile.importing import batches, memory, tasks
from accountfile.importing.forms import ColumnsForm, DoubtsForm, UploadForm
from accountfile.importing.invitations import invite_all, to_invite, without_password
from accountfile.importing.kinds import Refused
from accountfile.importing.progress import progress
from accountfile.importing.registry import all_kinds
from accountfile.pages.exports import export
from accountfile.pages.presses import once
from accountfile.people.administration import administrative
from accountfile.wording import joined

MOST_LISTED = 50
State = Batch.State
WITH_COLUMNS = (State.UPLOADED, State.CHECKED, State.FAILED)


for_importers = administrative(
    access.may_import, "Only directors and administrators import files: ask one of them."
)


@for_importers
@require_GET
def imports(request):
    """List the imports so far, and who waits for an invitation."""
    context = {
        "batches": Batch.objects.select_related("person").defer("problems", "doubts", "obstacles")[
            :100
        ],
        "to_invite": to_invite().count(),
        "unreachable": without_password().filter(email=None).count(),
    }
    context |= order_of_kinds()
    return render(request, "importing/list.html", context)


@for_importers
@require_http_methods(["GET", "POST"])
def upload(request):
    """Take a file and propose what its columns mean."""
    initial = {"kind": request.GET.get("kind") or next(iter(all_kinds()))}
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            url, _ = once(request, lambda: _receive(form.cleaned_data, request.user))
            return redirect(url)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    context = {"form": form} | order_of_kinds()
    return render(request, "importing/upload.html", context, status=422 if form.errors else 200)


def order_of_kinds():
    """Return the plurals of the kinds for a page that says what is best imported first."""
    first, *others = plurals = [kind.plural for kind in all_kinds().values()]
    return {
        "all_kinds": joined(plurals),
        "first_kind": first,
        "other_kinds": joined(others),
    }


def _receive(cleaned, person):
    kind = all_kinds()[cleaned["kind"]]()
    file = cleaned["file"]
    batch = batches.receive(
        kind=kind,
        data=file.read(),
        file_name=file.name,
        person=person,
    )
    if batch.state == State.TO_OPEN:
        after_commit(tasks.run_import, batch.pk)
    return reverse("import", args=[batch.pk]), batch.file_name


@for_importers
@require_http_methods(["GET", "POST"])
def columns(request, batch_id):
    """Show what each column is taken to mean, and read the file as the person says."""
    batch = get_object_or_404(Batch, pk=batch_id)
    if batch.state not in WITH_COLUMNS:
        return redirect("import", batch.pk)
    if not batch.head:
        return _open_anew(batch, batch.sheet)
    kind = all_kinds()[batch.kind]()
    head = batch.head
    form = ColumnsForm(
        request.POST or None, kind=kind, head=head, columns=batch.columns, dates=batch.dates
    )
    sheet = request.POST.get("sheet", batch.sheet)
    if sheet != batch.sheet and sheet in head["sheets"]:
        return _open_anew(batch, sheet)
    if request.method == "POST" and form.is_valid():
        chosen = {"columns": form.chosen(), "dates": form.cleaned_data.get("dates", "")}
        batches.ask_for(batch, State.TO_CHECK, WITH_COLUMNS, **chosen)
        return _work(batch)
    context = {
        "batch": batch,
        "kind": kind,
        "form": form,
        "headers": head["headers"],
        "rows": head["rows"],
    }
    return render(request, "importing/columns.html", context, status=422 if form.errors else 200)


def _open_anew(batch, sheet):
    """Open another sheet, or the file of a batch of which nothing is known."""
    batches.ask_for(
        batch,
        State.TO_OPEN,
        WITH_COLUMNS,
        sheet=sheet,
        head={},
    )
    return _work(batch)


def _work(batch):
    """Read a small file at once, leave a large one to the worker; the page says how far it is."""
    if batch.is_light:
        batches.work(batch.pk)
        after_commit(tasks.sweep)
    else:
        after_commit(tasks.run_import, batch.pk)
    return redirect("import", batch.pk)


@for_importers
@require_GET
def one(request, batch_id):
    """Show an import as it stands: at work, to be confirmed, stored, undone or refused."""
    batch = get_object_or_404(Batch.objects.select_related("person"), pk=batch_id)
    if batch.state == State.UPLOADED:
        return redirect("import_columns", batch.pk)
    kind = all_kinds().get(batch.kind)
    # A kind goes with its section, and the imports of that time are still to be read.
    steps = kind.next_steps if kind else []
    doubts_form = None
    if batch.state == State.CHECKED and batch.doubts:
        doubts_form = DoubtsForm(doubts=batch.doubts)
    words, done, total = progress(batch) if batch.is_waiting else ("", 0, 0)
    context = {
        "batch": batch,
        "kind": kind,
        "problems": batch.problems[:MOST_LISTED],
        "next_steps": [(reverse(name), label) for name, label in steps],
        "doubts": doubts_form,
        "words": words,
        "done": done,
        "total": total,
    }
    return render(request, "importing/one.html", context)


@for_importers
@require_GET
def problems(request, batch_id):
    """Give every problem of an import as a CSV file."""
    batch = get_object_or_404(Batch, pk=batch_id)
    rows = [
        [
            problem["row"],
            problem["column"],
            problem["reason"],
        ]
        for problem in batch.problems
    ]
    more = batch.counts.get("problems", 0) - len(rows)
    rows += [["", "", f"and {more:,} more: put these right first"]] if more > 0 else []
    return export(
        [["Row", "Column", "Reason"], *rows],
        "csv",
        f"problems-{batch.pk}",
    )


@for_importers
@require_POST
def doubts(request, batch_id):
    """Remember what doubtful spellings stand for, and read the file again with them."""
    batch = get_object_or_404(Batch, pk=batch_id)
    form = DoubtsForm(request.POST, doubts=batch.doubts)
    if form.is_valid() and batches.ask_for(
        batch,
        State.TO_CHECK,
        (State.CHECKED,),
    ):
        for field, text, stands_for in form.answers():
            memory.remember_alias(field, text, stands_for)
        return _work(batch)
    return redirect("import", batch.pk)


@for_importers
@require_POST
def confirm(request, batch_id):
    """Store the file; a second press finds it on its way already."""
    batch = get_object_or_404(Batch, pk=batch_id)
    if batches.ask_for(
        batch,
        State.QUEUED,
        (State.CHECKED,),
        person=request.user,
    ):
        return _work(batch)
    return redirect("import", batch.pk)


@for_importers
@require_POST
def undo(request, batch_id):
    """Take back a whole import; with ``keep`` rows that were changed since stay as they are."""
    batch = get_object_or_404(Batch, pk=batch_id)
    keep = request.POST.get("keep") == "yes"
    if batches.ask_for(
        batch, State.TO_UNDO, (State.DONE,), keep_changed=keep, person=request.user, reason=""
    ):
        return _work(batch)
    return redirect("import", batch.pk)


@for_importers
@require_POST
def invite(request):
    """Mail an invitation to everyone who has an address and never had a password."""
    invited = invite_all(by=request.user.name)
    messages.success(request, f"{len(invited)} invited. Their letters stand in the outbox.")
    return redirect("imports")
