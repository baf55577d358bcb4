"""Many boxes saved together: the answers to the questions, and the scores of the success
factors.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accountfile.core.sections import Heading
from accountfile.pages.boxes import entered, sentences
from reviews.forms import FactorForm, ReviewAnswerForm
from reviews.models import FactorScore, WrongStep
from reviews.models.factors import FACTORS, side_of
from reviews.views.doors import review_or_404, to_item, writes_into


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request, account_id, row_id):
    """Show the questions chosen for this review with their answers, or keep the answers."""
    if request.method == "POST":
        return keep_answers(request, account_id=account_id, row_id=row_id)
    review = review_or_404(request, account_id, row_id)
    return questions_page(request, review, answer_forms(request, review))


def answer_forms(request, review, data=None):
    """Return the boxes of each question that the reader may see."""
    rows = (
        review.answers.readable_by(request.user)
        .select_related("question", "by")
        .order_by("question__number")
    )
    if data is not None:
        rows = rows.select_for_update(of=("self",))
    made = []
    for answer in rows:
        answer.review = review
        made.append(ReviewAnswerForm(data, instance=answer, prefix=f"answer-{answer.pk}"))
    return made


def questions_page(request, review, boxes, status=200):
    may_write = review.account.may_change and review.takes_minutes
    context = {
        "account": review.account,
        "review": review,
        "boxes": boxes,
        "may_write": may_write,
    }
    return render(request, "reviews/questions.html", context, status=status)


@writes_into
def keep_answers(request, review):
    """Keep each answer that was changed on this page; where somebody else was quicker, both texts
    stay.
    """
    boxes = answer_forms(request, review, request.POST)
    kept = keep(request, boxes, answered_by)
    if kept or not any(box.comes_back for box in boxes):
        messages.success(request, f"{kept} answers kept." if kept != 1 else "One answer kept.")
    if any(box.comes_back for box in boxes):
        return questions_page(
            request,
            review,
            [box.again() for box in boxes],
            status=409,
        )
    return redirect(request.path)


def keep(request, boxes, sign=lambda request, row: None):
    """Save every box that is in order and was changed, say what two people changed; return how many
    were saved.
    """
    stored, told = entered(boxes), sentences(boxes)
    for box in stored:
        sign(request, box.instance)
        box.save()
    for sentence in told:
        messages.warning(request, sentence)
    return len(stored)


def answered_by(request, answer):
    """Note who answered, and when."""
    answer.by, answer.answered_at = request.user, timezone.now()


def factor_forms(review, side, data=None):
    """Return ``{factor: its box}`` for one side; a factor that was not scored has a row only in its
    form.
    """
    there = {score.factor: score for score in review.factor_scores.filter(side=side)}
    made = {}
    for number in FACTORS:
        score = there.get(number) or FactorScore(review=review, factor=number, side=side)
        score.review = review
        made[number] = FactorForm(data, instance=score, prefix=f"factor-{number}")
    return made


@require_POST
@writes_into
def factors(request, review):
    """Keep how one side scores the eight success factors; the other side's scores are never
    touched.
    """
    side = side_of(request.user, review.account)
    if side is None:
        raise WrongStep("The account manager and the line above score the success factors.")
    keep(request, list(factor_forms(review, side, request.POST).values()))
    return to_item(review, Heading.SUCCESS_FACTORS, "factors")
