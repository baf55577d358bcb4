"""``./dev run`` says what it does while it works, and its processes start without a warning."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STEPS = [
    "Installing the Python packages into .venv …",
    "Installing the browser packages into node_modules …",
    "Building what the browser loads …",
    "Bringing the tables up to date …",
    "Making the sample company …",
    "Starting web broker worker beat …",
]


@pytest.fixture
def fresh_clone(tmp_path):
    """The script in a folder of its own, where every program it calls only notes that it was
    called.
    """
    programs = tmp_path / "programs"
    for folder in (programs, tmp_path / "static", tmp_path / ".venv" / "bin"):
        folder.mkdir(parents=True)
    for name in (
        "dev",
        "requirements.txt",
        "requirements-dev.txt",
        "package.json",
        "package-lock.json",
        ".npmrc",
    ):
        shutil.copy(ROOT / name, tmp_path / name)
    noting = f'#!/bin/sh\necho "$(basename "$0") $*" >>{tmp_path}/called\n'
    lacking_nothing = '#!/bin/sh\necho "install ok installed"\n'
    stubs = {"npm": noting, "python3": noting, "dpkg-query": lacking_nothing}
    for name, text in stubs.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    for name in ("python", "honcho"):
        (tmp_path / ".venv" / "bin" / name).write_text(noting)
        (tmp_path / ".venv" / "bin" / name).chmod(0o755)
    shutil.copy(tmp_path / ".venv" / "bin" / "honcho", tmp_path / ".venv" / "bin" / "uv")
    return tmp_path


def run(folder):
    path = f"{folder / 'programs'}:/usr/bin:/bin"
    return subprocess.run(
        ["/bin/sh", "dev", "run"],
        cwd=folder,
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )


def test_a_first_run_says_each_step_with_its_time(fresh_clone):
    said = run(fresh_clone).stderr.splitlines()
    assert [re.sub(r"^ *\d+ s  ", "", line) for line in said] == STEPS
    assert [line for line in said if not re.match(r" *\d+ s  \S", line)] == []


def test_a_second_run_says_only_what_it_does(fresh_clone):
    run(fresh_clone)
    (fresh_clone / "var" / "sample_sign_ins.txt").write_text("")
    said = run(fresh_clone).stderr.splitlines()
    assert [re.sub(r"^ *\d+ s  ", "", line) for line in said] == [STEPS[3], STEPS[5]]


def test_pip_has_nothing_to_say_about_who_runs_it(fresh_clone):
    (fresh_clone / ".venv" / "bin" / "uv").unlink()
    stub = fresh_clone / ".venv" / "bin" / "python"
    stub.write_text(stub.read_text() + '[ -e "${0%/*}/uv" ] || cp "$0" "${0%/*}/uv"\n')
    run(fresh_clone)
    pip = next(
        line for line in (fresh_clone / "called").read_text().splitlines() if " -m pip " in line
    )
    assert "--root-user-action ignore" in pip


@pytest.mark.processes
def test_broker_worker_and_beat_start_without_a_warning(tmp_path):
    """As root too, on a machine whose kernel knows nothing of us."""
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    var = tmp_path / "var"
    surroundings = os.environ | {
        "ACCOUNTFILE_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "accountfile.settings",
    }
    surroundings |= {"REDIS_URL": "", "DATABASE_URL": f"sqlite:///{var}/accountfile.sqlite3"}
    started = []
    for name in ("broker", "worker", "beat"):
        with open(tmp_path / name, "w") as log:
            started.append(
                subprocess.Popen(
                    lines[name], shell=True, cwd=ROOT, env=surroundings, stdout=log, stderr=log
                )
            )
    try:
        wait_for(tmp_path / "worker", " ready.")
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=60)
    written = "".join((tmp_path / name).read_text() for name in ("broker", "worker", "beat"))
    assert re.findall(r"(?i).*(?:warning|overcommit|superuser|persistence).*", written) == []


def wait_for(path, words, seconds=120):
    until = time.monotonic() + seconds
    while words not in path.read_text():
        assert time.monotonic() < until, path.read_text()
        time.sleep(0.2)
