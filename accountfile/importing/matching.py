"""Which rows of a file are there already, which come twice, and what differs."""

from accountfile.importing.kinds import Record, comparable

CHUNK = 500


def match(kind, records):
    """Give each record the stored row it means; refuse the ambiguous and those that come twice."""
    good = [record for record in records if not record.problems]
    by_id = _rows_by_id(kind, good)
    by_key = _keys(kind, good)
    wanted = {}
    for record in good:
        pk = by_id.get(record["external_id"]) or _by_key(kind, record, by_key)
        if pk:
            wanted[record] = pk
    rows: dict[int, object] = {}
    pks = list(dict.fromkeys(wanted.values()))
    for start in range(0, len(pks), CHUNK):
        rows |= kind.stored().in_bulk(pks[start : start + CHUNK])
    for record, pk in wanted.items():
        record.found = rows.get(pk)
    _refuse_doubles(kind, good)


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
    key = kind.key_of(record) if kind.key else None
    same = by_key.get(key, ()) if key else ()
    if record["external_id"]:
        # The same name under another external id is another row.
        same = [row for row in same if row[1] is None]
    if len(same) > 1:
        record.refuse(
            kind.key[0],
            f"several {kind.plural} are called so: give the external id",
        )
        return None
    if same:
        return same[0][0]
    return None


def _refuse_doubles(kind, records):
    first: dict[tuple, Record] = {}
    for record in records:
        if record.problems:
            continue
        identities = list(_identities(kind, record))
        doubles = [each for each in identities if each[2] and each[0] in first]
        if doubles:
            what, field_name, _ = doubles[0]
            earlier = first[what].number
            record.refuse(field_name, f"the same {kind.noun} stands in row {earlier} already")
            continue
        for what, _, _ in identities:
            first.setdefault(what, record)


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
    """Return ``{record: {attribute: value}}`` for the records that say something else than the
    stored row.
    """
    changes = {}
    for record in records:
        if record.problems or record.found is None:
            continue
        said = kind.attributes(record)
        new = {name: value for name, value in said.items() if getattr(record.found, name) != value}
        if new:
            changes[record] = new
    return changes
