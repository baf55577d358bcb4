"""The web process that is measured, and the processor time it and its database use."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

PROC = Path("/proc")


class Web:
    """One gunicorn master with one worker of four threads."""

    def __init__(self, port):
        self.port = port
        self.process = subprocess.Popen(  # noqa: S603, our own words
            [
                "/usr/bin/env",
                *memory_settings(),
                Path(sys.executable).with_name("gunicorn"),
                "accountfile.wsgi",
                "--bind",
                f"127.0.0.1:{port}",
                "--workers",
                "1",
                "--threads",
                "4",
                "--keep-alive",
                "600",
                "--no-control-socket",
                "--log-level",
                "error",
            ]
        )

    def worker(self):
        """Return the process number of the worker."""
        children = (
            (PROC / str(self.process.pid) / "task" / str(self.process.pid) / "children")
            .read_text()
            .split()
        )
        return int(children[0])

    def megabytes(self):
        """Return how much memory the worker holds."""
        status = (PROC / str(self.worker()) / "status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def cpu(self):
        """Return the processor seconds the worker has used so far."""
        return _cpu(self.worker())


def memory_settings():
    """Return how the product's web process is told to keep its memory small: the settings before
    its command.
    """
    line = next(
        line
        for line in (settings.BASE_DIR / "Procfile").read_text().splitlines()
        if line.startswith("web:")
    )
    return line.removeprefix("web:").split("exec")[0].split()


def _cpu(pid):
    """Return the processor seconds of all threads of a process, to the nanosecond; 0 when it is
    gone or hidden.
    """
    try:
        threads = [
            (task / "schedstat").read_text() for task in (PROC / str(pid) / "task").iterdir()
        ]
    except OSError:
        return 0.0
    return sum(int(line.split()[0]) for line in threads) / 1e9


def database_cpu():
    """Return ``{process: processor seconds}`` of PostgreSQL's processes for this database; nothing
    for SQLite.
    """
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
            "pg_backend_pid()"
        )
        return {pid: _cpu(pid) for (pid,) in cursor.fetchall()}


def used_since(before):
    """Return the seconds that the database's processes have used since; one that has ended counts
    for nothing.
    """
    return sum(max(0.0, now - before.get(pid, 0.0)) for pid, now in database_cpu().items())


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def running():
    """Run the broker (unless REDIS_URL names one) and the web process, and end both afterwards."""
    processes = []
    if not settings.REDIS_URL:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        processes.append(
            subprocess.Popen([sys.executable, "-m", "accountfile.base.broker"], **quiet)
        )
        _wait(lambda: (settings.VAR / "broker.sock").exists())
    try:
        web = Web(free_port())
        processes.append(web.process)
        _wait(lambda: _answers(web.port))
        yield web
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait(20)


def _answers(port):
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _wait(done, seconds=30):
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            raise TimeoutError("A process that the bench needs did not start.")
        time.sleep(0.1)


def in_a_process(*words):
    """Run one command by itself; returns its seconds, processor seconds and most megabytes."""
    begun = time.monotonic()
    command = [sys.executable, "manage.py", *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return {
        "seconds": round(time.monotonic() - begun, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "megabytes": round(used.ru_maxrss / 1024),
        "returned": process.returncode,
    }
