"""Which days a blueprint is judged by."""

from datetime import timedelta

REVIEWED_WITHIN = timedelta(days=100)
EVIDENCE_FOR = timedelta(days=90)
STILL_TO_COME = "This day is still to come."
