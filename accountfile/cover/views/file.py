"""The Account File: its cover, its sections in file order, and what is going on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accountfile.base.addresses import reverse
from accountfile.charts import chart_response
from accountfile.core import access, history, notices, restoring, sections, standing
from accountfile.core.models import Account, Action, Change, Interaction, Notice
from accountfile.cover.contents import chapters, heading, leaf_stamp, open_questions
from accountfile.cover.forms import AccountForm, LeadForm
from accountfile.pages.edits import Edit
from accountfile.pages.records import declared_by
from accountfile.pages.verbs import Verb, asks, presses
from accountfile.periods import read_period

CHANGES_A_PAGE = 30  # with a form each, more would not stay within a light page


@require_safe
def file(request, account_id):
    """Show one Account File whole: header, contents with states, every section's summary, what is
    going on.
    """
    account = access.account_or_404(request.user, account_id)
    stands = standing.current(account)
    today = request.user.today()
    team = account.team.filter(until=None).select_related("person")
    actions = Action.objects.open().filter(account=account).select_related("owner")
    talks = Interaction.objects.filter(account=account).select_related("by")
    unread = Notice.objects.of_person(request.user).unread().filter(account=account)
    context = heading(account) | {
        "chapters": chapters(account, stands, today),
        "leaf_stamp": leaf_stamp(request.user, account, stands),
        "belongs_to": access.name_shown(request.user, account.parent),
        "team": team[:12],
        "milestones": account.milestones.all()[:6],
        "actions": actions[:6],
        "interactions": talks[:4],
        "notices": unread[:4],
        "today": today,
    }
    return render(request, "cover/file.html", context)


@require_safe
def snapshot(request, account_id):
    """Show the account on one page that prints as A4: each figure with its as-of date."""
    account = access.account_or_404(request.user, account_id)
    stands = standing.current(account)
    today = request.user.today()
    actions = Action.objects.open().filter(account=account).select_related("owner")
    context = heading(account) | {
        "chapters": chapters(account, stands, today),
        "leaf_stamp": leaf_stamp(request.user, account, stands),
        "actions": actions[:5],
        "as_of": timezone.now(),
        "today": today,
    }
    return render(request, "cover/snapshot.html", context)


@require_safe
def section_page(request, account_id, slug):
    """Show one section of the file: its summary, then its lists with the first rows of each."""
    section = sections.section_named(slug)
    private = "private" if section and section.audience == sections.PRIVATE else None
    account = access.account_or_404(request.user, account_id, right=private)
    if section is None:
        raise Http404("There is no such section.")
    lists = [each for each in declared_by(section) if each.on_section_page]
    today = request.user.today()
    context = heading(account) | {
        "section": section,
        "summary": section.summary(account, today),
        "lists": [section_list(request, account, each) for each in lists],
        "here": slug,
        "questions": open_questions(account, [section], today),
        "today": today,
    }
    return render(request, [f"{slug}/section.html", "pages/section.html"], context)


def section_list(request, account, listed):
    """Return the first rows of one list of a section, with where it goes on and whether the reader
    may add to it.
    """
    # Ten rows are not the list: they keep their order, whatever the address asks for.
    table = listed.table_class()(listed.queryset(account)[:10], orderable=False)
    table.request = request
    return {
        "records": listed,
        "table": table,
        "list_url": listed.url("list", account.pk),
        "add_url": listed.url("add", account.pk),
        "may_add": listed.may_change(account),
    }


@require_safe
def chart(request, account_id, slug, name):
    """Answer one chart of a section as SVG, drawn once per data."""
    account = access.account_or_404(request.user, account_id)
    section = sections.section_named(slug)
    make = section.charts().get(name) if section else None
    if make is None or (section.audience == sections.PRIVATE and not account.may_see_private):
        raise Http404("There is no such chart.")
    period = read_period(request.GET.get("period"), request.user.today())
    return chart_response(request, make(account, period))


@require_safe
def missing(request, account_id):
    """Show what the file cannot answer yet and what is out of date: every question that the stored
    figures count.
    """
    account = access.account_or_404(request.user, account_id)
    found = open_questions(
        account,
        sections.all_sections(),
        request.user.today(),
    )
    found = [(*each, account.may(each[1].right)) for each in found]
    groups = [
        (title, [each for each in found if each[2] == state])
        for title, state in (("Missing", sections.MISSING), ("Out of date", sections.STALE))
    ]
    return render(
        request, "cover/missing.html", heading(account) | {"found": found, "groups": groups}
    )


@require_safe
def file_history(request, account_id):
    """Show what changed in this file, by whom, as sentences, a page at a time."""
    account = access.account_or_404(request.user, account_id)
    changes = history.timeline(request.user, account=account)
    before = request.GET.get("before", "")
    if before.isdigit() and len(before) < 19:
        changes = changes.filter(pk__lt=int(before))
    page = history.sentences(
        changes[: CHANGES_A_PAGE + 1],
        request.user,
        account=account,
    )
    older = page[-2].change.pk if len(page) > CHANGES_A_PAGE else None
    context = heading(account) | {"sentences": page[:CHANGES_A_PAGE], "older": older}
    return render(request, "pages/history.html", context)


@presses
def put_back(request, account_id, change_id):
    """Restore what one change took."""
    account = access.account_to_change(request.user, account_id)
    change = (
        Change.objects.readable_by(request.user)
        .filter(
            account=account,
            pk=change_id,
        )
        .first()
    )
    if change is None:
        raise Http404("There is no such change in this file.")

    def restore():
        try:
            row = restoring.restore(change, by=request.user)
        except restoring.CannotRestore as reason:
            messages.warning(request, str(reason))
            return reverse("file_history", args=[account.pk]), ""
        return row.get_absolute_url(), f"Restored: {row}."

    verb = Verb(request, account, change, watched=())
    return verb.answer(restore, title="Restore", label="Restore")


@asks
def edit_cover(request, account_id):
    """Change the cover of the file."""
    return _edit(
        request,
        access.account_to_change(request.user, account_id, right="cover"),
        AccountForm,
        title="Edit the cover",
        why="The cover is what a stand-in reads first.",
    )


@asks
def lead(request, account_id):
    """Move the account to another manager, or set its tier, stage and type."""
    return _edit(
        request,
        access.account_to_change(request.user, account_id, right="lead"),
        LeadForm,
        title="Account manager, tier and stage",
        why="The tier decides how often the account is reviewed.",
    )


def _edit(request, account, form_class, **page):
    row = Account.objects.locked(account) if request.method == "POST" else account
    edit = Edit(request, account, row, form_class)

    def save():
        edit.form.save()
        notices.forget(account=row, person=account.account_manager, by=request.user)
        is_still_theirs = Account.objects.visible_to(request.user).filter(pk=row.pk).exists()
        back = reverse("file", args=[row.pk]) if is_still_theirs else reverse("accounts")
        return back, "The cover is saved."

    return edit.answer(save, fresh=Account(), label="Save the cover", **page)
