from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    label = "opportunities"
    verbose_name = "Sales and marketing"
