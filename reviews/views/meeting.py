"""What happens in the room: people, questions, minutes line by line, actions, options, the next date."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accountfile.core.models import Action
from accountfile.core.views.conflicts import both_texts
from accountfile.core.views.presses import once
from reviews import services
from reviews.forms import ActionForm, DisposeForm, MinuteForm, NextForm, OptionForm, ParticipantForm
from reviews.models import FactorScore, Minute, Option, Participant, ReviewItem, WrongStep
from reviews.models.factors import FACTORS, side_of
from reviews.services import locked
from reviews.views.doors import form_page, must_be_open, review_or_404, review_to_change, says_why, to_item

either = require_http_methods(["GET", "HEAD", "POST"])
SCORES = {"1", "2", "3", "4", "5"}


def open_review(request, account_id, row_id):
    """Return a review that this person may write into now."""
    review = review_to_change(request, account_id, row_id)
    must_be_open(review)
    return review


@require_POST
@says_why
def invite(request, account_id, row_id):
    """Expect one more person; only who may open the file can be invited."""
    review = open_review(request, account_id, row_id)
    form = ParticipantForm(request.POST, people=services.readers_of(review.account))
    if form.is_valid():
        Participant.objects.get_or_create(review=review, person=form.cleaned_data["person"])
    else:
        messages.warning(request, "Choose somebody who may open this file; add others to the account team first.")
    return redirect(f"{review.get_absolute_url()}#people")


@require_POST
@says_why
def participant(request, account_id, row_id, participant_id):
    """Note whether somebody was there, or expect them no more; account manager and line manager always stay."""
    review = open_review(request, account_id, row_id)
    each = get_object_or_404(review.participants, pk=participant_id)
    if request.POST.get("verb") == "remove":
        if each.is_obligatory:
            messages.warning(request, "There is no review without the account manager and their line manager.")
        else:
            each.delete()
    else:
        review.participants.filter(pk=each.pk).update(present=request.POST.get("present") == "yes")
    return redirect(f"{review.get_absolute_url()}#people")


@either
@says_why
def questions(request, account_id, row_id):
    """Show the questions chosen for this review with their answers, or keep the answers."""
    if request.method == "POST":
        review = open_review(request, account_id, row_id)
        kept = keep_answers(request, review)
        messages.success(request, f"{kept} answers kept." if kept != 1 else "One answer kept.")
        return redirect(request.path)
    review = review_or_404(request, account_id, row_id)
    answers = review.answers.select_related("question", "by").order_by("question__number")
    context = {"account": review.account, "review": review, "answers": answers, "scores": sorted(SCORES)}
    return render(request, "reviews/questions.html", context)


@transaction.atomic
def keep_answers(request, review):
    """Keep each answer that was changed on this page; where somebody else was quicker, both texts stay."""
    kept = 0
    for answer in review.answers.select_for_update():
        text, seen = (
            request.POST.get(f"{name}-{answer.pk}", "").replace("\r\n", "\n").strip() for name in ("text", "seen")
        )
        score = request.POST.get(f"score-{answer.pk}", "")
        score = int(score) if score in SCORES else None
        if text == seen and score == answer.score:
            continue
        both = answer.text and answer.text != seen and text not in answer.text
        answer.text = (f"{answer.text}\n{text}" if both else text)[:2000]
        answer.score, answer.by = score, request.user
        answer.answered_at = timezone.now() if answer.text or score else None
        answer.save()
        kept += 1
    return kept


@require_POST
@says_why
def item(request, account_id, row_id, number):
    """Note that an agenda item was discussed, left out, or is open again."""
    review = open_review(request, account_id, row_id)
    state = request.POST.get("state", "")
    if state not in ReviewItem.State.values or not review.items.filter(number=number).update(state=state):
        raise Http404("There is no such agenda item.")
    further = number < 20 and state != ReviewItem.State.OPEN
    return to_item(review, number + 1 if further else number, "evidence" if further else "agenda")


@require_POST
@says_why
def minute(request, account_id, row_id, number):
    """Write one line into the minutes; a line is a row of its own, so two writers never overwrite each other."""
    review = open_review(request, account_id, row_id)
    get_object_or_404(review.items, number=number)
    line = Minute(review=review, number=number, by=request.user)
    form = MinuteForm(request.POST, instance=line, account=review.account, person=request.user)
    if not form.is_valid():
        return form_page(request, review, form, title="Add to the minutes", verb="Add the line")

    def make():
        must_be_open(locked(review))
        saved = form.save()
        review.items.filter(number=number, state=ReviewItem.State.OPEN).update(state=ReviewItem.State.DISCUSSED)
        return saved.get_absolute_url(), str(saved)

    once(request, make)
    return to_item(review, number, "minutes")


@either
@says_why
def edit_minute(request, account_id, row_id, minute_id):
    """Change the wording of one line, unless somebody was quicker."""
    review = open_review(request, account_id, row_id)
    return edit_row(request, review, review.minutes, minute_id, MinuteForm, "Change the line")


@either
@says_why
def edit_option(request, account_id, row_id, option_id):
    """Change an option, or say why it is the chosen one."""
    review = open_review(request, account_id, row_id)
    return edit_row(request, review, review.options, option_id, OptionForm, "Change the option")


def edit_row(request, review, rows, row_id, form_class, title):
    """Edit one row inside a review under its version."""
    with transaction.atomic():
        row = get_object_or_404(rows.select_for_update(of=("self",)), pk=row_id)
        form = form_class(request.POST or None, instance=row, account=review.account, person=request.user)
        if request.method == "POST" and request.POST.get("version") != str(row.version):
            stored = form_class(instance=row, account=review.account, person=request.user)
            return both_texts(request, account=review.account, row=row, mine=form, stored=stored)
        if request.method == "POST" and form.is_valid():
            return redirect(form.save().get_absolute_url())
    return form_page(request, review, form, title=title, verb="Save the changes", row=row, back=row.get_absolute_url())


@require_POST
@says_why
def remove_minute(request, account_id, row_id, minute_id):
    """Take one line out of the minutes; the history keeps it."""
    review = open_review(request, account_id, row_id)
    line = review.minutes.filter(pk=minute_id).first()
    if line is None:
        messages.info(request, "That line is gone already.")
        return redirect(review.get_absolute_url())
    line.delete()
    messages.success(request, "The line is taken out. The history of the file can put it back.")
    return to_item(review, line.number, "minutes")


@either
@says_why
def action(request, account_id, row_id, minute_id):
    """Make an action of a line of the minutes."""
    review = open_review(request, account_id, row_id)
    line = get_object_or_404(review.minutes.select_related("action"), pk=minute_id)
    line.review = review
    if line.action:
        messages.info(request, "This line is an action already.")
        return to_item(review, line.number, "minutes")
    known = {"text": line.text[:300], "owner": review.account.account_manager_id}
    promised = Action(account=review.account)
    form = ActionForm(
        request.POST or None, instance=promised, account=review.account, person=request.user, initial=known
    )
    if request.method == "POST" and form.is_valid():
        services.make_action(minute=line, action=form.save(commit=False))
        return to_item(review, line.number, "minutes")
    why = "An action without an owner and a day is a wish."
    return form_page(request, review, form, title="Make an action of it", verb="Make the action", why=why)


@require_POST
@says_why
def dispose(request, account_id, row_id, carried_id):
    """Settle what becomes of an old action."""
    review = open_review(request, account_id, row_id)
    carried = get_object_or_404(review.carried.select_related("action", "review"), pk=carried_id)
    form = DisposeForm(request.POST, instance=carried, account=review.account, person=request.user)
    if not form.is_valid():
        back = f"{review.get_absolute_url()}?item=2#carried-{carried.pk}"
        return form_page(request, review, form, title=str(carried), verb="Settle it", back=back)
    carried.refresh_from_db()
    services.dispose(carried=carried, by=request.user, **form.cleaned_data)
    return to_item(review, 2, f"carried-{carried.pk}")


@require_POST
@says_why
def factors(request, account_id, row_id):
    """Keep how one side scores the eight success factors; the other side's scores are never touched."""
    review = open_review(request, account_id, row_id)
    side = side_of(request.user, review.account)
    if side is None:
        raise WrongStep("The account manager and the line above score the success factors.")
    for number in FACTORS:
        score = request.POST.get(f"factor-{number}", "")
        mine = {"review": review, "factor": number, "side": side}
        if score in SCORES:
            FactorScore.objects.update_or_create(**mine, defaults={"score": int(score)})
        else:
            FactorScore.objects.filter(**mine).delete()
    return to_item(review, 17, "factors")


@require_POST
@says_why
def option(request, account_id, row_id):
    """Add one of the ways open to us."""
    review = open_review(request, account_id, row_id)
    row = Option(review=review)
    form = OptionForm(request.POST, instance=row, account=review.account, person=request.user)
    if not form.is_valid():
        return form_page(request, review, form, title="Add an option", verb="Add an option")

    def make():
        saved = form.save()
        return saved.get_absolute_url(), str(saved)

    url, _ = once(request, make)
    return redirect(url)


@require_POST
@says_why
def next_date(request, account_id, row_id):
    """Fix the date of the next review while everybody is in the room."""
    review = open_review(request, account_id, row_id)
    form = NextForm(request.POST, today=request.user.today())
    if not form.is_valid():
        return form_page(request, review, form, title="When is the next review?", verb="Fix the date")
    with transaction.atomic():
        row = locked(review)
        row.next_on = form.cleaned_data["next_on"]
        row.save()
    if form.warning:
        messages.warning(request, form.warning)
    return to_item(review, 20, "next")
