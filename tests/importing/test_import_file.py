"""The command: a dry run unless told otherwise, JSON in every case, a plain sentence for what is
refused.
"""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accountfile.core.models import Account, Batch, Standing

EMPTY = {"read": 0, "stored": 0, "updated": 0, "unchanged": 0, "refused": 0, "problems": []}


@pytest.fixture
def run(tmp_path, db):
    """Return a function that writes a file, runs the command on it, and returns what it prints and
    its exit code.
    """

    def ran(data, *options, kind="accounts"):
        path = tmp_path / "file.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        out, err, code = StringIO(), StringIO(), 0
        try:
            call_command("import_file", kind, str(path), *options, stdout=out, stderr=err)
        except SystemExit as ended:
            code = ended.code
        return json.loads(out.getvalue()), err.getvalue().strip(), code

    return ran


def test_without_commit_nothing_is_stored(run):
    assert run("name\nAcme\n") == (EMPTY | {"read": 1, "stored": 1}, "", 0)
    assert (Account.objects.count(), Batch.objects.count()) == (0, 0)


def test_with_commit_the_same_is_stored_once(run):
    assert run("name\nAcme\n", "--commit")[0] == EMPTY | {"read": 1, "stored": 1}
    assert run("name\nAcme\n", "--commit")[0] == EMPTY | {"read": 1, "unchanged": 1}
    assert Account.objects.count() == 1


def test_the_standing_of_new_files_is_worked_out(run):
    run("name\nAcme\n", "--commit")
    assert Standing.objects.get().stale_since is None


def test_columns_and_spellings_are_given(run):
    options = ("--map", "name=Wer", "--map", "sector=Was", "--alias", "sector:technolgy=technology")
    run("Wer;Was\nAcme;technolgy\n", *options, "--commit")
    assert Account.objects.values_list("name", "sector").get() == ("Acme", "technology")


def test_the_order_of_dates_is_given(run):
    run("name,founded\nAcme,03/04/1990\n", "--dates", "mdy", "--commit")
    assert Account.objects.get().founded == 1990


def test_a_file_that_is_refused_as_a_whole_ends_with_one_sentence(run):
    sentence = "The file is not a table but a PDF."
    result = EMPTY | {"problems": [{"row": 0, "column": "", "reason": sentence}]}
    assert run(b"%PDF-1.7") == (result, sentence, 1)


def test_what_cannot_be_imported_is_said(run):
    with pytest.raises(
        CommandError, match="“weather” cannot be imported; what can: people, accounts"
    ):
        run("name\n", kind="weather")


def test_a_spelling_of_a_field_that_does_not_exist_is_refused(run):
    sentence = "“colour” is no field of accounts, so it has no spellings to correct."
    assert run("name\nAcme\n", "--alias", "colour:grey=gray")[1:] == (sentence, 1)


@pytest.mark.parametrize("option", ["--map=name", "--alias=sector=x", "--alias=sector:=x"])
def test_an_option_that_is_not_understood_is_said(run, option):
    with pytest.raises(CommandError, match="is not understood: write --"):
        run("name\nAcme\n", option)
    assert Account.objects.count() == 0


def test_read_is_the_sum_of_what_became_of_the_rows(run):
    run("name,founded\nAcme,1990\nBolt,1991\n", "--commit")
    result, _, _ = run("name,founded\nAcme,1990\nBolt,1992\nCold,x\nDeep,1993\nacme,1\n")
    numbers = [result[name] for name in ("read", "stored", "updated", "unchanged", "refused")]
    assert numbers == [5, 1, 1, 1, 2]


def test_what_the_command_stores_is_an_import_that_is_done_with_its_file_and_counts(run):
    run("name\nAcme\n", "--commit")
    batch = Batch.objects.get()
    with batch.file.open("rb") as file:
        assert (batch.state, batch.counts["stored"], file.read()) == ("done", 1, b"name\nAcme\n")
