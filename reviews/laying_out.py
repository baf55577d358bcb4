"""What a review is laid out with: its agenda, its people, the old actions and the questions; called
under its lock.
"""

from django.db.models import Count, Q

from accountfile.core.models import Action, create_all
from reviews.models import Answer, BankQuestion, CarriedAction, Participant, ReviewItem

QUESTIONS_A_HEADING = 5


def lay_out_agenda(review, **more):
    """Give the review the agenda items of its template, as they are in that version."""
    items = review.template.items.values("number", "title", "minutes", "lead")
    create_all(ReviewItem, [ReviewItem(review=review, **item, **more) for item in items])


def bring_people(review):
    """See to it that the account manager and their line manager are expected, whoever that is by
    now.
    """
    roles = [Participant.Role.ACCOUNT_MANAGER, Participant.Role.LINE_MANAGER]
    expected = dict(
        zip(
            (person.pk for person in review.obligatory()),
            roles,
            strict=False,
        )
    )
    there = {each.person_id: each for each in review.participants.select_related("person")}
    for person in review.obligatory():
        there.setdefault(person.pk, Participant(review=review, person=person))
    for person_id, each in there.items():
        role = expected.get(person_id, Participant.Role.OTHER)
        # Whoever is new here is a guest until this says otherwise.
        if each.role != role:
            each.role = role
            each.save()


def carry_actions(review):
    """Carry every open action of the account into the review; those already carried stay as they
    are.
    """
    there = review.carried.values("action")
    actions = Action.with_private.open().filter(account=review.account_id).exclude(pk__in=there)
    private = Q(about=None) | Q(about=review.manager_id)
    rows = [
        CarriedAction(review=review, action=a, was_due_on=a.due_on) for a in actions.filter(private)
    ]
    create_all(CarriedAction, rows)


def choose_questions(review, previous):
    """Choose a few questions under each heading: first what went unanswered last time, then what
    was asked least.
    """
    left = (
        set(previous.answers.filter(answered_at=None).values_list("question", flat=True))
        if previous
        else set()
    )
    asked = Count("answers", filter=Q(answers__review__account=review.account_id))
    chosen = {}
    for question in (
        BankQuestion.objects.filter(active=True).annotate(asked=asked).order_by("number")
    ):
        chosen.setdefault(question.heading, []).append(question)
    for questions in chosen.values():
        questions.sort(
            key=lambda q: (
                q.pk not in left,
                q.asked,
                q.number,
            )
        )
    asked_now = [
        question for questions in chosen.values() for question in questions[:QUESTIONS_A_HEADING]
    ]
    create_all(Answer, [_asked(review, question, left) for question in asked_now])


def _asked(review, question, left):
    asked_before = question.pk in left
    return Answer(
        review=review,
        question=question,
        asked_before=asked_before,
        restricted=question.restricted,
    )
