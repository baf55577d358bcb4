"""Which column means what: the headers that each field declares, and a guess for those nobody
foresaw.
"""

import difflib
import re

from accountfile.core.models.search import plain

JOINT = " + "  # between two columns that together make one value


def squeezed(words):
    """Return a header as it is compared: no case, no accents, letters and digits alone; # is a
    number.
    """
    return re.sub(
        r"[\W_]",
        "",
        plain(words.replace("#", " number")),
    )


def without_unit(words):
    """Return a header without what it says of units: Amount (EUR), Revenue in USD."""
    return re.sub(
        r"[(\[].*?[)\]]|\b(in )?(eur|usd|gbp|chf)\b|[€$£%]|\bnetto\b|\bnet\b",
        " ",
        words,
        flags=re.IGNORECASE,
    )


def known_headers(field):
    """Return every squeezed header of a field, the likeliest first."""
    headers = [field.name, *field.headers.split(", ")]
    return list(dict.fromkeys(squeezed(each) for each in headers if each))


def guess(kind, headers):
    """Return ``{field: header}`` for the columns whose meaning is known or likely; each column
    means one thing.
    """
    columns: dict[str, str] = {}
    for header in headers:
        columns.setdefault(squeezed(header), header)
    # Without the unit in a second round: a header that is known as it is comes first.
    for header in headers:
        columns.setdefault(squeezed(without_unit(header)), header)
    known = {field.name: known_headers(field) for field in kind.fields}
    ranked = []
    for place, (name, each) in enumerate(known.items()):
        for rank, words in enumerate(each):
            if words in columns:
                ranked.append((rank, place, name, columns[words]))
    # By rank, then by field: what one field likes best is not taken by another that likes it less.
    ranked.sort()
    found = {}
    used = set()
    for _, _, name, header in ranked:
        if name not in found and header not in used:
            found[name] = header
            used.add(header)
    _guess_the_rest(kind, known, columns, found, used)
    _guess_joined(kind, columns, found)
    return {field.name: found[field.name] for field in kind.fields if field.name in found}


def _guess_the_rest(kind, known, columns, found, used):
    """Add near misses, such as "Acount Name", for fields without a column."""
    for field in kind.fields:
        if field.name in found:
            continue
        free = [words for words, header in columns.items() if header not in used]
        # Short ones are near to too much: "id" to "kid", "rep" to "rap".
        long = [each for each in known[field.name] if len(each) > 4]
        near = []
        for each in long:
            near += difflib.get_close_matches(each, free, 1, 0.88)
        if near:
            found[field.name] = columns[near[0]]
            used.add(columns[near[0]])


def _guess_joined(kind, columns, found):
    """Add the columns that together make the value of a field without a column of its own."""
    for field in kind.fields:
        parts = [squeezed(each) for each in field.joined_from]
        if parts and field.name not in found and set(parts) <= set(columns):
            found[field.name] = JOINT.join(columns[each] for each in parts)


def column_of_deleted(headers):
    """Return the column that marks deleted rows, or None."""
    return next(
        (header for header in headers if squeezed(header) == "isdeleted"),
        None,
    )


def unread(headers, columns):
    """Return the headers of the columns that no field is read from."""
    read = {column_of_deleted(headers)}
    for column in columns.values():
        read |= {column, *column.split(JOINT)}
    return [header for header in headers if header not in read]


def shape(headers):
    """Return what makes two files the same kind of file: their headers, in whatever order and
    spelling.
    """
    return " | ".join(sorted(squeezed(header) for header in headers))
