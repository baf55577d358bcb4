"""What every row inside a review has in common: it changes under the review's lock, and only until
the sign-off.
"""

from django.db import transaction
from django.db.models import Q

from accountfile.base.addresses import reverse
from accountfile.core.models import OfAccountQuerySet, Tracked
from accountfile.core.sections import Heading
from reviews.models.review import Review, WrongStep

# Between the account manager and the line above.
PRIVATE_ITEM = Heading.ACCOUNT_MANAGER


def must_still_be_open(review):
    """Refuse a change to what was written into a review that is signed off or cancelled."""
    if not review.is_open:
        raise WrongStep(
            f"This review is {review.get_state_display()}: nothing in it changes any more."
        )


class OfReviewQuerySet(OfAccountQuerySet):
    """The words that every row of a review understands."""

    def internal(self):
        """Leave out what is private, whoever asks: what goes to everybody is made of these."""
        return self.exclude(self.model.PRIVATE)

    def private(self):
        return self.filter(self.model.PRIVATE)

    def readable_by(self, user):
        """Leave out what is private to the account manager of that review and the line above,
        unless it is for them.
        """
        if user.sees_everything:
            return self
        line = user.lines_down.values("junior")
        nobodys = Q(review__manager=None, review__account__account_manager__in=line)
        return self.filter(~self.model.PRIVATE | Q(review__manager__in=line) | nobodys)

    def visible_to(self, user):
        return super().visible_to(user).readable_by(user)


class OfReview(Tracked):
    """Belongs to a review and through it to one file; the pack freezes it, so it is locked together
    with the review.
    """

    account_path = "review__account"
    # Which of these rows are private, for a query; ``is_private`` says the same of one row.
    PRIVATE = Q(pk__in=[])

    class Meta:
        abstract = True

    @property
    def is_frozen(self):
        return not self.review.is_open

    @property
    def is_private(self):
        return False

    @property
    def audience(self):
        return "private" if self.is_private else "internal"

    @property
    def about_id(self):
        return self.review.manager_id if self.is_private else None

    @property
    def place(self):
        """Return where on the review's page it is found: the end of an address."""
        return ""

    def get_absolute_url(self):
        return reverse("reviews:review", args=[self.review.account_id, self.review_id]) + self.place

    def clean(self):
        super().clean()
        must_still_be_open(self.review)

    def save(self, *args, **kwargs):
        with transaction.atomic():
            must_still_be_open(Review.objects.locked(self.review_id))
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            must_still_be_open(Review.objects.locked(self.review_id))
            return super().delete(*args, **kwargs)
