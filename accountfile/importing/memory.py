"""What earlier imports have taught: which column means what, which spelling stands for what."""

import hashlib

from accountfile.core.models import Alias, Batch, Mapping, plain
from accountfile.importing.headers import shape


def aliases():
    """Return ``{(field, plain text): text}``."""
    known = Alias.objects.values_list("field", "words", "stands_for")
    return {(field, words): meant for field, words, meant in known}


def finished():
    """Return which imports are stored and which are undone by now."""
    ended = Batch.objects.filter(state__in=(Batch.State.DONE, Batch.State.UNDONE))
    return list(ended.values_list("pk", "state"))


def mapping_of(kind, shape):
    """Return the remembered Mapping of files with these headers, or None."""
    return Mapping.objects.filter(kind=kind.name, digest=_digest(shape)).first()


def remember_alias(field, text, stands_for):
    """Keep what a spelling stands for; the latest answer counts."""
    Alias.objects.update_or_create(
        field=field, words=plain(text), defaults={"text": text, "stands_for": stands_for}
    )


def remember_mapping(kind, headers, columns, dates):
    """Keep which column means what in files with these headers."""
    words = shape(headers)
    Mapping.objects.update_or_create(
        kind=kind.name,
        digest=_digest(words),
        defaults={"shape": words, "columns": columns, "dates": dates},
    )


def _digest(words):
    # Two hundred headers are longer than a column that can be looked up in.
    return hashlib.sha256(words.encode()).hexdigest()
