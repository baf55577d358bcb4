"""Reference lists: the agenda in its versions, and the bank of questions."""

from django.contrib import admin

from reviews.models import AgendaTemplate, BankQuestion, TemplateItem


class ItemInline(admin.TabularInline):
    model = TemplateItem
    extra = 0


@admin.register(AgendaTemplate)
class AgendaTemplateAdmin(admin.ModelAdmin):
    list_display = ["__str__", "active"]
    inlines = [ItemInline]


@admin.register(BankQuestion)
class BankQuestionAdmin(admin.ModelAdmin):
    list_display = ["number", "heading", "text", "kind", "active"]
    list_filter = ["heading", "active"]
    list_editable = ["active"]
    search_fields = ["text"]
