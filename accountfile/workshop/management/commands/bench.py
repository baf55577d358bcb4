"""``manage.py bench``: what each main page costs on the measuring population, as JSON.

It works on a database of its own (``DATABASE_URL`` if that holds the population or nothing; else a
PostgreSQL on this machine; else SQLite) and in a var folder of its own.
"""

import json
import os
import sys
import time

import psycopg2
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from accountfile.celery import app
from accountfile.workshop.management.commands import _bench_pages, _bench_server, _bench_visit

OWN = "accountfile_bench"
AT_HOME = f"postgres://postgres@127.0.0.1:5432/{OWN}"


class Command(BaseCommand):
    help = "Measure the main pages on the measuring population and print JSON."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", type=int, default=20_000)
        parser.add_argument(
            "--times", type=int, default=100, help="How often each page is asked for."
        )
        parser.add_argument("--only", default="", help="Only pages whose name has these words.")
        parser.add_argument(
            "--night", action="store_true", help="The night too: about a minute more."
        )

    def handle(self, *, accounts, times, only, night, **options):
        if not settings.MEASURED:
            start_again()
        make_ready(accounts)
        with _bench_server.running() as web:
            found = Bench(web, times, self.say).everything(only)
            self.say("packs")
            found["pack"] = print_packs(app.tasks.get("reviews.render_pack"))
        if night:
            self.say("the night")
            found["nightly"] = _nightly()
        self.stdout.write(json.dumps(found, indent=1))

    def say(self, words):
        self.stderr.write(words)


class Bench:
    """One run: the floor first, then every page beside it."""

    def __init__(self, web, times, say):
        self.web, self.times, self.say = web, times, say
        self.cast = _bench_pages.people()

    def everything(self, only):
        manager = self.cast["account manager"]
        visit = _bench_pages.first_visit(_bench_visit.Browser(self.web.port, manager))
        self.least = self.askers(manager, "/floor/")
        floor = self.one_and_eight(self.least, self.times * 3)
        pages = [self.page(page) for page in _bench_pages.pages(self.cast) if only in page.name]
        if only in "saving an edit":
            pages.append(self.edit(manager))
        megabytes = round(self.web.megabytes())
        return {
            "database": connection.vendor,
            "first_visit": visit,
            "floor": floor,
            "pages": pages,
            "worker_megabytes": megabytes,
            "worker_ok": megabytes <= 130,
            "ok": all(page["ok"] for page in pages) and visit["ok"] and megabytes <= 130,
        }

    def askers(self, person, address):
        """Return eight clients that each ask for one page."""
        browsers = [_bench_visit.Browser(self.web.port, person) for _ in range(8)]
        return [lambda browser=browser: browser.ask(address) for browser in browsers]

    def one_and_eight(self, doers, times):
        one = _bench_visit.measure(
            self.web,
            doers[:1],
            times,
        )
        return {
            "one": one,
            "eight": _bench_visit.measure(
                self.web,
                doers,
                max(3, times // 8),
            ),
        }

    def page(self, page):
        person = self.cast[page.person]
        cold = _bench_visit.Browser(self.web.port, person)
        return self.judged(
            page,
            self.askers(person, page.address),
            lambda: cold.ask(page.address, cold=True),
        )

    def edit(self, person):
        page = _bench_pages.Page(
            "saving an edit", "account manager", "a milestone", 8, 25, cold=None
        )
        return self.judged(
            page,
            _bench_pages.edits(self.web.port, person, 8),
        )

    def judged(self, page, doers, cold=None):
        """Measure a page between two looks at the floor, so that a busy moment of the machine
        weighs on both; ``cold`` asks for it without any cache.
        """
        self.say(f"{page.name}, {page.person}")
        before = _bench_visit.measure(
            self.web,
            self.least[:1],
            self.times,
        )
        found = self.one_and_eight(doers, self.times)
        if cold:
            found["cold"] = _bench_visit.measure(self.web, [cold], self.times)
        after = _bench_visit.measure(
            self.web,
            self.least[:1],
            self.times,
        )
        least = {what: (before[what] + after[what]) / 2 for what in ("p50_ms", "cpu_ms")}
        page = judged(page, least, found)
        self.say(
            f"  {page['time_ratio']} × the floor in time, {page['cpu_ratio']} in CPU, "
            f"{page['cold_cpu_ratio']} without cache; missed: {page['missed']}"
        )
        return page


def judged(page, least, found):
    """Return what was found of a page beside what it may cost."""
    one = found["one"]
    time_ratio = round(one["p50_ms"] / least["p50_ms"], 1)
    cpu_ratio = round(one["cpu_ms"] / least["cpu_ms"], 1)
    cold_ratio = None
    if "cold" in found:
        cold_ratio = round(found["cold"]["cpu_ms"] / least["cpu_ms"], 1)
    held = {
        "time": time_ratio <= page.ratio,
        "cpu": cpu_ratio <= page.ratio,
        "statements": one["statements"] <= page.statements,
        "bytes": one["bytes"] <= _bench_pages.MOST_BYTES,
        "bytes_gzip": one["bytes_gzip"] <= _bench_pages.MOST_BYTES_GZIP,
        "cold": cold_ratio is None or cold_ratio <= page.cold,
        "answers": one["failed"] == found["eight"]["failed"] == 0,
    }
    return {
        "page": page.name,
        "as": page.person,
        "address": page.address,
        "ok": all(held.values()),
        "missed": [name for name, fine in held.items() if not fine],
        "floor_ms": round(least["p50_ms"], 2),
        "floor_cpu_ms": round(least["cpu_ms"], 2),
        "time_ratio": time_ratio,
        "cpu_ratio": cpu_ratio,
        "cold_cpu_ratio": cold_ratio,
        "target_ratio": page.ratio,
        "target_cold_ratio": page.cold,
        "target_statements": page.statements,
        **found,
    }


def print_packs(task):
    """Print each pack of the population once to warm up, then the longest again; returns what that
    one cost.
    """
    if task is None:
        return None
    packs = apps.get_model("reviews", "Pack").objects
    packs.update(state="queued", attempts=0, claim=None)
    for number in packs.values_list("pk", flat=True):
        task(number)
    longest = packs.order_by("-pages").values("pk", "pages").first()
    if longest is None:
        return None
    packs.filter(pk=longest["pk"]).update(
        state="queued",
        attempts=0,
        claim=None,
    )
    begun = time.process_time()
    task(longest["pk"])
    seconds = round(time.process_time() - begun, 2)
    return {"pages": longest["pages"], "cpu_seconds": seconds, "ok": seconds <= 2}


def _nightly():
    used = _bench_server.in_a_process("nightly")
    return used | {
        "ok": used["seconds"] <= 60 and used["megabytes"] <= 300 and not used["returned"]
    }


def start_again():
    """Run this command anew on the database and in the folder that are meant to be measured."""
    var = settings.BASE_DIR / "var" / "bench"
    (var / "assets").parent.mkdir(parents=True, exist_ok=True)
    if not (var / "assets").exists():
        (var / "assets").symlink_to(settings.STATICFILES_DIRS[0])
    env = {
        **os.environ,
        "ACCOUNTFILE_BENCH": "1",
        "ACCOUNTFILE_VAR": str(var),
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or _own_postgres() or "",
    }
    if not env["DATABASE_URL"]:
        del env["DATABASE_URL"]
    os.execve(
        sys.executable,
        [sys.executable, *sys.argv],
        env,
    )


def _own_postgres():
    """Return the address of the bench's own database on this machine's PostgreSQL, or None where
    none answers.
    """
    try:
        server = psycopg2.connect(AT_HOME.replace(OWN, "postgres"), connect_timeout=2)
    except psycopg2.OperationalError:
        return None
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OWN])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {OWN}")
    server.close()
    return AT_HOME


def make_ready(accounts):
    """Migrate and populate the database unless that has been done; keep away from anybody's own."""
    call_command("migrate", verbosity=0)
    people = get_user_model().objects
    if people.filter(username="manager.1").exists():
        return
    if people.exists():
        raise CommandError(
            "This database has people of your own: leave DATABASE_URL out to measure on another."
        )
    call_command("populate", "--accounts", str(accounts), stdout=sys.stderr)
