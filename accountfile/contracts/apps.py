from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "accountfile.contracts"
    label = "contracts"
    verbose_name = "Contracts"
