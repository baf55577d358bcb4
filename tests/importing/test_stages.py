"""A row of a file goes from stage to stage as a new value, and its file is read once."""

import dataclasses

import pytest

from accountfile.importing import matching, resolving
from accountfile.importing.accounts import Accounts
from accountfile.importing.engine import make_plan, read_tables, understood
from accountfile.importing.plan import Wishes
from accountfile.importing.records import read_records
from accountfile.importing.stages import Pending, Record, Refusal, refuse
from accountfile.importing.storing import store


def said(records):
    return [(dict(record.values), record.problems) for record in records]


def test_resolving_and_matching_leave_what_was_read(acme):
    table = next(read_tables(b"name,parent\nBolt,Acme\nCold,Bolt\nDeep,Nobody\n"))
    read, _ = read_records(Accounts(), table, Wishes({"name": "name", "parent": "parent"}))
    before = said(read)
    resolved, _ = resolving.resolve(Accounts(), read, Wishes())
    assert [row["parent"] for row in resolved] == [acme.pk, Pending(line=2), None]
    matched = matching.match(Accounts(), resolved)
    assert [row.found for row in matched] == [None, None, None]
    assert said(read) == before != said(resolved)


def test_no_stage_can_change_a_record():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Record(1, {}, {}).problems = ("a reason",)


def test_a_refusal_adds_to_those_of_its_own_row():
    records = [Record(1, {}, {}), Record(2, {}, {}, (Refusal(2, "", "first"),))]
    refused = refuse(records, [records[1].refusal("name", "second")])
    assert [[each.reason for each in row.problems] for row in refused] == [[], ["first", "second"]]
    assert refused[0] is records[0]


def test_storing_leaves_the_plan_as_it_was(cast, plan_for):
    plan, _, _ = plan_for("accounts", "name,parent\nBolt,Acme\nAcme,\n")
    before = said(plan.records)
    written = store(plan)
    assert said(plan.records) == before
    assert [row.name for row in written.made] == ["Acme", "Bolt"]
    assert written.made[1].parent_id == written.made[0].pk


def test_whoever_points_at_a_refused_row_by_way_of_others_is_refused(cast, reasons):
    rows = "Deep,Cold,\nCold,Bolt,\nBolt,Acme,\nAcme,,soon\nElse,,\n"
    found = reasons("accounts", "name,parent,founded\n" + rows)
    assert [(row, column) for row, column, _ in found] == [
        (2, "parent"),
        (3, "parent"),
        (4, "parent"),
        (5, "founded"),
    ]


def test_planning_reads_the_rows_of_a_file_once(db):
    kind = Accounts()
    # Nothing shows how these columns write numbers, so that the others are looked at.
    data = b'name,revenue,employees,hours\nAcme,5,7,"1,5"\nBolt,6,8,"2,5"\n'
    table, wishes = understood(kind, data)
    began = []
    lines = table.lines
    table.lines = lambda: began.append("once") or lines()
    assert make_plan(kind, table, wishes).counts()["stored"] == 2
    assert began == ["once"]
