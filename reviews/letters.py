"""The mails of a review, as they are written into the outbox."""

from django.conf import settings
from django.urls import reverse

from accountfile.core.models import Action
from accountfile.mail import services as mail


def post_pack(entry):
    """Write the letter that carries a pack to one person; it waits until the pack is printed."""
    pack, person = entry.pack, entry.person
    review = pack.review
    why = (
        f"You get this because you are on the distribution list of the review of {review.account}."
    )
    if pack.is_private:
        why = (
            f"You get this because you are the account manager of {review.account}, or in the "
            "line above."
        )
    context = {
        "client": review.account.name,
        "review": review,
        "pack": pack,
        "person": person,
        "to_name": person.name,
        "actions": open_actions(pack, person)[:10],
        "button_url": settings.SITE_URL
        + reverse("reviews:review", args=[review.account_id, review.pk]),
        "button_text": "Open the review",
        "why": why,
    }
    subject, text, html = mail.compose(
        "reviews/mail/annex" if pack.is_private else "reviews/mail/pack", context
    )
    return mail.post(
        key=entry.key,
        to_person=person,
        subject=subject,
        text=text,
        html=html,
        # Nobody but its receiver reads a letter of this kind.
        kind="annex" if pack.is_private else "pack",
        why=why,
        account_id=review.account_id,
        waits_for=pack.waits_for,
    )


def open_actions(pack, person):
    """Return what the person has promised for the account: in the annex what is private, in the
    pack what is not.
    """
    rows = Action.with_private.filter(about=pack.review.manager_id, about__isnull=False)
    rows = rows if pack.is_private else Action.objects.all()
    return rows.open().filter(account=pack.review.account_id, owner=person)
