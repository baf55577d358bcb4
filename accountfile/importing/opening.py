"""What holds for every kind: an import, or undoing one, opens no stored row to whoever does it."""

from contextlib import contextmanager

from accountfile.core.models import current_act
from accountfile.importing.kinds import Refused

OPENED = (
    "This would open rows to you that are closed to you now: somebody who opens them has to "
    "import them."
)
CHUNK = 500


@contextmanager
def opening_nothing(model, pks):
    """Refuse what is done inside, a transaction, if one of these rows can be read afterwards that
    could not before.
    """
    by = current_act().person
    if by is None or not hasattr(model.objects, "visible_to"):
        yield
        return
    closed = set(pks) - _seen(model, by, pks)
    yield
    if _seen(model, by, sorted(closed)):
        raise Refused(OPENED)


def _seen(model, by, pks):
    seen: set[int] = set()
    for start in range(0, len(pks), CHUNK):
        seen |= set(
            model.objects.visible_to(by)
            .filter(pk__in=pks[start : start + CHUNK])
            .values_list("pk", flat=True)
        )
    return seen
