"""Reference lists of the core; the product itself is not edited here."""

from django.contrib import admin

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
    list_display = ["field", "text", "stands_for"]
    list_filter = ["field"]
    search_fields = ["text", "stands_for"]
