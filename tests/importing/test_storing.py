"""Storing a plan says how far it is."""

from accountfile.importing.storing import store


def test_how_many_rows_are_stored_is_said_of_new_and_of_changed_ones(plan_for, bring):
    bring("accounts", "name,sector\nAcme,food\n")
    plan, *_ = plan_for("accounts", "name,sector\nAcme,drinks\nBolt,steel\n")
    heard = []
    store(plan, lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)]
