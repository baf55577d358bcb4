"""The way through the browser: upload, columns, preview, confirm, result, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accountfile.core.models import Account, Alias, Batch
from accountfile.importing import batches
from accountfile.importing.progress import progress

State = Batch.State


LARGE = "name\n" + "".join(f"Account number {number:>20}\n" for number in range(8000))


@pytest.fixture
def house(dora, sign_in):
    return sign_in(dora)


def upload(house, data, kind="accounts", name="clients.csv"):
    return house.post(
        "/imports/new/", {"kind": kind, "file": SimpleUploadedFile(name, data.encode())}
    )


def address(batch, page=""):
    return f"/imports/{batch.pk}/{page}"


def test_the_whole_way(house, last_batch):
    assert upload(house, "Firm,Field\nAcme,technolgy\nBolt,\n,\n=1,x\n").status_code == 302
    batch = last_batch()
    page = house.get(address(batch, "columns/"))
    assert page.context["form"].initial_columns == {"name": "Firm"}
    house.post(address(batch, "columns/"), {"name": "Firm", "sector": "Field"})
    page = house.get(address(batch))
    assert (page.context["batch"].state, page.context["batch"].counts["stored"]) == (
        State.CHECKED,
        2,
    )
    assert Account.objects.count() == 0
    house.post(address(batch, "doubts/"), {"doubt-0": "yes"})
    house.post(address(batch, "confirm/"))
    assert list(Account.objects.values_list("name", "sector")) == [
        ("Acme", "technology"),
        ("Bolt", ""),
    ]
    problems = b"".join(house.get(address(batch, "problems.csv")).streaming_content).decode()
    assert problems.splitlines()[1:] == ["5,Firm,holds a formula: give its value instead"]
    house.post(address(batch, "undo/"))
    assert Account.objects.count() == 0
    assert house.get(address(batch)).context["batch"].state == State.UNDONE
    assert house.get("/imports/").status_code == 200


def test_confirming_twice_stores_once(house, last_batch):
    upload(house, "name\nAcme\n")
    batch = last_batch()
    house.post(address(batch, "columns/"), {"name": "name"})
    for _ in range(2):
        assert house.post(address(batch, "confirm/")).status_code == 302
    assert Account.objects.count() == 1


def test_nothing_is_stored_before_it_was_shown(house, last_batch):
    upload(house, "name\nAcme\n")
    house.post(address(last_batch(), "confirm/"))
    assert (last_batch().state, Account.objects.count()) == (State.UPLOADED, 0)


def test_what_is_no_table_is_refused_at_the_door(house):
    answer = upload(house, "%PDF-1.7")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"file": ["The file is not a table but a PDF."]}
    assert Batch.objects.count() == 0


def test_a_column_that_every_row_needs_is_asked_for(house, last_batch):
    upload(house, "x,y\nAcme,1\n")
    answer = house.post(address(last_batch(), "columns/"), {"sector": "x", "country": "x"})
    assert answer.context["form"].errors == {
        "name": ["Every account needs this: choose its column."],
        "country": ["“x” is the column of Sector already."],
    }


def test_another_sheet_is_guessed_anew(house, last_batch, workbook):
    data = workbook(Accounts=[["name"], ["Acme"]], Old=[["client", "industry"], ["Bolt", "retail"]])
    file = SimpleUploadedFile("clients.xlsx", data)
    house.post("/imports/new/", {"kind": "accounts", "file": file})
    house.post(address(last_batch(), "columns/"), {"name": "name", "sheet": "Old"})
    assert (last_batch().sheet, last_batch().columns) == (
        "Old",
        {"name": "client", "sector": "industry"},
    )


def test_a_large_file_is_opened_by_the_worker_alone(
    house, last_batch, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as asked:
        answer = upload(house, LARGE)
    assert (answer["Location"], len(asked)) == (address(last_batch()), 1)
    assert (last_batch().state, b"<progress" in house.get(address(last_batch())).content) == (
        State.TO_OPEN,
        True,
    )
    batches.sweep()
    assert (last_batch().state, last_batch().columns) == (State.UPLOADED, {"name": "name"})


def test_no_look_at_the_columns_opens_the_file_again(house, last_batch, monkeypatch):
    upload(house, "name,sector\nAcme,steel\n")
    monkeypatch.setattr(batches, "contents", None)
    page = house.get(address(last_batch(), "columns/"))
    assert (page.context["headers"], page.context["rows"]) == (
        ["name", "sector"],
        [["Acme", "steel"]],
    )
    refused = house.post(address(last_batch(), "columns/"), {"name": ""})
    assert (refused.status_code, refused.context["headers"]) == (422, ["name", "sector"])


def test_a_batch_of_an_earlier_version_is_opened_once_more(house, last_batch):
    upload(house, "name,sector\nAcme,steel\n")
    Batch.objects.update(head={})
    answer = house.get(address(last_batch(), "columns/"), follow=True)
    assert (answer.status_code, last_batch().head["headers"]) == (200, ["name", "sector"])


def test_a_large_file_that_is_no_table_says_so_on_its_page(house, last_batch):
    upload(house, 'name\n"' + "x" * 300_000)
    batches.sweep()
    assert last_batch().state == State.FAILED
    assert "is not closed where a cell ends" in house.get(address(last_batch())).text
    assert house.get(address(last_batch(), "columns/"), follow=True).status_code == 200


def test_a_large_file_is_left_to_the_worker(house, last_batch, django_capture_on_commit_callbacks):
    upload(house, LARGE)
    batches.work(last_batch().pk)
    house.post(address(last_batch(), "columns/"), {"name": "name"})
    page = house.get(address(last_batch()))
    assert (last_batch().state, page.status_code) == (State.TO_CHECK, 200)
    assert b"<progress" in page.content


def test_the_page_says_how_far_the_work_is(house, last_batch, django_capture_on_commit_callbacks):
    upload(house, LARGE)
    batches.work(last_batch().pk)
    house.post(address(last_batch(), "columns/"), {"name": "name"})
    heard = []
    batches.plan_of(last_batch())
    page = house.get(address(last_batch()))
    heard.append([page.context[name] for name in ("words", "done", "total")])
    batches.work(last_batch().pk)
    heard.append(progress(last_batch()))
    assert heard == [["Reading the rows", 8000, 8000], ("To be confirmed", 0, 0)]


def test_what_is_not_read_is_said_before_and_what_to_do_next_afterwards(house, last_batch):
    upload(house, "name,mood\nAcme,good\n")
    house.post(address(last_batch(), "columns/"), {"name": "name"})
    assert b"Not read: mood." in house.get(address(last_batch())).content
    house.post(address(last_batch(), "confirm/"))
    assert b"See the accounts" in house.get(address(last_batch())).content


def test_more_problems_than_are_kept_are_said_in_the_download(house, last_batch, monkeypatch):
    monkeypatch.setattr(batches, "MOST_SHOWN", 1)
    upload(house, "name,founded\nAcme,x\nBolt,y\nCold,z\n")
    house.post(address(last_batch(), "columns/"), {"name": "name", "founded": "founded"})
    lines = (
        b"".join(house.get(address(last_batch(), "problems.csv")).streaming_content)
        .decode()
        .splitlines()
    )
    assert lines[-1] == ",,and 2 more: put these right first"


def test_no_is_remembered_too(house, last_batch):
    upload(house, "name,sector\nAcme,technolgy\n")
    house.post(address(last_batch(), "columns/"), {"name": "name", "sector": "sector"})
    house.post(address(last_batch(), "doubts/"), {"doubt-0": "no"})
    assert (last_batch().doubts, Alias.objects.get().stands_for) == ([], "technolgy")


def test_hostile_cells_are_shown_as_text(house, last_batch):
    upload(house, 'name,sector\n"<script>alert(1)</script>",="x"\n')
    page = house.get(address(last_batch(), "columns/"))
    assert b"<script>alert" not in page.content
    assert b"&lt;script&gt;alert" in page.content


def test_only_those_who_run_the_house_import(sign_in, lena, ada):
    assert sign_in(lena).get("/imports/").status_code == 403
    assert sign_in(ada).get("/imports/").status_code == 200
