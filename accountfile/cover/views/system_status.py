"""System status: the scheduled jobs with their last run, and what waits to be done."""

from datetime import timedelta

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accountfile.core import access, nightly, sections
from accountfile.core.models import Account, Standing
from accountfile.core.sections import Job
from accountfile.mail.models import Fault, Heartbeat, Lane, Letter, LetterState
from accountfile.people.administration import administrative

MOST_FAULTS = 50
JOBS = {
    "mail.sweep": Job("Delivers letters that wait", timedelta(minutes=5)),
    "core.sweep": Job("Brings figures up to date", timedelta(minutes=10)),
    "importing.sweep": Job("Does the imports that wait", timedelta(minutes=10)),
    "core.mornings": Job(
        "Reminds everybody in their morning, by notice and mail", timedelta(minutes=30)
    ),
    "core.nightly": Job(
        "Plans reviews and works out every file anew, each night", timedelta(hours=3), daily=True
    ),
}


def all_jobs():
    """Return every scheduled job by the name of its task: our own, then those of the sections."""
    found = dict(JOBS)
    for section in sections.all_sections():
        found |= section.jobs
    return found


def is_late(job, beat, now):
    """Say whether the last run that finished is older than it should be."""
    if beat is None or beat.finished_at is None:
        return True
    if job.daily:
        return beat.done_for is None or beat.done_for < nightly.day_of_night(now - job.grace)
    return now - beat.finished_at > job.grace


@administrative(access.may_see_system_status, "This page is for directors and administrators.")
@require_safe
def system_status(request):
    """Show those who run the system when each job last ran and what stands in the queue."""
    named = dict(LetterState.choices)
    counted = Letter.objects.order_by().values("state").annotate(number=Count("pk"))
    letters = []
    for row in counted.order_by("state"):
        letters.append((named[row["state"]], row["state"], row["number"]))
    context = {
        "jobs": list(jobs()),
        "letters": letters,
        "lanes": Lane.objects.resting(),
        "stale": Standing.objects.stale().count(),
        "faults": Fault.objects.all()[:MOST_FAULTS],
    }
    return render(request, "cover/system_status.html", context)


def jobs():
    """Yield name, what it does, its heartbeat or None, and whether it is late."""
    beats = {beat.name: beat for beat in Heartbeat.objects.all()}
    now = timezone.now()
    for name, job in all_jobs().items():
        beat = beats.get(name)
        yield {
            "name": name,
            "does": job.does,
            "beat": beat,
            "late": is_late(job, beat, now),
        }


@require_safe
def healthy(request):
    """Answer "ok" while the web process and its database are up; with ``?deep`` only while every
    job runs too.
    """
    Account.objects.order_by().values("pk").first()
    late = "deep" in request.GET and any(job["late"] for job in jobs())
    # It says nothing more: this door is open to everybody.
    return HttpResponse(
        "late" if late else "ok",
        content_type="text/plain; charset=utf-8",
        status=503 if late else 200,
    )
