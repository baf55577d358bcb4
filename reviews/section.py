"""What the reviews contribute: when the next one is, what the last one left behind, and who must be
reminded.
"""

from datetime import timedelta

from accountfile.core import sections
from accountfile.core.sections import Job, Searchable
from reviews.models import Minute, ProgressReview, Review


@sections.register
class Reviews(sections.Section):
    """The performance reviews of an account, and its progress reviews with the client."""

    slug = "reviews"
    title = "Performance reviews"
    why = "The regular reviews of the account against its goals and targets."
    icon = "clipboard-document-check"
    desk = ((1, "Reviews", "reviews_desk:list"),)
    jobs = {"reviews.sweep": Job("Prints review packs that wait", timedelta(minutes=5))}
    sums_up = True
    keeps_summary = False


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(
        Review,
        text=lambda row: f"{row.reason} {row.location}",
        place=6,
    )
    yield Searchable(Minute, title=str, text=lambda row: row.text)
    yield Searchable(ProgressReview, text=lambda row: f"{row.minutes} {row.agreed}")
