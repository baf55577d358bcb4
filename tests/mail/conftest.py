import pytest

from accountfile.mail import services
from tests.processes import mail_by_smtp, smtp_server  # noqa: F401


@pytest.fixture
def write(db):
    """Post a plain letter to somebody."""

    def post(person, key="hello", **more):
        words = {
            "subject": "The review is on Thursday",
            "text": "Two inputs are missing.\n",
            "kind": "reminder",
        }
        words["why"] = "You manage this account."
        return services.post(key=key, to_person=person, **words | more)

    return post
