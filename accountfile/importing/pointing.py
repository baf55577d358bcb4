"""Rows of a file that point at other rows of the same file: at none that is refused, and in no
circle.
"""

from collections import defaultdict

from accountfile.importing.stages import Pending, refuse


def references_within(kind):
    """Return the fields by which rows of a file may point at each other."""
    return [field for field in kind.fields if field.refers and field.refers.own]


def settle(kind, records):
    """Return the records pointing at the stored row, where one was found for the row of the file
    that they mean.
    """
    found = {}
    for record in records:
        if record.found is not None:
            found[Pending(line=record.number)] = record.found.pk
    for field in references_within(kind):
        name = field.name
        records = [
            record.with_values({name: found[record[name]]}) if record[name] in found else record
            for record in records
        ]
    return records


def without_loose_ends(kind, records):
    """Return the records, refused where they point at a refused row or stand above themselves."""
    # Before the circles, so that a row which stays out anyway closes none; and once more after
    # them, as their rows stay out too.
    records = refuse(records, dangling(kind, records))
    for field in references_within(kind):
        records = refuse(records, circular(kind, field, records))
    return refuse(records, dangling(kind, records))


def dangling(kind, records):
    """Yield a Refusal of each row that points at a refused row of the same file, also by way of
    others.
    """
    pointing = defaultdict(list)  # {Pending: [(record that points there, by which field)]}
    for field in references_within(kind):
        for record in records:
            if not record.problems and isinstance(record[field.name], Pending):
                pointing[record[field.name]].append((record, field))
    refused = [record for record in records if record.problems] if pointing else []
    seen = {record.number for record in refused}
    # The list grows on the way: whoever points at a row that is refused is refused too.
    for target in refused:
        for record, field in pointing[Pending(line=target.number)]:
            if record.number not in seen:
                reason = (
                    f"the {field.refers.noun} “{target['name']}” is refused itself, "
                    f"in row {target.number}"
                )
                yield record.refusal(field.name, reason)
                seen.add(record.number)
                refused.append(record)


def circular(kind, field, records):
    """Yield a Refusal of each row by which a row would stand above itself."""
    attribute = field.attribute
    above = dict(kind.stored().exclude(**{attribute: None}).values_list("pk", attribute))
    by_place = {}
    for record in records:
        if not record.problems and record[field.name] is not None:
            above[record.place] = record[field.name]
            by_place[record.place] = record
    safe: set = set()
    # From each row upwards until the top, a row known to be safe, or one met on the way.
    for start in by_place:
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
                yield by_place[place].refusal(field.name, reason)
        safe.update(path)
