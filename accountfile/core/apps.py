from django.apps import AppConfig

from accountfile.core import sections


class CoreConfig(AppConfig):
    name = "accountfile.core"
    label = "core"
    verbose_name = "Account File"

    def ready(self):
        sections.discover()
