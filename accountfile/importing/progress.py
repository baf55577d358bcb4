"""What the person who started an import hears of it: how far it is, and how it ended."""

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accountfile.core import notices
from accountfile.core.sections import Reminder


def in_words(counts):
    return ", ".join(
        f"{counts[name]:,} {name}" for name in ("stored", "updated", "unchanged", "refused")
    )


def telling(batch, words):
    """Return a function that lets the page of the batch say how far this step is."""
    return lambda done, total: cache.set(
        f"import:{batch.pk}",
        (words, done, total),
        600,
    )


def progress(batch):
    """Return in words what is being done, and how many rows of how many are done; (0, 0) while
    nobody knows.
    """
    return cache.get(f"import:{batch.pk}") or (batch.get_state_display().capitalize(), 0, 0)


def tell(batch, text):
    if batch.person:
        key = f"import:{batch.pk}:{timezone.now().isoformat()}"
        url = reverse("import", args=[batch.pk])
        notices.tell([Reminder(key, batch.person_id, None, text, url, "You started this import.")])
