"""The one writer of ``Standing`` and of the sections' stored figures: completeness, freshness,
health and figures of many files at a time.
"""

from collections import defaultdict
from functools import partial

from django.apps import apps
from django.db.models import Count, Q
from django.utils import timezone

from accountfile.base.clock import house_day
from accountfile.base.locks import unless_locked
from accountfile.core import sections
from accountfile.core.models import Account, Action, Standing
from accountfile.mail import fences
from accountfile.periods import twelve_months_to

BATCH = 500
STARTING_HEALTH = 70
# Whether a file has changed since is not written with its figures: only ``clear`` may say so.
WRITTEN = [
    f.name for f in Standing._meta.concrete_fields if f.name not in ("account", "stale_since")
]


def refresh(account_ids, today):
    """Work out the standing of these accounts and store it: a fixed number of statements for each
    500.
    """
    refreshed = fences.batches(
        account_ids, BATCH, partial(_refresh, today), job="standing", whole=False
    )
    return sum(refreshed)


def _refresh(today, account_ids):
    _store(*_worked_out(account_ids, today))
    return len(account_ids)


def _worked_out(account_ids, today):
    """Return the Standing of each account, and the rows of the sections' own figures."""
    # Before the facts: what changes from here on moves the stamp, and the file stays stale.
    stamps = dict(
        Standing.objects.filter(account__in=account_ids).values_list("account", "stale_since")
    )
    accounts = Account.objects.filter(pk__in=account_ids).select_related(
        "account_manager", "tier", "stage"
    )
    standings, figures = [], []
    for account, facts in _facts(list(accounts), today):
        standings.append(_standing_of(account, facts, stamps.get(account.pk)))
        figures += _section_figures(account, facts)
    return standings, figures


def refresh_stale(today, limit=2000):
    """Work out what has changed since the last time; the sweep and every look at a stale file call
    it.
    """
    stale = Standing.objects.stale().order_by("stale_since")
    return refresh(stale.values_list("account_id", flat=True)[:limit], today)


def current(account):
    """Return the standing of one account as it is now, working it out first if the file has changed
    since.
    """
    standing = getattr(account, "standing", None)
    if standing is None or standing.stale_since:
        [standing], figures = _worked_out([account.pk], house_day())
        unless_locked(_store, [standing], figures)
        # For this page; whether for the others too is for the database to say.
        standing.stale_since = None
        account.standing = standing
    return standing


def _store(standings, figures):
    _write(Standing, standings, WRITTEN)
    for model, rows in _by_model(figures).items():
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        _write(model, rows, fields)
    Standing.objects.clear([standing.account_id for standing in standings])


def _by_model(rows):
    found = defaultdict(list)
    for row in rows:
        found[type(row)].append(row)
    return found


def _write(model, rows, fields):
    model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["account"],
        update_fields=fields,
        batch_size=BATCH,
    )


def _facts(accounts, today):
    """Yield each account with all that the sections say of it."""
    facts = {
        account.pk: {"questions": defaultdict(list), "signals": [], "figures": defaultdict(dict)}
        for account in accounts
    }
    for section in sections.all_sections():
        for question in section.questions(accounts, today):
            of_account = facts[question.account_id]
            state = question.state(today)
            dot = state if not question.not_applicable else None
            of_account["questions"][section.slug].append(dot)
            of_account.setdefault("weights", []).append((question, state))
        for signal in section.signals(accounts, today):
            facts[signal.account_id]["signals"].append(signal)
        for account_id, figures in section.figures(accounts, twelve_months_to(today)).items():
            facts[account_id]["figures"][section.figures_in] |= figures
    for row in _actions(accounts, today):
        facts[row["account"]]["figures"][""] |= {
            "open_actions": row["open"],
            "overdue_actions": row["late"],
        }
    for account in accounts:
        yield account, facts[account.pk]


def _actions(accounts, today):
    rows = Action.objects.open().filter(account__in=accounts).order_by().values("account")
    return rows.annotate(
        open=Count("pk"),
        late=Count("pk", filter=Q(due_on__lt=today)),
    )


def _standing_of(account, facts, stamp):
    asked = [(q.weight, state) for q, state in facts.get("weights", []) if not q.not_applicable]
    total = sum(weight for weight, _ in asked)
    answered = sum(weight for weight, state in asked if state != sections.MISSING)
    fresh = sum(weight for weight, state in asked if state == sections.READY)
    health, parts = _health(facts["signals"])
    states = {slug: _worst(each) for slug, each in facts["questions"].items()}
    return Standing(
        account=account,
        completeness=round(100 * answered / total) if total else 0,
        freshness=round(100 * fresh / answered) if answered else 0,
        missing=sum(state == sections.MISSING for _, state in asked),
        out_of_date=sum(state == sections.STALE for _, state in asked),
        health=health,
        health_parts=parts,
        section_states=states,
        stale_since=stamp,
        seen_stamp=stamp,
        refreshed_at=timezone.now(),
        **facts["figures"][""],
    )


def _section_figures(account, facts):
    for model, figures in facts["figures"].items():
        if model:
            yield apps.get_model(model)(account=account, **figures)


def _health(signals):
    """Return health from 0 to 100 with its contributions, the heaviest first; None while nothing
    speaks for or against.

    Health starts at 70: nothing known is neither good news nor bad.
    """
    if not signals:
        return None, []
    parts = sorted(signals, key=lambda signal: -abs(signal.points))
    health = max(
        0,
        min(
            100,
            STARTING_HEALTH + sum(signal.points for signal in signals),
        ),
    )
    return health, [[signal.points, signal.text, signal.url] for signal in parts]


def _worst(states):
    """Return the state of a section as its dot shows it: missing if anything is, else stale, else
    ready.
    """
    asked = [state for state in states if state]
    for state in (sections.MISSING, sections.STALE):
        if state in asked:
            return state
    if asked:
        return sections.READY
    return "empty"
