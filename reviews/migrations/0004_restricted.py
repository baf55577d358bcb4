"""Which questions are about the account manager, and who managed each account when it was reviewed."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

# A personal clash, a problem with people, and what the account manager needs.
RESTRICTED = [48, 60, 78]
PRIVATE_ITEM = 16


def note_managers(apps, schema_editor):
    """Take who was expected as account manager, for reviews that have been prepared."""
    review = apps.get_model("reviews", "Review")
    there = apps.get_model("reviews", "Participant").objects.filter(review=OuterRef("pk"), role="account_manager")
    review.objects.filter(manager=None).update(manager=Subquery(there.values("person")[:1]))


def restrict(apps, schema_editor):
    apps.get_model("reviews", "BankQuestion").objects.filter(number__in=RESTRICTED).update(restricted=True)
    apps.get_model("reviews", "Answer").objects.filter(question__number__in=RESTRICTED).update(restricted=True)
    make_private(apps, apps.get_model("core", "Change"))
    make_private(apps, apps.get_model("core", "SearchEntry"))


def make_actions_private(apps, schema_editor):
    """Withdraw the actions made under the private item too, where their owner goes on seeing them."""
    line = apps.get_model("people", "ReportingLine").objects
    lines = apps.get_model("reviews", "Minute").objects.filter(number=PRIVATE_ITEM, action__about=None)
    for minute in lines.exclude(action=None).exclude(review__manager=None).select_related("review", "action"):
        action, manager = minute.action, minute.review.manager_id
        if not line.filter(senior=action.owner_id, junior=manager).exists():
            continue
        action.about_id = manager
        action.save(update_fields=["about"])
        for model in (apps.get_model("core", "Change"), apps.get_model("core", "SearchEntry")):
            of_action = model.objects.filter(model="core.action", row_id=action.pk)
            of_action.update(audience="private", about=manager)


def make_private(apps, model):
    """Withdraw from the team what the history and the search tell of lines under the private item."""
    lines = apps.get_model("reviews", "HistoricalMinute").objects.filter(id=OuterRef("row_id"), number=PRIVATE_ITEM)
    reviews = apps.get_model("reviews", "Review").objects.filter(pk=OuterRef("of"))
    rows = model.objects.filter(model="reviews.minute", row_id__in=lines_of(apps))
    rows = rows.annotate(of=Subquery(lines.values("review_id")[:1]))
    for row in rows.annotate(manager=Subquery(reviews.values("manager")[:1])).iterator():
        row.audience, row.about_id = "private", row.manager
        row.save(update_fields=["audience", "about"])


def lines_of(apps):
    return apps.get_model("reviews", "HistoricalMinute").objects.filter(number=PRIVATE_ITEM).values("id")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_private_work"), ("core", "0005_private_work")]
    operations = [
        migrations.RunPython(note_managers, migrations.RunPython.noop),
        migrations.RunPython(restrict, migrations.RunPython.noop),
        migrations.RunPython(make_actions_private, migrations.RunPython.noop),
    ]
