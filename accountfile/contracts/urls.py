"""Contracts and what hangs on them inside one file."""

from django.urls import path

from accountfile.contracts import forms, models, tables, views
from accountfile.pages.records import Records

app_name = "contracts"


def next_notice_first(account):
    return models.Contract.objects.next_notice_first()


contracts = Records(
    models.Contract,
    forms.ContractForm,
    columns=("title",),
    table=tables.ContractTable,
    rows=next_notice_first,
    template="contracts/contract.html",
    show_extra=views.beside_contract,
    empty=(
        "Every contract with this client: what it is worth, when it ends, and by when notice "
        "must be given."
    ),
    verb="Add a contract",
    why="The notice date is worked out for you, and you are reminded from half a year ahead.",
)
obligations = Records(
    models.Obligation,
    forms.ObligationForm,
    columns=("text",),
    table=tables.ObligationTable,
    related=("contract", "owner"),
    template="contracts/obligation.html",
    empty="What the contracts oblige us or the client to do by a day.",
    verb="Add an obligation",
    why="Add what has to be done by a day, so that somebody is reminded of it.",
)
levels = Records(
    models.ServiceLevel,
    forms.ServiceLevelForm,
    columns=("metric",),
    table=tables.ServiceLevelTable,
    related=("contract",),
    empty="What we promised to reach, and how it is measured.",
    verb="Add a service level",
    why="Say how it is measured and what counts as a miss.",
)
readings = Records(
    models.ServiceReading,
    forms.ServiceReadingForm,
    columns=("month",),
    table=tables.ServiceReadingTable,
    related=("service_level__contract",),
    empty="What each service level reached, month by month, and what we credit for missing it.",
    verb="Add a reading",
    why="Enter each month’s reading, so that we know of a miss before the client reports it.",
)
invoices = Records(
    models.Invoice,
    forms.InvoiceForm,
    columns=("number",),
    table=tables.InvoiceTable,
    empty=(
        "Invoices as the books have them; what is unpaid for over sixty days is shown at the "
        "review."
    ),
    verb="Add an invoice",
    why=(
        "Unpaid invoices are shown in the review: they are often the first sign of another problem."
    ),
)

urlpatterns = [
    *contracts.urls,
    *obligations.urls,
    *levels.urls,
    *readings.urls,
    *invoices.urls,
    path("contracts/<int:row_id>/decide/", views.decide, name="decide"),
    path("obligations/<int:row_id>/met/", views.met, name="met"),
]
