from django.apps import AppConfig


class CoverConfig(AppConfig):
    name = "accountfile.cover"
    label = "cover"
    verbose_name = "Cover"
