"""Reference lists of the core; the product itself is not edited here."""

from django.contrib import admin

from accountfile.core import access
from accountfile.core.models import Alias, ExchangeRate, Stage, Tier


@admin.register(Tier)
class TierAdmin(admin.ModelAdmin):
    list_display = ["name", "place", "review_every_months"]
    list_editable = ["place", "review_every_months"]


@admin.register(Stage)
class StageAdmin(admin.ModelAdmin):
    list_display = ["name", "place"]
    list_editable = ["place"]


@admin.register(ExchangeRate)
class ExchangeRateAdmin(admin.ModelAdmin):
    list_display = ["currency", "from_on", "rate"]
    list_filter = ["currency"]


@admin.register(Alias)
class AliasAdmin(admin.ModelAdmin):
    """The spellings name clients, so they are for those who import the files that do."""

    list_display = ["field", "text", "stands_for"]
    list_filter = ["field"]
    search_fields = ["text", "stands_for"]

    def has_module_permission(self, request):
        return super().has_module_permission(request) and access.may_import(request.user)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and access.may_import(request.user)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and access.may_import(request.user)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and access.may_import(request.user)
