from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "accountfile.pages"
    label = "pages"
    verbose_name = "Pages"
