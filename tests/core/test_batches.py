"""An import as a row: what is done at once, what waits for a worker, and how a spelling is kept."""

import pytest
from django.core.files.base import ContentFile

from accountfile.core.models import Alias, Batch

PAST = Batch.UNPACKED_AT_ONCE + 1


@pytest.mark.parametrize(
    ("size", "unpacked", "light"),
    [
        (Batch.AT_ONCE, Batch.UNPACKED_AT_ONCE, True),
        (Batch.AT_ONCE + 1, 0, False),
        (1, PAST, False),
    ],
)
def test_a_file_is_read_at_once_up_to_its_size_and_the_size_unpacked(size, unpacked, light):
    batch = Batch(file=ContentFile(b"x" * size, "a.csv"), unpacked=unpacked)
    assert batch.is_light is light


def test_a_batch_waits_for_a_worker_or_is_with_one_between_each_pair_of_pages():
    waiting = {state for state in Batch.State if Batch(state=state).is_waiting}
    assert waiting == {*Batch.AT_WORK, *Batch.AT_WORK.values()}
    assert not Batch(state=Batch.State.DONE).is_waiting


def test_a_spelling_is_found_by_its_plain_words(db):
    Alias.objects.create(field="product", text="GTX  Pró", stands_for="GTX Pro")
    assert Alias.objects.get().words == "gtx pro"
