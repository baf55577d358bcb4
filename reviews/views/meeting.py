"""What happens in the room: people, minutes line by line, actions, options, the next date."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from accountfile.base.text import cut
from accountfile.core import access
from accountfile.core.models import Action
from accountfile.core.sections import Heading
from accountfile.pages.edits import Edit
from accountfile.pages.verbs import Verb, held
from reviews import actions, services
from reviews.forms import (
    DisposeForm,
    MinuteActionForm,
    MinuteForm,
    NextForm,
    OptionForm,
    ParticipantForm,
)
from reviews.models import Minute, Option, Participant, ReviewItem
from reviews.views.doors import must_open_private, place_of, to_item, writes_into

either = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@writes_into
def invite(request, review):
    """Expect one more person; only who may open the file can be invited."""
    form = ParticipantForm(request.POST, people=services.readers_of(review.account))
    if form.is_valid():
        Participant.objects.get_or_create(review=review, person=form.cleaned_data["person"])
    else:
        messages.warning(
            request, "Choose somebody who may open this file; add others to the account team first."
        )
    return redirect(f"{review.get_absolute_url()}#people")


@require_POST
@writes_into
def participant(request, review, participant_id):
    """Note whether somebody was there, or expect them no more; account manager and line manager
    always stay.
    """
    each = get_object_or_404(review.participants, pk=participant_id)
    if request.POST.get("verb") == "remove":
        if each.is_obligatory:
            messages.warning(
                request, "There is no review without the account manager and their line manager."
            )
        else:
            each.delete()
    else:
        each.present = request.POST.get("present") == "yes"
        each.save()
    return redirect(f"{review.get_absolute_url()}#people")


@require_POST
@writes_into
def item(request, review, number):
    """Note that an agenda item was discussed, left out, or is open again."""
    state = request.POST.get("state", "")
    row = get_object_or_404(review.items, number=number)
    if state not in ReviewItem.State.values:
        raise Http404("There is no such state of an agenda item.")
    row.state = state
    row.save()
    further = None
    if state != ReviewItem.State.OPEN:
        # An item that is dealt with leads on to the next one.
        further = review.items.filter(number__gt=number).first()
    if further is None:
        return to_item(review, number, "agenda")
    return to_item(review, further.number, "evidence")


@require_POST
@writes_into
def minute(request, review, number):
    """Write one line into the minutes; a line is a row of its own, so two writers never overwrite
    each other.
    """
    item = get_object_or_404(review.items, number=number)
    must_open_private(review, number)
    line = Minute(review=review, number=number, by=request.user)
    verb = Verb(request, review.account, line, watched=())
    form = verb.row_form(MinuteForm)

    def write():
        form.save()
        # What has a line in the minutes has been talked about.
        if item.state == ReviewItem.State.OPEN:
            item.state = ReviewItem.State.DISCUSSED
            item.save()
        return place_of(review, number, "minutes"), ""

    return verb.answer(
        write,
        title="Add to the minutes",
        label="Add the line",
        cancel_url=review.get_absolute_url(),
    )


@either
@writes_into
def edit_minute(request, review, minute_id):
    """Change the wording of one line, unless somebody was quicker."""
    return edit_row(
        request,
        review,
        review.minutes.readable_by(request.user),
        minute_id,
        MinuteForm,
        "Change the line",
    )


@either
@writes_into
def edit_option(request, review, option_id):
    """Change an option, or say why it is the chosen one."""
    return edit_row(request, review, review.options, option_id, OptionForm, "Change the option")


def edit_row(request, review, rows, row_id, form_class, title):
    """Edit one row inside a review under its version."""
    row = held(request, rows, review.account, row_id)
    row.review = review
    edit = Edit(request, review.account, row, form_class)
    return edit.answer(
        lambda: (edit.form.save().get_absolute_url(), ""),
        fresh=type(row)(review=review),
        title=title,
        label="Save the changes",
    )


@require_POST
@writes_into
def remove_minute(request, review, minute_id):
    """Take one line out of the minutes; the history keeps it."""
    line = review.minutes.readable_by(request.user).filter(pk=minute_id).first()
    if line is None:
        messages.info(request, "That line is gone already.")
        return redirect(review.get_absolute_url())
    line.review = review

    def take_out():
        line.delete()
        told = "The line is removed. You can restore it from the history of the file."
        return place_of(review, line.number, "minutes"), told

    return Verb(request, review.account, line).answer(
        take_out, title=f"Take out: {line}", label="Take it out"
    )


@either
@writes_into
def action(request, review, minute_id):
    """Make an action of a line of the minutes."""
    line = get_object_or_404(
        review.minutes.readable_by(request.user).select_related("action"), pk=minute_id
    )
    line.review = review
    if line.action and request.method != "POST":
        messages.info(request, "This line is an action already.")
        return to_item(review, line.number, "minutes")
    keeper = access.responsible_for(review.account, otherwise=request.user)
    known = {
        "text": cut(line.text, 300),
        "owner": line.about_id or keeper.pk,
    }
    promised = Action(account=review.account, about_id=line.about_id)
    verb = Verb(request, review.account, line)
    form = verb.row_form(MinuteActionForm, promised, initial=known)

    def make():
        actions.make_action(
            minute=line,
            action=form.save(commit=False),
            again=verb.informed,
        )
        form.save_m2m()
        return place_of(review, line.number, "minutes"), ""

    return verb.answer(
        make,
        title="Make an action of it",
        label="Make the action",
        why="Every action needs an owner and a day.",
    )


@require_POST
@writes_into
def dispose(request, review, carried_id):
    """Settle what becomes of an old action."""
    rows = review.carried.readable_by(request.user).select_related("action")
    carried = get_object_or_404(rows, pk=carried_id)
    carried.review = review
    # Somebody may have ended the action itself, on its own page.
    verb = Verb(request, review.account, carried, watched=(carried, carried.action))
    form = verb.row_form(DisposeForm)

    def settle():
        carried.refresh_from_db()
        actions.dispose(carried=carried, by=request.user, **form.cleaned_data)
        return carried.get_absolute_url(), ""

    return verb.answer(settle, title=str(carried), label="Settle it")


@require_POST
@writes_into
def option(request, review):
    """Add one of the ways open to us."""
    verb = Verb(request, review.account, Option(review=review), watched=())
    form = verb.row_form(OptionForm)
    back = review.get_absolute_url()
    return verb.answer(
        lambda: (form.save().get_absolute_url(), ""),
        title="Add an option",
        label="Add an option",
        cancel_url=back,
    )


@require_POST
@writes_into
def next_date(request, review):
    """Fix the date of the next review while everybody is in the room."""
    verb = Verb(request, review.account, review)
    form = verb.plain_form(NextForm, today=verb.today)
    back = place_of(review, Heading.CLOSE, "next")

    def fix():
        review.next_on = form.cleaned_data["next_on"]
        review.save()
        if form.warning:
            messages.warning(request, form.warning)
        return back, ""

    return verb.answer(
        fix,
        title="When is the next review?",
        label="Fix the date",
        cancel_url=back,
    )
