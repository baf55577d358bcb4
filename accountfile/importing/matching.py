"""Which rows of a file are there already, which come twice, and what differs."""

from accountfile.importing.kinds import comparable
from accountfile.importing.stages import refuse

CHUNK = 500


def match(kind, records):
    """Return the records with the stored row that each means; refuse the ambiguous and those that
    come twice.
    """
    good = [record for record in records if not record.problems]
    by_id = _rows_by_id(kind, good)
    by_key = _keys(kind, good)
    wanted = {}
    refusals = []
    for record in good:
        pk = by_id.get(record["external_id"])
        pks = [pk] if pk else _by_key(kind, record, by_key)
        if len(pks) == 1:
            wanted[record.number] = pks[0]
        elif pks:
            sentence = f"several {kind.plural} are called so: give the external id"
            refusals.append(record.refusal(kind.key[0], sentence))
    rows = _fetched(kind, wanted.values())
    found = [record.matched(rows.get(wanted.get(record.number))) for record in records]
    found = refuse(found, refusals)
    return refuse(found, _doubles(kind, found))


def _fetched(kind, pks):
    """Return ``{primary key: stored row}``."""
    rows: dict[int, object] = {}
    unique = list(dict.fromkeys(pks))
    for start in range(0, len(unique), CHUNK):
        rows |= kind.stored().in_bulk(unique[start : start + CHUNK])
    return rows


def _rows_by_id(kind, records):
    """Return ``{external id: primary key}`` of the stored rows with an external id of the file."""
    ids = list({record["external_id"] for record in records if record["external_id"]})
    found: dict[str, int] = {}
    for start in range(0, len(ids), CHUNK):
        rows = kind.stored().filter(external_id__in=ids[start : start + CHUNK])
        found |= dict(rows.values_list("external_id", "pk"))
    return found


def _keys(kind, records):
    """Return ``{natural key: [(primary key, external id)]}`` of the stored rows, where the file
    needs it.
    """
    if not kind.key or not records:
        return {}
    names = [kind.field(name).attribute for name in kind.key]
    identified = kind.field("external_id") is not None
    found: dict[tuple | None, list] = {}
    # A second time the number, where the rows have no external id: each line keeps one shape.
    second = "external_id" if identified else "pk"
    for pk, external_id, *values in kind.stored().values_list("pk", second, *names):
        row = (pk, external_id if identified else None)
        found.setdefault(comparable(values), []).append(row)
    return found


def _by_key(kind, record, by_key):
    """Return the primary keys of the rows that go by the natural key of a record."""
    key = kind.key_of(record) if kind.key else None
    same = by_key.get(key, ()) if key else ()
    if record["external_id"]:
        # The same name under another external id is another row.
        same = [row for row in same if row[1] is None]
    return [pk for pk, _ in same]


def _doubles(kind, records):
    """Yield a Refusal of each row that the file has already given above."""
    first: dict[tuple, int] = {}
    for record in records:
        if record.problems:
            continue
        identities = list(_identities(kind, record))
        doubles = [each for each in identities if each[2] and each[0] in first]
        if doubles:
            what, field_name, _ = doubles[0]
            yield record.refusal(
                field_name, f"the same {kind.noun} stands in row {first[what]} already"
            )
            continue
        for what, _, _ in identities:
            first.setdefault(what, record.number)


def _identities(kind, record):
    """Yield what tells rows apart, the field that says it, and whether only one row may have it."""
    by = kind.key[0] if kind.key else "external_id"
    if record.found is not None:
        yield ("row", record.found.pk), by, True
    if record["external_id"]:
        yield ("id", record["external_id"]), "external_id", True
    # Two rows with ids of their own may share a name.
    if kind.key and (key := kind.key_of(record)):
        yield ("key", key), by, not record["external_id"]


def differences(kind, records):
    """Return ``{line number: {attribute: value}}`` of the records that say something else than the
    stored row.
    """
    changes = {}
    for record in records:
        if record.problems or record.found is None:
            continue
        said = kind.attributes(record)
        new = {name: value for name, value in said.items() if getattr(record.found, name) != value}
        if new:
            changes[record.number] = new
    return changes
