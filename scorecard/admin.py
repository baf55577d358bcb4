"""Reference lists of delivery: the templates of scorecards."""

from django.contrib import admin

from scorecard.models import Measure, Template


class MeasureInline(admin.TabularInline):
    model = Measure
    extra = 0


@admin.register(Template)
class TemplateAdmin(admin.ModelAdmin):
    list_display = ["name", "about"]
    inlines = [MeasureInline]
