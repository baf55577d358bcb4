"""What one installation has for itself: its folder and its key. Used by the settings alone."""

import contextlib
import os
import secrets


def private_folder(path):
    """Make the folder and let nobody else on this machine read it, nor anything that we write
    anywhere.
    """
    os.umask(0o077)
    path.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(
        PermissionError
    ):  # a folder that belongs to another is in that other's hands
        path.chmod(0o700)
    return path


def own_secret(folder):
    """Return this installation's own key, made at the first start; a team sets SECRET_KEY
    instead.
    """
    path = folder / "secret_key"
    if not path.exists():
        with open(
            path,
            "x",
            opener=lambda name, flags: os.open(name, flags, 0o600),
        ) as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()
