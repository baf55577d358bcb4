"""Who gets which answer from a person's own pages; the sign-in pages themselves are walked in
test_doors.py.
"""

from tests.access import EVERYBODY, Row, moves

ROWS = [
    Row("me", EVERYBODY),
    Row(
        "me",
        moves(EVERYBODY),
        method="post",
        data=lambda acme, cast: {"time_zone": "Europe/Berlin", "digest": "on"},
    ),
    Row("admin_sign_in", dict.fromkeys(EVERYBODY, 403) | {"anon": 302}),
    Row("admin_password", EVERYBODY | {"anon": 302}),
]
