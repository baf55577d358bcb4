"""What the page of a closed review shows as it was signed, whatever has become of the actions
since.
"""

from reviews.freeze import carried_line, minute_line
from reviews.views.room import titled


def minutes(review, reader, pack, annex):
    """Return the lines this person may read, each with what it said of its action when it was
    signed.

    The lines themselves are locked with their review; an action may change or go afterwards.
    """
    lines = titled(review, reader)
    frozen = {False: _frozen(pack, "minutes"), True: _frozen(annex, "minutes")}
    for is_private, said in frozen.items():
        same = [line for line in lines if line.is_private == is_private]
        said = said if len(said) == len(same) else [minute_line(line) for line in same]
        for line, one in zip(same, said, strict=True):
            line.said = one["action"]
    return lines


def old_actions(review, reader, pack, annex):
    """Return what became of the old actions; without a pack, as it is now."""
    if pack is not None:
        return [*_frozen(pack, "carried"), *_frozen(annex, "carried")]
    rows = review.carried.readable_by(reader).select_related("action__owner")
    return [carried_line(each) for each in rows]


def _frozen(pack, name):
    return pack.data.get(name, []) if pack else []
