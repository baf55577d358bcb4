"""The product with its sample company, running by itself in a folder that is thrown away."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

from tests.processes import ROOT, Process, eventually, free_port

# Whatever is set outside, a walk through the pages must never write into somebody's own database,
# broker or mail.
OUTSIDE = (
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "SECRET_KEY",
    "DEBUG",
)
DATABASE = "accountfile.sqlite3"
DIRECTOR, LINE, MANAGER, COLLEAGUE, READER, ADMINISTRATOR = (
    "director",
    "line manager",
    "account manager",
    "colleague",
    "reader",
    "administrator",
)
ROLES = {
    DIRECTOR: "helena.finch",
    LINE: "conrad.vale",
    MANAGER: "tom.ashdown",
    COLLEAGUE: "marta.silk",
    READER: "dev.rao",
    ADMINISTRATOR: "ada.whitlock",
}


def sign_ins(var):
    """Return ``{username: password}`` as the sample company wrote them down."""
    lines = (Path(var) / "sample_sign_ins.txt").read_text().splitlines()
    return dict(line.split("\t")[:2] for line in lines)


def assets():
    """Return the folder of built sheets and scripts that ``./dev setup`` made."""
    return Path(os.environ.get("ACCOUNTFILE_VAR", ROOT / "var")).resolve() / "assets"


class Product:
    """Web, broker and worker on a throwaway var folder; ``url`` and ``passwords`` say how to get
    in.
    """

    def __init__(self, copy_of=None):
        self.var = Path(tempfile.mkdtemp(prefix="accountfile-walk-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        self.env |= {"ACCOUNTFILE_VAR": str(self.var), "SITE_URL": self.url, "SAMPLE_COMPANY": "1"}
        self.env |= {"DJANGO_SETTINGS_MODULE": "accountfile.settings"}
        self.original, self.processes = copy_of, []

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        """Wait until the pages answer."""
        (self.var / "assets").symlink_to(assets())
        if self.original:
            self._copy()
        else:
            self._make_sample_company()
        web = (
            "-m",
            "gunicorn",
            "accountfile.wsgi",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--threads",
            "4",
        )
        self._begin("web", *web, "--no-control-socket")
        eventually(self.answers)
        self.passwords = sign_ins(self.var)

    def _make_sample_company(self):
        self.manage("migrate", "-v0")
        # The broker and the worker run before there is something to do, so that packs are printed
        # as the walk begins.
        self._begin("broker", "-m", "accountfile.base.broker")
        eventually((self.var / "broker.sock").exists)
        worker = (
            "-m",
            "celery",
            "-q",
            "-A",
            "accountfile",
            "worker",
            "-c",
            "1",
            "--without-mingle",
            "--without-gossip",
        )
        self._begin("worker", *worker)
        self.manage("sample")
        self.manage(
            "shell", "-v0", "-c", "from tests.browser.goings import hold_a_review; hold_a_review()"
        )
        self.manage("nightly")

    def _copy(self):
        for name in ("secret_key", "sample_sign_ins.txt"):
            shutil.copy(self.original.var / name, self.var)
        source, target = (
            sqlite3.connect(self.original.var / DATABASE),
            sqlite3.connect(self.var / DATABASE),
        )
        with closing(source), closing(target):
            source.backup(target)

    def answers(self):
        """Say whether the pages can be read yet."""
        try:
            return urllib.request.urlopen(f"{self.url}/healthz", timeout=5)
        except urllib.error.HTTPError:
            return True  # it speaks, even if it says that the clock does not run
        except OSError:
            return False

    def manage(self, *words):
        """Run a command of the product and return what it prints."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"manage.py {words[0]} failed:\n{done.stderr[-3000:]}")
        return done.stdout

    def _begin(self, name, *words):
        self.processes.append(Process([sys.executable, *words], self.env, self.var / f"{name}.log"))

    def stop(self):
        """End every process and throw the folder away."""
        for process in reversed(self.processes):
            process.kill(signal.SIGKILL)
        shutil.rmtree(self.var, ignore_errors=True)
