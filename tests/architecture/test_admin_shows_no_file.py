"""Django's admin names no row of a file, on any of its pages: they are 404 for the administrator in
the product.
"""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from accountfile.base.admin_site import CountsRelatedRows
from accountfile.core.models import Account, Alias, Stage, Tier, Tracked
from accountfile.mail.models import Letter

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
SECRET_NAME = "Xanadu"


def test_no_row_of_a_file_is_registered():
    assert [model for model in MODELS if issubclass(model, Tracked)] == []
    hidden = {
        "core.change",
        "core.searchentry",
        "core.standing",
        "core.batch",
        "core.notice",
        "core.draft",
    }
    assert hidden & {model._meta.label_lower for model in MODELS} == set()


@pytest.fixture
def xanadu(acme):
    """Max's account under a name that nobody but its readers may meet, with all reference lists in
    use.
    """
    acme.name, acme.stage = SECRET_NAME, Stage.objects.first()
    acme.save()
    return acme


@pytest.mark.parametrize("model", [Tier, Stage], ids=["tier", "stage"])
def test_a_deletion_counts_what_depends_on_a_row_and_names_nothing(model, xanadu, ada, sign_in):
    row = getattr(xanadu, model._meta.model_name)
    label = f"{model._meta.app_label}_{model._meta.model_name}"
    browser = sign_in(ada)
    one = browser.get(reverse(f"admin:{label}_delete", args=[row.pk]))
    chosen = {"action": "delete_selected", "_selected_action": [row.pk]}
    many = browser.post(reverse(f"admin:{label}_changelist"), chosen)
    for answer in (one, many):
        assert (answer.status_code, SECRET_NAME in answer.text) == (200, False)
        assert "Account: 1" in answer.text


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_and_form_names_no_file(model, xanadu, ada, sign_in):
    browser = sign_in(ada)
    label = f"{model._meta.app_label}_{model._meta.model_name}"
    doors = [
        reverse(f"admin:{label}_changelist"),
        reverse(f"admin:{label}_changelist") + f"?q={SECRET_NAME}",
    ]
    for row in model._default_manager.all()[:3]:
        doors += [
            reverse(f"admin:{label}_{page}", args=[row.pk])
            for page in ("change", "history", "delete")
        ]
    pages = [browser.get(door) for door in doors]
    assert {page.status_code for page in pages} <= {200, 403}
    assert [page.request["PATH_INFO"] for page in pages if ">" + SECRET_NAME in page.text] == []


def test_every_admin_counts_instead_of_naming():
    assert [
        model
        for model, kept in admin.site._registry.items()
        if not isinstance(kept, CountsRelatedRows)
    ] == []


def test_recent_actions_and_pickers_name_no_file(xanadu, ada, sign_in):
    browser = sign_in(ada)
    letter = Letter.objects.create(
        key="k", kind="pack", why="w", person=ada, subject=SECRET_NAME, text="t"
    )
    browser.post(reverse("admin:mail_letter_change", args=[letter.pk]), {"_save": "Save"})
    assert LogEntry.objects.filter(object_repr__contains=SECRET_NAME).count() == 0
    picker = {
        "app_label": "people",
        "model_name": "user",
        "field_name": "line_manager",
        "term": SECRET_NAME,
    }
    assert browser.get(reverse("admin:autocomplete"), picker).json()["results"] == []
    assert SECRET_NAME not in browser.get(reverse("admin:index")).text


def test_spellings_are_for_those_who_import(xanadu, max, sign_in):
    alias = Alias.objects.create(field="account", text="Xan", stands_for=SECRET_NAME)
    max.is_staff = True
    max.save()
    max.user_permissions.set(
        type(max.user_permissions.model.objects.first()).objects.filter(codename__contains="alias")
    )
    browser = sign_in(max)
    doors = [
        reverse("admin:core_alias_changelist"),
        reverse("admin:core_alias_change", args=[alias.pk]),
    ]
    assert {browser.get(door).status_code for door in doors} == {403}
    assert Account.objects.filter(name=SECRET_NAME).exists()
