"""What is installed is fixed by hash, and no committed lock names where it comes from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_python_package_is_pinned_by_hash_without_an_address(name):
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=[a-z])", text)
    assert [
        entry.split()[0] for entry in entries if "--hash=sha256:" not in entry or "==" not in entry
    ] == []
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url\S*|--find-links\S*", text) == []


def test_every_browser_package_is_pinned_by_hash_without_an_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: entry for name, entry in packages.items() if name}
    assert [
        name for name, entry in installed.items() if "integrity" not in entry or "resolved" in entry
    ] == []
