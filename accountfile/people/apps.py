from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "accountfile.people"
    label = "people"
    verbose_name = "People"
