from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "accountfile.profile"
    label = "profile"
    verbose_name = "Client profile"
