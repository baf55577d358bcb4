"""Move the answers that were promised no name to where nothing connects them with anybody, and wipe their traces."""

from django.db import migrations

DONE = ("sent", "dead", "void", "doubt")  # a letter that nobody works on any more


def take_names_away(apps, schema_editor):
    answer = apps.get_model("surveys", "Answer")
    nameless = apps.get_model("surveys", "AnonymousAnswer")
    moved = list(answer.objects.filter(survey__anonymous=True))
    nameless.objects.bulk_create(
        nameless(survey_id=a.survey_id, score=a.score, comment=a.comment, replies=a.replies)
        for a in moved
    )
    # What the history and the search have of them bears the time at which each was given.
    ids = [a.pk for a in moved]
    traces = {"model": "surveys.answer", "row_id__in": ids}
    apps.get_model("core", "Change").objects.filter(**traces).delete()
    apps.get_model("core", "SearchEntry").objects.filter(**traces).delete()
    answer.objects.filter(pk__in=ids).delete()
    apps.get_model("surveys", "HistoricalAnswer").objects.filter(id__in=ids).delete()


def forget_who_was_reminded(apps, schema_editor):
    """Level the waves of anonymous surveys, and remove the reminders that only some of those asked got."""
    letter = apps.get_model("mail", "Letter")
    for survey in apps.get_model("surveys", "Survey").objects.filter(anonymous=True):
        asked = survey.invitations.filter(state__in=["sent", "answered"])
        waves = list(asked.values_list("pk", "wave"))
        highest = max((wave for _, wave in waves), default=0)
        keys = [f"survey:{pk}:{n}" for pk, wave in waves for n in range(2, wave + 1)]
        letter.objects.filter(key__in=keys, state__in=DONE).delete()
        asked.update(wave=highest)


def give_them_back(apps, schema_editor):
    answer = apps.get_model("surveys", "Answer")
    for given in apps.get_model("surveys", "AnonymousAnswer").objects.select_related("survey"):
        answer.objects.create(
            survey=given.survey,
            score=given.score,
            comment=given.comment,
            replies=given.replies,
            given_on=given.survey.closes_on,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0002_anonymous_answers"),
        ("core", "0001_initial"),
        ("mail", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(take_names_away, give_them_back),
        migrations.RunPython(forget_who_was_reminded, migrations.RunPython.noop),
    ]
