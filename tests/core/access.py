"""Who gets which answer from the core's own pages."""

from datetime import date

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from accountfile.core.models import (
    Action,
    Batch,
    Change,
    Document,
    Interaction,
    Milestone,
    Notice,
    SearchEntry,
    TeamMember,
)
from accountfile.mail import services as mail
from accountfile.pages.drafts import Place
from tests.access import CHANGE, COVER, EVERYBODY, LEAD, READ, Row, crud, moves

DAY = date(2026, 11, 16)
BOSSES = dict.fromkeys(EVERYBODY, 404) | {"dora": 200, "lena": 200, "olga": 200, "anon": 302}
ABOUT_ACME = dict.fromkeys(EVERYBODY, 404) | {"dora": 200, "lena": 200, "max": 200, "anon": 302}
HOUSE = dict.fromkeys(EVERYBODY, 403) | {"dora": 200, "ada": 200, "anon": 302}
REFUSED = dict.fromkeys(EVERYBODY, 400) | {"anon": 302}
OWN = dict.fromkeys(EVERYBODY, 404) | {"max": 200, "anon": 302}


def action(acme, cast):
    return Action.objects.create(account=acme, text="Send the plan", owner=cast["max"], due_on=DAY)


def ended(acme, cast):
    row = action(acme, cast)
    row.state = Action.State.DONE
    row.save()
    return row


def interaction(acme, cast):
    return Interaction.objects.create(
        account=acme, with_whom="Jo", summary="Talked.", by=cast["max"], held_on=DAY
    )


def document(acme, cast):
    file = SimpleUploadedFile("plan.txt", b"The plan.")
    return Document.objects.create(
        account=acme, title="Plan", file=file, file_name="plan.txt", by=cast["max"]
    )


def member(acme, cast):
    return TeamMember.objects.get(account=acme, person=cast["tia"])


def milestone(acme, cast):
    return Milestone.objects.create(account=acme, text="First order", happened_on=DAY)


def typed(cast):
    """Return what a form that was drawn for Max says of itself."""
    return {"draft": Place(cast["max"].pk, "/x/", "/").signed}


def letter(acme, cast):
    return mail.post(
        key="x",
        to_person=cast["max"],
        subject="Pack",
        text="It.",
        kind="pack",
        why="w",
        account_id=acme.pk,
    )


def dead_letter(acme, cast):
    post = letter(acme, cast)
    type(post).objects.filter(pk=post.pk).update(state="dead")
    return {"letter_id": post.pk}


def removed(acme, cast):
    action(acme, cast).delete()
    return {"change_id": Change.objects.get(kind="removed").pk}


def notice(acme, cast):
    return {
        "notice_id": Notice.objects.create(
            person=cast["max"], key="k", text="t", url="/", why="w"
        ).pk
    }


def one(make):
    return lambda acme, cast: {"row_id": make(acme, cast).pk}


def action_data(acme, cast):
    return {"text": "Call", "owner": cast["max"].pk, "due_on": "2026-12-01", "priority": 2}


def member_data(acme, cast):
    return {"person": cast["otto"].pk, "does": "invoices"}


def batch(**state):
    """Return how an import in this state is made; its file has one account."""

    def make(acme, cast):
        head = {"headers": ["name"], "sheet": "", "sheets": [""], "rows": [["Bolt"]]}
        kept = Batch(
            kind="accounts", file_name="clients.csv", columns={"name": "name"}, head=head, **state
        )
        kept.file.save("clients.bin", ContentFile(b"name\nBolt\n"))
        return {"batch_id": kept.pk}

    return make


def upload(acme, cast):
    return {"title": "Notes", "kind": "other", "file": SimpleUploadedFile("notes.txt", b"Notes.")}


def clients():
    return SimpleUploadedFile("clients.csv", b"name\nBolt\n")


OPENERS = dict.fromkeys(EVERYBODY, 403) | {"dora": 200, "lena": 200, "olga": 200, "anon": 302}


def new_account(cast):
    """Return a filled form; for Olga, who leads another line, Max is no choice: she gets the form
    back.
    """
    return {"name": "Corn", "account_manager": cast["max"].pk, "status": "active", "kind": "key"}


cover = {"name": "Acme", "status": "active", "currency": "USD", "version": 1}
ROWS = [
    *(Row(name, EVERYBODY) for name in ("desk", "accounts", "search", "notices", "outbox")),
    Row("people", BOSSES),
    Row("account_add", OPENERS),
    Row(
        "account_add",
        moves(OPENERS) | {"olga": 200},
        method="post",
        data=lambda a, c: new_account(c),
    ),
    Row("system_status", HOUSE),
    Row("old_system_status", moves(EVERYBODY, 301)),
    Row(
        "found",
        moves(READ),
        make=lambda acme, cast: {"entry_id": SearchEntry.objects.get(model="core.account").pk},
    ),
    Row("read_all", moves(EVERYBODY), method="post"),
    Row("read_notice", moves(OWN), make=notice, method="post"),
    Row(
        "keep_draft",
        REFUSED | {"max": 200},
        method="post",
        data=lambda a, c: typed(c) | {"text": "typed"},
    ),
    Row("drop_draft", moves(EVERYBODY), method="post", data=lambda a, c: typed(c)),
    Row(
        "choose_columns",
        moves(EVERYBODY),
        make=lambda acme, cast: {"table": "accounts"},
        method="post",
    ),
    Row("letter", ABOUT_ACME, make=lambda acme, cast: {"letter_id": letter(acme, cast).pk}),
    Row(
        "letter_file",
        dict.fromkeys(EVERYBODY, 404) | {"anon": 302},
        make=lambda a, c: {"letter_id": letter(a, c).pk},
    ),
    Row("letter_again", moves(ABOUT_ACME), make=dead_letter, method="post"),
    Row("letter_arrived", moves(ABOUT_ACME), make=dead_letter, method="post"),
    *(Row(name, READ) for name in ("file", "snapshot", "missing", "file_history")),
    Row("section", READ, make=lambda acme, cast: {"slug": "risk"}),
    Row(
        "chart",
        dict.fromkeys(EVERYBODY, 404) | {"anon": 302},
        make=lambda a, c: {"slug": "risk", "name": "nothing"},
    ),
    Row("edit_cover", COVER),
    Row("edit_cover", moves(COVER), method="post", data=cover),
    Row("lead", LEAD),
    Row(
        "lead",
        moves(LEAD),
        method="post",
        data=lambda a, c: {"account_manager": c["max"].pk, "kind": "key", "version": 1},
    ),
    Row("put_back", moves(CHANGE), make=removed, method="post"),
    Row("close_action", CHANGE, make=one(action)),
    Row(
        "close_action",
        moves(CHANGE),
        make=one(action),
        method="post",
        data={"end": "done", "outcome": "sent"},
    ),
    Row("reopen_action", moves(CHANGE), make=one(ended), method="post"),
    Row("download", READ, make=one(document)),
    *crud("core:action", action, action_data),
    *crud(
        "core:interaction",
        interaction,
        {"kind": "call", "held_on": "2026-11-02", "with_whom": "Jo", "summary": "Said."},
    ),
    *crud("core:document", document, upload),
    *crud("core:milestone", milestone, {"happened_on": "2026-11-02", "text": "Second order"}),
    *crud("core:teammember", member, member_data, expect=LEAD),
    *(Row(name, HOUSE) for name in ("imports", "import_new")),
    Row(
        "import_new",
        moves(HOUSE),
        method="post",
        data=lambda a, c: {"kind": "accounts", "file": clients()},
    ),
    Row("invite", moves(HOUSE), method="post"),
    Row("import", HOUSE, make=batch(state="checked")),
    Row("import_problems", HOUSE, make=batch(state="checked")),
    Row("import_columns", HOUSE, make=batch()),
    Row("import_columns", moves(HOUSE), make=batch(), method="post", data={"name": "name"}),
    Row("import_doubts", moves(HOUSE), make=batch(state="checked"), method="post"),
    Row("import_confirm", moves(HOUSE), make=batch(state="checked"), method="post"),
    Row("import_undo", moves(HOUSE), make=batch(state="done"), method="post"),
    Row("healthy", dict.fromkeys(EVERYBODY, 200)),
    Row("favicon", dict.fromkeys(EVERYBODY, 301)),
]
