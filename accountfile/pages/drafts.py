"""What somebody is typing, kept for them alone: which form it belongs to, and what of it may be
kept.
"""

import hashlib
from dataclasses import astuple, dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core import signing

from accountfile.core.models import Draft, Press

SALT = "accountfile.drafts"
# A page may lie open over a weekend and a holiday; after that it is asked for anew.
OPEN_FOR = timedelta(days=7)
# Forty questions of two thousand letters each, twice: as they were read and as they are answered.
LONGEST = 400_000
MOST_ON_OFFER = 200
NOT_TYPED = {"csrfmiddlewaretoken", "press", "draft", "next"}
KEY_FIELD = Draft._meta.get_field("page")


@dataclass(frozen=True)
class Place:
    """Whose form it is, the address that its words go to, and the page on which it is drawn."""

    person_id: int
    address: str
    page: str

    @property
    def key(self):
        """The address as the column takes it: two forms of one page post to two addresses, and so
        have two drafts.
        """
        if len(self.address) <= KEY_FIELD.max_length:
            return self.address
        return hashlib.sha256(self.address.encode()).hexdigest()

    @property
    def signed(self):
        """The place as a form carries it: nobody else can make one, and it names the person even
        when signed out.
        """
        return signing.dumps(astuple(self), salt=SALT, compress=True)


def address_of(action):
    """Return the address that a form posts to without what says only where to go afterwards."""
    parts = urlsplit(action)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != "next"]
    if asked:
        return f"{parts.path}?{urlencode(asked)}"
    return parts.path


def place_of(request):
    """Return the place that a posted form says it stands at, or None where it says nothing that we
    have signed.
    """
    try:
        return Place(
            *signing.loads(
                request.POST.get("draft", ""),
                salt=SALT,
                max_age=OPEN_FOR,
            )
        )
    except (signing.BadSignature, TypeError, ValueError):
        return None


def typed(data):
    """Return ``{name: values}`` of what was typed; never a password, and without what no database
    takes.
    """
    return {
        name: [value.replace("\0", "") for value in values]
        for name, values in data.lists()
        if name not in NOT_TYPED and "password" not in name.lower()
    }


def keep(place, data):
    """Keep what was typed at this place for its person, and return the draft.

    None where nothing was typed, where it is too long, or where it has been saved meanwhile.
    """
    fields = typed(data)
    if not fields or sum(len(value) for values in fields.values() for value in values) > LONGEST:
        return None
    if Press.number(data) and Press.objects.filter(key=Press.number(data)).exists():
        # Saved while they were still on their way to be drafted.
        return None
    draft, _ = Draft.objects.update_or_create(
        person_id=place.person_id, page=place.key, defaults={"fields": fields}
    )
    return draft


def drop(place):
    """Throw away what was typed at this place."""
    Draft.objects.filter(person=place.person_id, page=place.key).delete()


def on_offer(request):
    """Return ``{key: draft}`` of the reader, fetched once a request however many forms a page
    has.
    """
    if not hasattr(request, "drafts_on_offer"):
        newest = Draft.objects.filter(person=request.user).order_by("-at")[:MOST_ON_OFFER]
        request.drafts_on_offer = {draft.page: draft for draft in newest}
    return request.drafts_on_offer
