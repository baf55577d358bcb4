"""The settings of the tests: the product's own, made quick, private to one process and unable to
reach anybody.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "for the tests only, never for an installation")

from accountfile.settings import *  # noqa: E402, F403
from accountfile.settings import (  # noqa: E402
    DATABASES,
    EMAIL_URL,
    INSTALLED_APPS,
    REDIS_URL,
    SECTIONS,
)

# One folder a process, so that parallel workers never meet in a file.
TEST_VAR = Path(tempfile.mkdtemp(prefix="accountfile-tests-"))
atexit.register(shutil.rmtree, TEST_VAR, ignore_errors=True)
MEDIA_ROOT = TEST_VAR / "media"
EMAIL_FILE_PATH = str(TEST_VAR / "mail")
if not EMAIL_URL:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = (
    True  # static files are looked for when one is asked, not anew by every test's client
)
CELERY_BROKER_URL = REDIS_URL or "memory://"
ALLOWED_HOSTS = ["*"]

if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["TEST"] = {
        "NAME": "test_accountfile" + os.environ.get("TEST_DB_SUFFIX", "")
    }

# For the proofs of the section contract: one section more, or one less.
_left_out, _plugged_in = os.environ.get("WITHOUT_SECTION", ""), os.environ.get("PLUG_IN", "")
INSTALLED_APPS = [name for name in INSTALLED_APPS if name != _left_out] + (
    [_plugged_in] if _plugged_in else []
)
SECTIONS = [name for name in SECTIONS if name != _left_out] + ([_plugged_in] if _plugged_in else [])
