from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    name = "scorecard"
    label = "scorecard"
    verbose_name = "Delivery performance"
