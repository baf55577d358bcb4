"""Pages about the person who reads them, mounted at /me/.

django-allauth's views are named one by one, so that what it may add in a later version, and what
this product does not offer (signing up, several e-mail addresses, sign-in by code), is no door.
"""

from allauth.account import views as account
from django.urls import include, path, re_path

from accountfile.people import views

sign_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

urlpatterns = [
    path("", views.me, name="me"),
    *sign_in,
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

# Mounted in front of admin.site.urls, whose own pages for signing in and for passwords know no
# limits.
admin_doors = [
    path("admin/login/", views.admin_sign_in, name="admin_sign_in"),
    path("admin/password_change/", account.password_change, name="admin_password"),
]
