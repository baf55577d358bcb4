"""What a cell that names another row means: one dictionary a reference, near-misses as questions,
no circles.
"""

import difflib
from collections import Counter
from typing import Any

from django.db.models import Count

from accountfile.core.models.search import plain
from accountfile.importing.headers import squeezed
from accountfile.importing.kinds import Pending
from accountfile.importing.plan import Doubt

SEVERAL = object()
MOST_DOUBTS = 40
NEAR = 0.82


class Known:
    """Every way to name the rows that one reference may point at."""

    def __init__(self, reference, kind, records):
        self.pks: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        self.own: dict[str, Any] = {}
        self.refused: dict[str, Pending] = {}
        self.titles: list[str] = []
        for pk, texts in reference.load():
            self.titles.append(texts[0])
            for words, text in _worded(texts):
                self.pks[words] = pk if self.pks.get(words, pk) == pk else SEVERAL
                self.names.setdefault(words, text)
        if reference.own:
            for record in records:
                self._add_own(record, kind.named_by)

    def _add_own(self, record, named_by):
        """Know a row of the file itself by every text that may name it."""
        for words, text in _worded(record[name] for name in named_by):
            if record.problems:
                self.refused.setdefault(words, Pending(record=record))
                continue
            # Without an id the second row of a name is refused as a double, so the first is
            # meant.
            twice = words in self.own and record["external_id"]
            self.own[words] = SEVERAL if twice else self.own.get(words, record)
            self.names.setdefault(words, text)

    def find(self, text):
        """Return the primary key, a Pending, SEVERAL, or None; of several ids with semicolons the
        first counts.
        """
        target = self._target(plain(text))
        # The whole text comes first: a name may have a semicolon of its own.
        if not target and ";" in text:
            first, *_ = text.split(";")
            target = self._target(plain(first))
        return target or None

    def _target(self, words):
        if words in self.own:
            if self.own[words] is SEVERAL:
                return SEVERAL
            return Pending(record=self.own[words])
        return self.pks.get(words) or self.refused.get(words)


def _worded(texts):
    return [(plain(text), text) for text in texts if text]


def resolve(kind, records, wishes):
    """Turn the text of each reference into what it points at; return the Doubts about texts that
    nobody knows.
    """
    doubts = []
    for field in kind.fields:
        if not field.refers:
            continue
        naming = [record for record in records if record[field.name] is not None]
        # To know every row that may be meant is a statement, which a blank column does not need.
        if naming:
            known = Known(field.refers, kind, records)
            unknown: Counter[str] = Counter()
            for record in naming:
                _point(
                    record,
                    field,
                    record[field.name],
                    known,
                    unknown,
                )
            doubts += _explain(records, field, known, unknown)
            if field.refers.becomes:
                doubts += _new(records, field, known, wishes)
    return doubts


def _point(record, field, text, known, unknown):
    target = known.find(text)
    if target is SEVERAL:
        target = None
        record.refuse(
            field.name,
            f"several {field.refers.noun}s are called “{text}”: name this one by its external id",
        )
    elif target is None and field.refers.make and field.refers.makes(text):
        target = Pending(text=text)
    elif target is None:
        unknown[text] += 1
        target = Unknown(text)
    record.values[field.name] = target


class Unknown(str):
    """A text that names nothing known; it is refused as soon as all such texts have been looked
    at.
    """


def _explain(records, field, known, unknown):
    """Refuse the rows with an unknown text, naming what may be meant; return that as Doubts."""
    doubts = []
    meant = {}
    for text, rows in unknown.most_common(MOST_DOUBTS):
        proposal = nearest(text, known.names)
        if proposal:
            meant[text] = proposal
            doubts.append(Doubt(field.name, text, proposal, rows, refused=True))
    for record in records:
        text = record[field.name]
        if isinstance(text, Unknown):
            asked = f": did you mean “{meant[text]}”?" if text in meant else ""
            record.values[field.name] = None
            record.refuse(
                field.name,
                f"unknown {field.refers.noun} “{text}”{asked}",
            )
    return doubts


def _new(records, field, known, wishes):
    """Yield a Doubt for each text that would become a row of its own and that nobody has been asked
    about.
    """
    values = [record[field.name] for record in records]
    waiting = [value for value in values if isinstance(value, Pending)]
    texts = [value.text for value in waiting if value.text]
    # Reversed, so that each is shown as the first row of the file spells it.
    spelt = {plain(text): text for text in reversed(texts)}
    for words, rows in Counter(map(plain, texts)).most_common(MOST_DOUBTS):
        if (field.name, words) not in wishes.aliases:
            becomes = field.refers.becomes(spelt[words])
            yield Doubt(
                field.name,
                spelt[words],
                "",
                rows,
                False,
                tuple(known.titles),
                becomes,
            )


def nearest(text, names):
    """Return the name, by its plain form, that this text nearly is, or None."""
    words = plain(text)
    tight = squeezed(words)
    for candidate, name in names.items():
        if squeezed(candidate) == tight and tight:
            return name
    # Comparing letter by letter is slow: only what begins alike and is about as long can be near.
    alike = [candidate for candidate in names if candidate[:1] == words[:1]]
    close = [candidate for candidate in alike if abs(len(candidate) - len(words)) <= 3]
    found = difflib.get_close_matches(words, close, 1, NEAR)
    if found:
        return names[found[0]]
    return None


def doubt_free_text(kind, records, wishes):
    """Return Doubts about sectors, countries and the like that nearly are a known word."""
    doubts = []
    for field in kind.fields:
        if not field.asked:
            continue
        texts = [record[field.name] for record in records]
        counts = Counter(text for text in texts if text)
        if counts:
            stored = _stored_words(kind, field)
            doubts += _near_words(field, counts, stored, wishes)
    return doubts[:MOST_DOUBTS]


def _stored_words(kind, field):
    rows = kind.stored().order_by().values_list(field.attribute).annotate(Count("pk"))
    return {text: times for text, times in rows if text}


def _near_words(field, counts, stored, wishes):
    settled = {plain(word): word for word in field.words}
    for text, rows in counts.most_common(200):
        if plain(text) in settled or (field.name, plain(text)) in wishes.aliases:
            continue
        frequent = Counter(stored) + counts
        # A spelling is a slip only beside one that is three times as common.
        enough = 3 * frequent[text]
        better = {plain(each): each for each, times in frequent.items() if times >= enough}
        proposal = nearest(text, settled | better)
        if proposal:
            yield Doubt(field.name, text, proposal, rows, refused=False)


def settle(records):
    """Turn what waits for a row of the file into the row that was found for it."""
    for record in records:
        for name, value in record.values.items():
            target = value.record if isinstance(value, Pending) else None
            if target is not None and target.found is not None:
                record.values[name] = target.found.pk


def refuse_dangling(kind, records):
    """Refuse rows that point at a row of the same file that was refused itself, until nothing
    changes.
    """
    changed = True
    while changed:
        changed = False
        for record in records:
            for name, value in record.values.items():
                target = value.record if isinstance(value, Pending) else None
                if target is not None and target.problems and not record.problems:
                    noun = kind.field(name).refers.noun
                    record.refuse(
                        name,
                        f"the {noun} “{target['name']}” is refused itself, in row {target.number}",
                    )
                    changed = True


def refuse_circles(kind, field, records):
    """Refuse rows by which a row would stand above itself."""
    attribute = field.attribute
    above = dict(kind.stored().exclude(**{attribute: None}).values_list("pk", attribute))
    by_place = {}
    for record in records:
        if not record.problems and record[field.name] is not None:
            here = record.found.pk if record.found is not None else record
            value = record[field.name]
            above[here] = value.record if isinstance(value, Pending) else value
            by_place[here] = record
    safe: set = set()
    # From each row upwards until the top, a row known to be safe, or one met on the way.
    for start in list(by_place):
        path: dict[object, int] = {}
        here = start
        while here is not None and here not in safe and here not in path:
            path[here] = len(path)
            here = above.get(here)
        # What was met twice begins the circle; the rows that lead into it are not part of it.
        circle = list(path)[path.get(here, len(path)) :]
        for place in circle:
            if place in by_place:
                reason = f"would stand above itself by this {field.label.lower()}"
                by_place[place].refuse(field.name, reason)
        safe.update(path)
