from django.apps import AppConfig


class BlueprintConfig(AppConfig):
    name = "accountfile.blueprint"
    label = "blueprint"
    verbose_name = "Blueprint"
