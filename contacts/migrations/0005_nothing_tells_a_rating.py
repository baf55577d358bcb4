"""Take the steps of the consensus out of the history, and work the consensus out by its present rule."""

from statistics import median_low

from django.db import migrations

FIELDS = {"allegiance", "influence", "coverage", "known_to", "disputed", "rated_on"}


def forget_the_steps(apps, schema_editor):
    changes = apps.get_model("core", "Change").objects
    changes.filter(model="contacts.rating", kind__in=["added", "changed"]).delete()
    for change in changes.filter(model="contacts.contact", kind="changed").iterator():
        left = [each for each in change.diff if each[0] not in FIELDS]
        if not left:
            changes.filter(pk=change.pk).delete()
        elif left != change.diff:
            changes.filter(pk=change.pk).update(diff=left)


def work_out_again(apps, schema_editor):
    contacts = apps.get_model("contacts", "Contact").objects
    ratings = {}
    for rating in apps.get_model("contacts", "Rating").objects.all():
        ratings.setdefault(rating.contact_id, []).append(rating)
    for contact_id, given in ratings.items():
        contacts.filter(pk=contact_id).update(**together(given))
    # Who was never rated is not known, rather than never met.
    contacts.filter(raters=0, rated_on=None).update(coverage=None, known_to=None)


def fill(apps, schema_editor):
    """Give back the numbers that the columns before could not be without."""
    contacts = apps.get_model("contacts", "Contact").objects
    contacts.filter(coverage=None).update(coverage=0)
    contacts.filter(known_to=None).update(known_to=0)


def together(given):
    sides = [rating.allegiance for rating in given if rating.allegiance is not None]
    weights = [rating.influence for rating in given if rating.influence is not None]
    spread = max(sides) - min(sides) if sides else 0
    several, many = len(given) >= 2, len(given) >= 3
    opposed = len(sides) >= 3 and (spread >= 3 or min(sides) < 0 < max(sides))
    return {
        "raters": len(given),
        "allegiance": median_low(sides) if len(sides) >= 3 else None,
        "influence": median_low(weights) if len(weights) >= 3 else None,
        "coverage": max(rating.coverage for rating in given) if many else None,
        "known_to": sum(rating.coverage >= 2 for rating in given) if several else None,
        "disputed": opposed or (len(sides) == 2 and spread > 1),
        "rated_on": max(rating.rated_on for rating in given) if several else None,
    }


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0004_consensus"),
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(forget_the_steps, migrations.RunPython.noop),
        migrations.RunPython(work_out_again, fill),
    ]
