from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "accountfile.importing"
    label = "importing"
    verbose_name = "Imports"
