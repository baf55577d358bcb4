"""System status: when each job last ran, and an open address that gives nothing away."""

from datetime import date, timedelta

from django.utils import timezone

from accountfile.base.clock import house_day
from accountfile.celery import app
from accountfile.cover.views.system_status import all_jobs
from accountfile.mail.models import Heartbeat


def ran(minutes_ago):
    at = timezone.now() - timedelta(minutes=minutes_ago)
    ended = {"started_at": at, "finished_at": at, "done_for": house_day(at)}
    Heartbeat.objects.bulk_create(Heartbeat(name=name, **ended) for name in all_jobs())


def test_a_job_that_has_not_run_in_time_is_late(sign_in, dora):
    ran(minutes_ago=7)
    late = {
        job["name"]: job["late"] for job in sign_in(dora).get("/system-status/").context["jobs"]
    }
    assert late == {
        "mail.sweep": True,
        "reviews.sweep": True,
        "core.sweep": False,
        "importing.sweep": False,
        "core.mornings": False,
        "core.nightly": False,
    }


def test_every_job_of_the_timetable_is_on_the_page():
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} == set(all_jobs())


def test_a_late_job_is_red(sign_in, dora):
    ran(minutes_ago=4)
    assert "state-poor" not in sign_in(dora).get("/system-status/").content.decode()
    Heartbeat.objects.filter(name="core.nightly").update(done_for=date(2026, 1, 1))
    page = sign_in(dora).get("/system-status/").content.decode()
    assert (page.count("state-poor"), "Last finished" in page) == (1, True)


def test_the_page_is_not_for_everybody(sign_in, max):
    assert sign_in(max).get("/system-status/").status_code == 403


def test_the_open_door_says_ok_and_nothing_else(client, db):
    ran(minutes_ago=0)
    answers = [client.get(address) for address in ("/healthz", "/healthz?deep")]
    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"ok")] * 2


def test_a_late_job_fails_the_deep_check_only(client, db):
    assert [client.get(address).status_code for address in ("/healthz", "/healthz?deep")] == [
        200,
        503,
    ]


def test_the_former_address_leads_to_the_page(sign_in, dora):
    assert sign_in(dora).get("/house/", follow=True).request["PATH_INFO"] == "/system-status/"
