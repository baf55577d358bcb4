"""What a cell that names another row means: one dictionary a reference, near-misses as
questions.
"""

import difflib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from accountfile.core.models.search import plain
from accountfile.importing.headers import squeezed
from accountfile.importing.plan import Doubt
from accountfile.importing.stages import Pending

SEVERAL = object()
MOST_DOUBTS = 40
NEAR = 0.82


@dataclass(frozen=True)
class Meaning:
    """What the texts of one reference point at, and why rows with any other text are refused."""

    field: Any
    targets: dict
    reasons: dict

    def refuses(self, record):
        """Say whether a record has a text that points at nothing."""
        return record[self.field.name] in self.reasons


class Known:
    """Every way to name the rows that one reference may point at."""

    def __init__(self, field):
        self.field = field
        self.pks: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        self.own: dict[str, Any] = {}
        self.refused: dict[str, Pending] = {}
        self.titles: list[str] = []
        for pk, texts in field.refers.load():
            self.titles.append(texts[0])
            for words, text in _worded(texts):
                self.pks[words] = pk if self.pks.get(words, pk) == pk else SEVERAL
                self.names.setdefault(words, text)

    def add_own(self, record, named_by, is_refused):
        """Know a row of the file itself by every text that may name it."""
        row = Pending(line=record.number)
        for words, text in _worded(record[name] for name in named_by):
            if is_refused:
                self.refused.setdefault(words, row)
                continue
            # Without an id the second row of a name is refused as a double, so the first is
            # meant.
            twice = words in self.own and record["external_id"]
            self.own[words] = SEVERAL if twice else self.own.get(words, row)
            self.names.setdefault(words, text)

    def meaning(self, text):
        """Return what a text means: a primary key, a Pending, SEVERAL, or None where nobody
        knows.
        """
        target = self._target(plain(text))
        # The whole text comes first: a name may have a semicolon of its own, and of several ids
        # the first counts.
        if not target and ";" in text:
            first, *_ = text.split(";")
            target = self._target(plain(first))
        refers = self.field.refers
        if not target and refers.make and refers.makes(text):
            return Pending(field=self.field.name, text=text)
        return target or None

    def _target(self, words):
        return self.own.get(words) or self.pks.get(words) or self.refused.get(words)


def _worded(texts):
    return [(plain(text), text) for text in texts if text]


def resolve(kind, records, wishes):
    """Return the records with what each reference points at in place of its text, and the Doubts
    about texts that nobody knows.
    """
    meanings: list[Meaning] = []
    doubts = []
    for field in kind.fields:
        named = [record[field.name] for record in records] if field.refers else []
        texts = Counter(text for text in named if text is not None)
        # To know every row that may be meant is a statement, which a blank column does not need.
        if texts:
            known = _known(field, kind, records, meanings)
            meaning, more = _meaning(known, texts, wishes)
            meanings.append(meaning)
            doubts += more
    return [_pointing(record, meanings) for record in records], doubts


def _known(field, kind, records, meanings):
    """Return what is Known of a field, by the meanings of those before it."""
    known = Known(field)
    for record in records if field.refers.own else ():
        is_refused = record.problems or any(each.refuses(record) for each in meanings)
        known.add_own(record, kind.named_by, is_refused)
    return known


def _meaning(known, texts, wishes):
    """Return the Meaning of the texts of a field, and the Doubts about them."""
    field = known.field
    found = {text: known.meaning(text) for text in texts}
    doubts = _unknown(known, texts, found)
    reasons = _reasons(field, found, doubts)
    if field.refers.becomes:
        doubts += _new(known, texts, found, wishes)
    targets = {text: target for text, target in found.items() if text not in reasons}
    return Meaning(field, targets, reasons), doubts


def _pointing(record, meanings):
    """Return a record that points at what its texts mean, refused for one that means nothing."""
    values = {}
    refusals = []
    for meaning in meanings:
        name = meaning.field.name
        if record[name] is not None:
            values[name] = meaning.targets.get(record[name])
        if meaning.refuses(record):
            refusals.append(record.refusal(name, meaning.reasons[record[name]]))
    pointing = record.with_values(values) if values else record
    return pointing.refused(*refusals) if refusals else pointing


def _unknown(known, texts, targets):
    """Return a Doubt for each of the most frequent unknown texts that nearly is a known name."""
    unknown = Counter({text: rows for text, rows in texts.items() if targets[text] is None})
    doubts = []
    for text, rows in unknown.most_common(MOST_DOUBTS):
        proposal = nearest(text, known.names)
        if proposal:
            doubts.append(Doubt(known.field.name, text, proposal, rows, refused=True))
    return doubts


def _reasons(field, targets, doubts):
    """Return ``{text: why its rows are refused}`` for the texts that mean nothing or several
    rows.
    """
    meant = {doubt.text: doubt.proposal for doubt in doubts}
    noun = field.refers.noun
    reasons = {}
    for text, target in targets.items():
        if target is SEVERAL:
            reasons[text] = f"several {noun}s are called “{text}”: name this one by its external id"
        elif target is None:
            asked = f": did you mean “{meant[text]}”?" if text in meant else ""
            reasons[text] = f"unknown {noun} “{text}”{asked}"
    return reasons


def _new(known, texts, targets, wishes):
    """Yield a Doubt for each text that would become a row of its own and that nobody has been asked
    about.
    """
    field = known.field
    counts: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for text, rows in texts.items():
        if isinstance(targets[text], Pending) and targets[text].text:
            counts[plain(text)] += rows
            # Each is shown as the first row of the file spells it.
            spelt.setdefault(plain(text), text)
    for words, rows in counts.most_common(MOST_DOUBTS):
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
