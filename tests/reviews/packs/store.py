"""Store the fullest pack of the sample company as the one that a test prints for ever in its
format.

Run it once for a new format, in an empty database: ``./dev manage sample`` and then ``./dev manage
shell < tests/reviews/packs/store.py``.
"""

import json
from pathlib import Path

from reviews.models import Pack

fullest = max(Pack.objects.all(), key=lambda pack: len(json.dumps(pack.data)))
kept = {
    name: getattr(fullest, name) for name in ("edition", "template_version", "checksum", "data")
}
target = Path(f"tests/reviews/packs/format-{fullest.data['format']}.json")
target.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
