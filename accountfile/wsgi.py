"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accountfile.settings")
application = get_wsgi_application()
# What has been loaded by now stays; walking through it again and again is the costly part of
# collecting garbage.
gc.collect()
gc.freeze()
