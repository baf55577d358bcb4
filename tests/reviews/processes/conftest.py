import pytest

from accountfile.mail.models import Letter
from tests.processes import *  # noqa: F403

CLOSE = """
from datetime import timedelta
from accountfile.people.models import User
from reviews import services
from reviews.models import Review
lena, max = User.objects.get(name="Lena"), User.objects.get(name="Max")
review = Review.objects.order_by("pk").first()
next_on = lena.today() + timedelta(days=90)
services.close_review(review=review, by=lena, next_on=next_on, recipients=[lena, max])
"""


@pytest.fixture
def press(held, line, django_code):
    """Return a function that closes Acme's review in another process, as a press on its page
    does.
    """
    line(held, "They will buy more.")
    return lambda: django_code(CLOSE)


@pytest.fixture
def all_sent(db):
    """Say whether both letters of the pack have left."""
    return lambda: Letter.objects.count() == 2 and not Letter.objects.exclude(state="sent").exists()


@pytest.fixture
def arrived(smtp_server, max, lena):
    """Return how many packs each of the two has received."""

    def counted():
        packs = [
            mail
            for mail in smtp_server.letters
            if "application/pdf" in {p.get_content_type() for p in mail.walk()}
        ]
        return [sum(mail["X-RcptTo"] == person.email for mail in packs) for person in (max, lena)]

    return counted
