"""What went wrong before or beneath a view is told by a page of its own."""

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client

from accountfile.core.models import Milestone
from accountfile.cover.views import system_status


def test_too_much_is_refused_by_its_own_page(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = client.post("/me/login/", {"login": "max", "password": "x" * 20})
    assert (answer.status_code, "Error 413" in answer.text) == (413, True)


def test_without_a_database_there_is_a_page_and_no_trace_of_it(db, monkeypatch):
    class Away:
        def __getattr__(self, name):
            raise OperationalError("server at 10.0.0.7 closed the connection")

    monkeypatch.setattr(system_status, "Account", Away())
    answer = Client(raise_request_exception=False).get("/healthz")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert ("Error 503" in answer.text, "10.0.0.7" in answer.text) == (True, False)


def test_any_other_fault_is_a_fault(db, monkeypatch):
    monkeypatch.setattr(system_status, "Account", None)
    assert Client(raise_request_exception=False).get("/healthz").status_code == 500


@pytest.mark.parametrize(("box", "status"), [("text", 200), ("no_box", 409)])
def test_what_a_row_refuses_at_the_last_door_is_said_in_its_box_or_on_a_page_of_its_own(
    acme, max, sign_in, monkeypatch, box, status
):
    def refuse(self, **kwargs):
        raise ValidationError({box: "This is too long."})

    monkeypatch.setattr(Milestone, "save", refuse)
    typed = {"happened_on": "2026-01-01", "text": "Won the tender"}
    answer = sign_in(max).post(f"/accounts/{acme.pk}/milestones/add/", typed)
    assert (answer.status_code, "This is too long." in answer.text) == (status, True)
    assert "Won the tender" in answer.text
