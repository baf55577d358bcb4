"""The mails of a review, as they are written into the outbox."""

from django.conf import settings
from django.urls import reverse

from accountfile.core.models import Action
from accountfile.mail import services as mail


def post_pack(entry):
    """Write the letter that carries a pack to one person; it waits until the pack is printed."""
    pack, person = entry.pack, entry.person
    review = pack.review
    why = f"You get this because you are on the distribution list of the review of {review.account}."
    context = {
        "client": review.account.name,
        "review": review,
        "pack": pack,
        "person": person,
        "to_name": person.name,
        "actions": Action.objects.open().filter(account=review.account_id, owner=person)[:10],
        "button_url": settings.SITE_URL + reverse("reviews:review", args=[review.account_id, review.pk]),
        "button_text": "Open the review",
        "why": why,
    }
    subject, text, html = mail.compose("reviews/mail/pack", context)
    return mail.post(
        key=entry.key,
        to_person=person,
        subject=subject,
        text=text,
        html=html,
        kind="pack",
        why=why,
        account_id=review.account_id,
        waits_for=pack.waits_for,
    )
