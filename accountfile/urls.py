"""Mounts every section, and lists every public door by hand."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from accountfile.cover.views import accounts, desk, file, outbox, search, system_status, work
from accountfile.importing import views as imports
from accountfile.pages import lists
from accountfile.pages import views as drafts
from accountfile.people.urls import admin_doors


def section_urls():
    """Yield the patterns of each section: inside a file, across my accounts, and for people without
    a login.
    """
    for name in settings.SECTIONS:
        slug = name.rsplit(".", 1)[-1]
        if find_spec(f"{name}.urls"):
            yield path(f"accounts/<int:account_id>/{slug}/", include((f"{name}.urls", slug)))
        if find_spec(f"{name}.desk_urls"):
            yield path(f"{slug}/", include((f"{name}.desk_urls", f"{slug}_desk")))
        if find_spec(f"{name}.public_urls"):
            yield path(f"p/{slug}/", include((f"{name}.public_urls", f"{slug}_public")))


old_system_status = RedirectView.as_view(pattern_name="system_status", permanent=True)
mark = RedirectView.as_view(url="/static/mark.svg", permanent=True)

handler400 = "accountfile.pages.errors.bad_request"
handler403 = "accountfile.pages.errors.forbidden"
handler404 = "accountfile.pages.errors.gone"
handler500 = "accountfile.pages.errors.server_error"

one = "accounts/<int:account_id>/"
# The sections come before the page of any section by its slug, so that their own pages win.
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("people/", desk.people, name="people"),
    path("search/", search.search, name="search"),
    path("search/<int:entry_id>/", search.found, name="found"),
    path("notices/", work.notices, name="notices"),
    path("notices/read/", work.read_all, name="read_all"),
    path("notices/<int:notice_id>/read/", work.read_notice, name="read_notice"),
    path("system-status/", system_status.system_status, name="system_status"),
    path("house/", old_system_status, name="old_system_status"),
    path("drafts/", drafts.keep_draft, name="keep_draft"),
    path("drafts/drop/", drafts.drop_draft, name="drop_draft"),
    path("columns/<slug:table>/", lists.choose_columns, name="choose_columns"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:letter_id>/", outbox.letter, name="letter"),
    path("outbox/<int:letter_id>/again/", outbox.send_again, name="letter_again"),
    path("outbox/<int:letter_id>/arrived/", outbox.it_arrived, name="letter_arrived"),
    path("outbox/<int:letter_id>/file/", outbox.attachment, name="letter_file"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.upload, name="import_new"),
    path("imports/invite/", imports.invite, name="invite"),
    path("imports/<int:batch_id>/", imports.one, name="import"),
    path("imports/<int:batch_id>/columns/", imports.columns, name="import_columns"),
    path("imports/<int:batch_id>/problems.csv", imports.problems, name="import_problems"),
    path("imports/<int:batch_id>/doubts/", imports.doubts, name="import_doubts"),
    path("imports/<int:batch_id>/confirm/", imports.confirm, name="import_confirm"),
    path("imports/<int:batch_id>/undo/", imports.undo, name="import_undo"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/add/", accounts.add, name="account_add"),
    path(one, file.file, name="file"),
    path(f"{one}snapshot/", file.snapshot, name="snapshot"),
    path(f"{one}missing/", file.missing, name="missing"),
    path(f"{one}cover/", file.edit_cover, name="edit_cover"),
    path(f"{one}lead/", file.lead, name="lead"),
    path(f"{one}history/", file.file_history, name="file_history"),
    path(f"{one}history/<int:change_id>/put-back/", file.put_back, name="put_back"),
    path(f"{one}actions/<int:row_id>/end/", work.close_action, name="close_action"),
    path(f"{one}actions/<int:row_id>/reopen/", work.reopen_action, name="reopen_action"),
    path(f"{one}documents/<int:row_id>/file/", work.download, name="download"),
    path(one, include("accountfile.cover.urls")),
    *section_urls(),
    path(f"{one}<slug:slug>/", file.section_page, name="section"),
    path(f"{one}<slug:slug>/charts/<slug:name>.svg", file.chart, name="chart"),
    path("me/", include("accountfile.people.urls")),
    *admin_doors,
    path("admin/", admin.site.urls),
    # Doors without a sign-in: these, the sign-in pages, and a section's public_urls.
    path("healthz", login_not_required(system_status.healthy), name="healthy"),
    path("favicon.ico", login_not_required(mark), name="favicon"),
]
