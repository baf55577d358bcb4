from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "accountfile.workshop"
    label = "workshop"
    verbose_name = "Workshop"
