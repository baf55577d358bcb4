"""People in the admin: the one door, the second factor, what may be done and what not."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.admin.models import LogEntry

from accountfile.people.models import User
from tests.people.world import LETTERS, sign_in


@pytest.fixture
def admin_client(client, ada):
    TOTP.activate(ada, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client.force_login(ada)
    return client


def act(client, action, *people):
    data = {"action": action, "_selected_action": [person.pk for person in people]}
    return client.post("/admin/people/user/", data)


def test_the_admin_has_no_sign_in_of_its_own(client, db):
    assert client.get("/admin/login/?next=/admin/").headers["Location"] == "/me/login/?next=/admin/"
    assert client.post("/admin/login/", {"username": "ada", "password": "x"}).status_code == 405


def test_somebody_who_is_no_administrator_is_refused(client, max):
    client.force_login(max)
    assert client.get("/admin/", follow=True).status_code == 403


def test_an_administrator_without_second_factor_sets_one_up_first(client, ada):
    sign_in(client, "ada.admin")
    assert client.get("/admin/people/user/").headers["Location"] == "/me/2fa/totp/activate/"


def test_an_added_person_waits_for_the_invitation_and_stands_in_the_line(admin_client, lena):
    data = {
        "name": "Neo New",
        "email": "Neo@Example.com",
        "line_manager": lena.pk,
        "time_zone": "UTC",
    }
    assert admin_client.post("/admin/people/user/add/", data).status_code == 302
    neo = User.objects.get(username="neo.new")
    assert (neo.email, neo.has_usable_password(), list(lena.reports())) == (
        "neo@example.com",
        False,
        [neo],
    )


def test_the_form_refuses_a_circle(admin_client, max, dora):
    data = {
        "name": "Dora Dean",
        "username": "dora.dean",
        "line_manager": max.pk,
        "time_zone": "UTC",
    }
    answer = admin_client.post(f"/admin/people/user/{dora.pk}/change/", data)
    assert answer.context["adminform"].form.errors == {
        "line_manager": [
            "Max Moss already reports to Dora Dean, so Dora Dean cannot report to Max Moss."
        ]
    }


def test_nobody_is_deleted_here(admin_client, max):
    assert (
        admin_client.post(f"/admin/people/user/{max.pk}/delete/", {"post": "yes"}).status_code
        == 403
    )
    assert User.objects.filter(pk=max.pk).exists()


def test_deactivating_shuts_out_and_is_written_down(admin_client, max, ada):
    act(admin_client, "deactivate", max, ada)
    assert list(User.objects.filter(is_active=False)) == [max]
    assert [str(entry.object_repr) for entry in LogEntry.objects.all()] == ["Max Moss"]
    act(admin_client, "reactivate", max)
    assert User.objects.get(pk=max.pk).is_active


def test_a_lost_second_factor_is_removed_and_the_person_told(admin_client, max):
    TOTP.activate(max, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    act(admin_client, "remove_second_factor", max)
    assert not Authenticator.objects.filter(user=max).exists()
    assert [(letter["to_address"], letter["subject"]) for letter in LETTERS] == [
        ("max@example.com", "Your second factor was removed")
    ]


def test_staff_without_all_rights_cannot_give_themselves_more(client, max):
    TOTP.activate(max, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    User.objects.filter(pk=max.pk).update(is_staff=True)
    from_django = max.user_permissions.model.objects.filter(content_type__app_label="people")
    max.user_permissions.set(from_django)
    client.force_login(max)
    data = {
        "name": "Max Moss",
        "username": "max.moss",
        "time_zone": "UTC",
        "is_superuser": "on",
        "is_staff": "on",
    }
    assert client.post(f"/admin/people/user/{max.pk}/change/", data).status_code == 302
    max.refresh_from_db()
    assert (max.is_staff, max.is_superuser) == (True, False)


@pytest.mark.parametrize(
    "path", ["mfa/authenticator/", "usersessions/usersession/", "account/emailaddress/"]
)
def test_secrets_and_session_keys_are_nobodys_to_read(admin_client, path):
    assert admin_client.get(f"/admin/{path}").status_code == 404


def test_every_choice_of_a_filter_can_be_read(admin_client, max):
    page = admin_client.get("/admin/people/user/")
    changelist = page.context["cl"]
    said = {
        spec.title: [each["display"] for each in spec.choices(changelist)]
        for spec in changelist.filter_specs
    }
    assert said["region"] == ["All", "none"]
    assert all(all(choices) for choices in said.values())
    shown = admin_client.get("/admin/people/user/", {"region": ""}).context["cl"].result_count
    assert shown == User.objects.filter(region="").count() > 0
