"""Of an anonymous survey nothing tells who has answered, and nothing below five answers what was
said.

The walk makes the same survey twice, answered by different people, and compares every page byte by
byte.
"""

import itertools
import re
import uuid
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accountfile.core import restoring, sections
from accountfile.core.models import Action, Change, SearchEntry
from accountfile.core.mornings import reminders_of
from accountfile.mail.models import Letter, LetterEvent
from accountfile.periods import EVER
from surveys import services
from surveys.models import AnonymousAnswer, Answer, Invitation, Survey
from tests.access import Row
from tests.architecture.walking import tables
from tests.surveys.conftest import link_of

SECTION = sections.section_named("surveys")
NAMES = ["Ana", "Ben", "Cleo", "Dan", "Eva", "Fay"]
CANARY = "The canary sings"
# What differs between two pages of one state: keys against forgery and against a second press.
ACROSS = ["desk", "people", "accounts", "notices", "outbox", "system_status", "surveys_desk:list"]
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
FRESH = re.compile(rb'name="(csrfmiddlewaretoken|press)" value="[^"]*"|"X-CSRFToken": "[^"]*"')


@pytest.fixture
def quiet(acme, max, today):
    """An anonymous survey, sent to six people."""
    survey = Survey.objects.create(
        account=acme, title="Quiet", anonymous=True, closes_on=today + timedelta(days=20)
    )
    people = [(name, f"{name.lower()}@example.com", "Plant") for name in NAMES]
    services.ask(survey=survey, people=people)
    services.send(survey=survey, by=max, on=today)
    survey.refresh_from_db()
    return survey


def answer(*names, score="3"):
    for name in names:
        given = {"score": score, "comment": f"{CANARY} {score}"}
        assert Client().post(link_of(name), given).status_code == 302


def end(survey, today):
    survey.closes_on = today - timedelta(days=1)
    survey.save()


def pages_of(acme, survey):
    """Return the address of every page that needs nothing but the file, and those of the survey."""
    plain = Row.__dataclass_fields__["make"].default
    rows = [row for row in tables() if row.method == "get" and row.make is plain]
    for row in rows:
        try:
            yield reverse(row.name, args=[acme.pk])
        except NoReverseMatch:
            if row.name in ACROSS:
                yield reverse(row.name)
    for name in ("survey", "survey_edit", "ask"):
        yield reverse(f"surveys:{name}", args=[acme.pk, survey.pk])
    yield reverse("surveys:survey_list", args=[acme.pk]) + "?export=csv"


def pages_across():
    """Return the address of every page across files on which a survey or a letter might show."""
    yield from (reverse(name) for name in ACROSS)
    yield from (reverse("letter", args=[letter.pk]) for letter in Letter.objects.order_by("pk"))
    yield reverse("search") + "?q=canary"
    for query in ("sort=answered", "sort=-answered", "export=csv"):
        yield f"{reverse('surveys_desk:list')}?{query}"


def admin_pages():
    for model in sorted(admin.site._registry, key=lambda model: model._meta.label):
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"admin:{label}_changelist")
    yield from (
        reverse("admin:mail_letter_change", args=[each.pk]) for each in Letter.objects.all()
    )


def seen(browser, urls):
    return {url: FRESH.sub(b"", browser.get(url).getvalue()) for url in urls}


def walk(acme, survey, cast, sign_in, monkeypatch, who):
    """Return what every page shows when these people have answered and everybody has been
    reminded.
    """
    numbers = itertools.count(1000)
    monkeypatch.setattr(services.secrets, "token_urlsafe", lambda _: f"token-{next(numbers)}")
    with transaction.atomic():
        answer(*who)
        services.send(survey=survey, by=cast["max"], on=survey.sent_on, again=True)
        # The database's own clock and the numbers of messages differ between any two runs.
        Letter.objects.update(created_at=NOON, next_attempt_at=NOON)
        LetterEvent.objects.update(at=NOON)
        for letter in Letter.objects.all():
            Letter.objects.filter(pk=letter.pk).update(number=uuid.UUID(int=letter.pk))
        found = [
            seen(sign_in(cast["max"]), pages_of(acme, survey)),
            seen(sign_in(cast["dora"]), pages_across()),
            seen(sign_in(cast["ada"]), admin_pages()),
        ]
        found.append({"pack": SECTION.pack(acme, EVER, sections.INTERNAL)})
        found.append({"letters": list(Letter.objects.order_by("pk").values("key", "subject"))})
        transaction.set_rollback(True)
    # What was rolled back has used up numbers, which show in addresses.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
    return found


def test_no_page_tells_whether_the_one_or_the_other_has_answered(
    acme, quiet, cast, sign_in, monkeypatch
):
    TOTP.activate(cast["ada"], "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    by_ana, by_fay = (
        walk(acme, quiet, cast, sign_in, monkeypatch, [who]) for who in ("Ana", "Fay")
    )
    assert [len(pages) for pages in by_ana] == [len(pages) for pages in by_fay]
    differing = [
        url
        for one, other in zip(by_ana, by_fay, strict=True)
        for url in one
        if one[url] != other.get(url)
    ]
    assert differing == []
    assert [url for pages in by_ana for url, page in pages.items() if CANARY in str(page)] == []


def test_everybody_is_reminded_in_the_same_words(quiet, max, today):
    answer("Ana")
    assert services.send(survey=quiet, by=max, on=today, again=True) == 6
    second = Letter.objects.filter(key__endswith=":2").order_by("to_name")
    assert [letter.to_name for letter in second] == NAMES
    texts = {re.sub(r"/p/surveys/\S+", "", each.text).replace(each.to_name, "") for each in second}
    assert len(texts) == 1
    assert "We write to everybody we asked" in texts.pop()


def test_the_new_link_of_who_has_answered_opens_nothing(quiet, max, today, client):
    answer("Ana")
    services.send(survey=quiet, by=max, on=today, again=True)
    answers = [client.post(link_of(name), {"score": "9"}).status_code for name in ("Ana", "Ben")]
    assert (answers, quiet.anonymous_answers.count()) == ([404, 302], 2)


def test_whether_somebody_has_answered_cannot_be_tried_by_taking_back(quiet, max, sign_in):
    answer("Ana")
    browser, found = sign_in(max), []
    for invitation in quiet.invitations.filter(name__in=["Ana", "Ben"]):
        assert services.revoke(invitation=invitation) is False
        url = reverse("surveys:revoke", args=[quiet.account_id, invitation.pk])
        found.append(FRESH.sub(b"", browser.post(url, follow=True).content))
    assert found[0] == found[1]
    assert Letter.objects.filter(state="void").count() == 0


def test_who_is_not_yet_asked_can_be_taken_off_the_list(quiet):
    services.ask(survey=quiet, people=[("Gil", "gil@example.com", "")])
    gil = quiet.invitations.get(name="Gil")
    assert (gil.can_be_revoked, services.revoke(invitation=gil)) == (True, True)
    assert [each.can_be_revoked for each in quiet.invitations.filter(name="Ana")] == [False]


def test_the_list_of_those_asked_says_sent_of_everybody(quiet):
    answer("Ana")
    assert {each.shown_state for each in quiet.invitations.all()} == {"sent"}


def test_an_answer_without_a_name_leaves_no_trace(quiet, max):
    before = Change.objects.count(), SearchEntry.objects.count()
    answer("Ana")
    assert (Change.objects.count(), SearchEntry.objects.count()) == before
    assert [Answer.objects.count(), Answer.history.count()] == [0, 0]
    dates = [
        f.name for f in AnonymousAnswer._meta.fields if f.get_internal_type().startswith("Date")
    ]
    assert (dates, [f.name for f in AnonymousAnswer._meta.fields if f.is_relation]) == (
        [],
        ["survey"],
    )


def test_four_answers_are_never_shown(quiet, acme, max, today, sign_in):
    answer("Ana", "Ben", "Cleo", "Dan")
    end(quiet, today)
    browser = sign_in(max)
    for url in (quiet.get_absolute_url(), reverse("section", args=[acme.pk, "surveys"])):
        assert CANARY not in browser.get(url).content.decode()
    assert "fewer than 5 of 6" in browser.get(quiet.get_absolute_url()).content.decode()
    assert CANARY not in str(SECTION.pack(acme, EVER, sections.INTERNAL))
    assert list(SECTION.signals([acme], today)) == []
    assert [state.state for state in SECTION.inputs(acme, today)] == ["missing"]
    assert [q.answered_on for q in SECTION.questions([acme], today)] == [None, None, None]


def test_five_answers_are_shown_when_the_survey_is_over_and_not_before(
    quiet, acme, max, today, sign_in
):
    answer(*NAMES[:5])
    browser = sign_in(max)
    assert CANARY not in browser.get(quiet.get_absolute_url()).content.decode()
    assert [item.text for item in SECTION.agenda(acme, None, today)] == ["Quiet: 5 of 6 so far."]
    end(quiet, today)
    page = browser.get(quiet.get_absolute_url()).content.decode()
    assert (page.count(CANARY), "Call back" in page) == (5, False)
    assert CANARY in str(SECTION.pack(acme, EVER, sections.INTERNAL))
    assert [q.answered_on for q in SECTION.questions([acme], today)][:2] == [quiet.closes_on] * 2
    assert [s.text for s in SECTION.signals([acme], today)] == ["Net promoter score -100 (n = 5)"]


def test_nobody_is_asked_to_call_back_whoever_has_no_name(quiet, acme, max, today):
    answer(*NAMES)
    end(quiet, today)
    assert (list(SECTION.needs(max, today)), list(reminders_of(SECTION, today))) == ([], [])
    told = [(item.text, item.tone) for item in SECTION.agenda(acme, None, today)][1]
    assert told == (f"Somebody said “{CANARY} 3”.", "watch")
    assert Action.objects.count() == 0


def test_a_closed_anonymous_survey_stays_closed(quiet, today):
    end(quiet, today)
    quiet.closes_on = today + timedelta(days=1)
    with pytest.raises(ValidationError, match="stays closed"):
        quiet.full_clean()


def test_the_promise_of_a_sent_survey_cannot_be_put_back(acme, max, today, rf):
    survey = Survey.objects.create(account=acme, title="Quiet", closes_on=today)
    survey.anonymous = True
    survey.save()
    change = Change.objects.of_row(survey).get(kind=Change.CHANGED)
    survey.sent_on = today
    survey.save()
    with pytest.raises(restoring.CannotRestore, match="its promise stay"):
        restoring.restore(change, by=max)


def test_what_was_answered_before_the_names_were_taken_away_is_moved_without_a_trace(quiet, today):
    old = Answer.objects.create(survey=quiet, score=2, comment=CANARY, given_on=today)
    quiet.invitations.filter(name="Ben").update(wave=3)
    Letter.objects.create(
        key=f"survey:{quiet.invitations.get(name='Ben').pk}:2",
        state="dead",
        to_address="ben@example.com",
        text="",
        subject="",
    )
    forward = import_module("surveys.migrations.0003_without_a_name")
    forward.take_names_away(apps, None)
    forward.forget_who_was_reminded(apps, None)
    assert [(a.score, a.comment) for a in AnonymousAnswer.objects.all()] == [(2, CANARY)]
    left = Change.objects.filter(model="surveys.answer").count(), Answer.history.count()
    assert (left, Answer.objects.filter(pk=old.pk).exists()) == ((0, 0), False)
    assert set(Invitation.objects.values_list("wave", flat=True)) == {3}
    assert Letter.objects.filter(key__endswith=":2").count() == 0
