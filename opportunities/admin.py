"""The reference lists of sales: products and stages."""

from django.contrib import admin

from opportunities.models import PipelineStage, Product


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    list_display = ["name", "series", "list_price", "currency", "active"]
    list_filter = ["active", "series"]
    search_fields = ["name", "external_id"]


@admin.register(PipelineStage)
class PipelineStageAdmin(admin.ModelAdmin):
    list_display = ["name", "place", "kind", "probability"]
