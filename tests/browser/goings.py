"""What has happened since the sample company began: a review is being held; runs inside the
product.
"""

from accountfile.people.models import User
from reviews.models import Review
from reviews.services import hold_review, prepare_review


def hold_a_review():
    """Sit down to the review that stands longest."""
    late = Review.objects.planned().filter(state=Review.State.PROPOSED).earliest("planned_on")
    line_manager = User.objects.get(pk=late.account.account_manager.line_manager_id)
    prepare_review(review=late, by=line_manager)
    hold_review(review=late, by=line_manager, held_on=line_manager.today())
