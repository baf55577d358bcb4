from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "accountfile.mail"
    label = "mail"
    verbose_name = "Mail"
