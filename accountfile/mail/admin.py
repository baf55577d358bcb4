"""The outbox as the administrator sees it: states with their counts, what can be done, and nothing
of the files.
"""

from django.contrib import admin, messages

from accountfile.mail import services
from accountfile.mail.models import Heartbeat, Lane, Letter, LetterEvent


class LookOnly:
    """Nothing is written, changed or deleted by hand; there are actions for what may be done."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in self.model._meta.fields]


class EventInline(LookOnly, admin.TabularInline):
    model = LetterEvent
    fields = ["at", "who", "before", "after"]
    extra = 0

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Letter)
class LetterAdmin(LookOnly, admin.ModelAdmin):
    """How letters fare, without what they say and to whom outside: that is for those who open the
    account's file.

    They read it in the product's own outbox, whose links lead nowhere for everybody else.
    """

    fields = [
        "number",
        "kind",
        "to_whom",
        "state",
        "attempts",
        "next_attempt_at",
        "sent_at",
        "smtp_code",
        "created_at",
    ]
    list_display = [
        "__str__",
        "to_whom",
        "state",
        "attempts",
        "next_attempt_at",
        "sent_at",
        "smtp_code",
    ]
    list_select_related = ["person"]
    list_filter = ["state", "kind"]
    show_facets = admin.ShowFacets.ALWAYS
    search_fields = ["person__name"]
    list_per_page = 50
    inlines = [EventInline]
    actions = ["try_again", "void", "hold", "let_go"]

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    @admin.display(description="to")
    def to_whom(self, letter):
        return letter.person or "somebody outside"

    @admin.action(description="Try again", permissions=["change"])
    def try_again(self, request, queryset):
        stuck = [letter for letter in queryset if letter.can_be_sent_again]
        for letter in stuck:
            services.send_again(letter, by=request.user)
        self._say(request, len(stuck), "on the way again")

    @admin.action(description="Withdraw", permissions=["change"])
    def void(self, request, queryset):
        done = services.withdraw(queryset, by=request.user, reason="Withdrawn by an administrator.")
        self._say(request, done, "withdrawn")

    @admin.action(description="Hold back", permissions=["change"])
    def hold(self, request, queryset):
        done = services.hold(queryset, by=request.user, reason="Held back by an administrator.")
        self._say(request, done, "held back")

    @admin.action(description="Let go", permissions=["change"])
    def let_go(self, request, queryset):
        self._say(
            request,
            services.let_go(queryset, by=request.user),
            "let go",
        )

    def _say(self, request, number, what):
        self.message_user(
            request,
            f"{number} of the chosen letters {what}.",
            messages.SUCCESS,
        )


@admin.register(Lane)
class LaneAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["name", "paused_until", "ours_to_mend", "reason"]
    actions = ["go_on"]

    @admin.action(description="Go on now", permissions=["change"])
    def go_on(self, request, queryset):
        queryset.update(paused_until=None, ours_to_mend=False, reason="")
        services.wake()
        self.message_user(request, "Letters are being sent again.", messages.SUCCESS)


@admin.register(Heartbeat)
class HeartbeatAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["name", "started_at", "finished_at", "error"]

    def has_change_permission(self, request, obj=None):
        return False
