"""One import from the file to the plan: nothing is written here, so a dry run and the run itself
see the same.
"""

from copy import copy

from accountfile.base.clock import house_day
from accountfile.core.models import plain
from accountfile.importing import matching, memory, pointing, resolving
from accountfile.importing.headers import JOINT, guess, shape, squeezed, unread
from accountfile.importing.kinds import Refused
from accountfile.importing.plan import Plan, Wishes
from accountfile.importing.records import read_records
from accountfile.importing.stages import Pending, refuse
from accountfile.importing.texts import read_csv
from accountfile.importing.workbook import is_workbook, read_workbook


def read_tables(data, sheet=""):
    """Yield the tables of a file: one of a text file, one a sheet of a workbook."""
    if not data.strip(b" \t\r\n\0"):
        raise Refused("The file is empty.")
    if is_workbook(data):
        yield from read_workbook(data, sheet)
    elif sheet:
        raise Refused(f"The file is no workbook, so it has no sheet “{sheet}”.")
    else:
        yield read_csv(data)


def fitting_table(kind, data, sheet="", mapping=None):
    """Return the named sheet, else one named for the kind that has what it needs, else any that
    has, else the first.
    """
    tables = list(read_tables(data, sheet))
    if not tables:
        raise Refused("The file is empty.")
    titles = [kind.plural, *kind.sheets]
    for table in sorted(
        tables,
        key=lambda each: plain(each.sheet) not in titles,
    ):
        known = set(guess(kind, table.headers))
        for name, column in (mapping or {}).items():
            if column_named(column, table.headers):
                known.add(name)
        required = {field.name for field in kind.fields if field.required}
        if required <= known:
            return table
    return tables[0]


def column_named(column, headers):
    """Return the header that is meant by a column's name, or by several joined by " + "; None if
    there is none.
    """
    if column in headers or not column:
        return column or None
    parts = []
    # People write the names by hand: each part may differ in case, blanks and accents.
    for part in column.split(JOINT.strip()):
        same = [header for header in headers if header == part.strip()]
        same = same or [header for header in headers if squeezed(header) == squeezed(part)]
        if not same:
            return None
        parts.append(same[0])
    return JOINT.join(parts)


def complete_mapping(kind, headers, given, remembered=None):
    """Return ``{field: column}``: what was given, what was remembered of such a file, else what can
    be guessed.
    """
    chosen = {}
    for name, column in given.items():
        if kind.field(name) is None:
            fields = ", ".join(field.name for field in kind.fields)
            raise Refused(f"“{name}” is no field of {kind.plural}: the fields are {fields}.")
        chosen[name] = column_named(column, headers) if column else ""
        if chosen[name] is None:
            raise Refused(f"The file has no column “{column}”. Its columns are {listed(headers)}.")
    base = remembered if remembered is not None else guess(kind, headers)
    # A column means one thing: what was given takes it away from what was guessed.
    taken = set(chosen.values())
    mapping = {}
    for name, column in base.items():
        if name not in chosen and column not in taken:
            mapping[name] = column
    # "" says that a field is not in the file, which also keeps it from being guessed.
    return mapping | {name: column for name, column in chosen.items() if column}


def listed(headers):
    """Return the headers of a file in a sentence, the first twenty of many."""
    names = ", ".join(headers[:20])
    if len(headers) > 20:
        return f"{names} and {len(headers) - 20} more"
    return names


def require_columns(kind, mapping, headers):
    """Refuse a file without a column for something that every row must say."""
    absent = [field for field in kind.fields if field.required and field.name not in mapping]
    if absent:
        raise Refused(
            f"The file has no column for the {absent[0].label.lower()} of the {kind.noun}. Its "
            f"columns are {listed(headers)}; say which one it is."
        )


def make_plan(kind, table, wishes, progress=lambda done, total: None):
    """Return what would become of each row of the table; ``progress`` hears how many are read."""
    finished = memory.finished()
    kind.today = house_day()
    require_columns(kind, wishes.mapping, table.headers)
    kind.begin()
    records, unsure = read_records(kind, table, wishes, progress)
    records, doubts = resolving.resolve(kind, records, wishes)
    records = matching.match(kind, records)
    records = pointing.settle(kind, records)
    records = refuse(records, kind.check(records))
    records = refuse(records, unfit(kind, records))
    records = pointing.without_loose_ends(kind, records)
    doubts += resolving.doubt_free_text(kind, records, wishes)
    return Plan(
        kind,
        wishes,
        records,
        changes=matching.differences(kind, records),
        doubts=doubts,
        unsure_dates=unsure,
        unread=unread(table.headers, wishes.mapping),
        finished=finished,
    )


def unfit(kind, records):
    """Yield a Refusal of each row that would not keep the rules of its model, as it would be
    stored.
    """
    by_attribute = {field.attribute: field.name for field in kind.fields}
    for record in records:
        if record.problems:
            continue
        said = kind.attributes(record)
        # What does not fit its column cannot be judged beside the other values.
        faults = kind.model.faults_in(said) or _as_stored(kind, record, said).judge()
        for name, sentence in faults.items():
            yield record.refusal(by_attribute.get(name, ""), sentence)


def _as_stored(kind, record, said):
    """Return the row that a record would become, without what will only exist by then."""
    row = copy(record.found) if record.found else kind.model()
    for name, value in said.items():
        if not isinstance(value, Pending):
            setattr(row, name, value)
    return row


def understood(kind, data, *, sheet="", given=None, aliases=None, dates="", memory=None):
    """Return the fitting table of a file and the Wishes for it, remembered ones included."""
    table = fitting_table(kind, data, sheet, given)
    known = memory.mapping_of(kind, shape(table.headers)) if memory else None
    remembered = None
    if known:
        # The same shape may be spelt anew: look the columns up under their names of today.
        remembered = {}
        for name, column in known.columns.items():
            remembered[name] = column_named(column, table.headers)
        dates = dates or known.dates
    mapping = complete_mapping(kind, table.headers, given or {}, remembered)
    corrections = (memory.aliases() if memory else {}) | (aliases or {})
    return table, Wishes(mapping, corrections, dates)
