"""My desk, and the line manager's: what needs you first, then the figures that lead to their
rows.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.http import Http404
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from accountfile.base.addresses import reverse
from accountfile.core import history, sections
from accountfile.core.kept import stamp
from accountfile.core.models import Account, Action, Change, exact_sum
from accountfile.cover.tables import with_figures
from accountfile.periods import choices, read_period, twelve_months_to

MOST_FILES = 15
PEOPLE_A_PAGE = 40
READY = 80  # percent from which a review counts as prepared


@require_safe
def desk(request):
    """Show what needs this person this week, their files, their actions, and what changed since
    yesterday.
    """
    context = {
        "today": request.user.today(),
        "desk": Desk(request.user),
        "stamp": stamp(request.user),
        "own_files_url": f"{reverse('accounts')}?manager={request.user.pk}",
        "currency": settings.CURRENCY,
    }
    return render(request, "cover/desk.html", context)


class Desk:
    """What lies on one person's desk; each part is asked for only when the page does not have it
    drawn already.
    """

    def __init__(self, person):
        self.person = person
        self.today = person.today()
        own = Account.objects.filter(account_manager=person)
        self.own_files = own.select_related("tier", "standing")

    @cached_property
    def needs(self):
        return needs_of(self.person, self.today)

    @cached_property
    def own(self):
        return self.own_files.aggregate(
            files=Count("pk"),
            gaps=Count("pk", filter=Q(standing__missing__gt=0)),
            overdue_reviews=Count("pk", filter=Q(standing__next_review_on__lt=self.today)),
            **{figure.name: exact_sum(figure.path) for figure in self._totalled},
        )

    @property
    def totals(self):
        """What the sections' figures of the own files add up to: (figure, sum) each."""
        return [(figure, self.own[figure.name] or 0) for figure in self._totalled]

    @cached_property
    def _totalled(self):
        return [figure for figure in sections.stored_figures() if figure.as_total]

    @cached_property
    def figures(self):
        """The sections' figures that the table of the own files shows."""
        return [figure for figure in sections.stored_figures() if figure.on_desk]

    @cached_property
    def files(self):
        """The own files, the next review first, each with what those figures are."""
        rows = with_figures(self.own_files, twelve_months_to(self.today))
        files = list(rows.order_by("standing__next_review_on", "name")[:MOST_FILES])
        for file in files:
            file.figures = [(figure, getattr(file, figure.name) or 0) for figure in self.figures]
        return files

    @cached_property
    def gaps(self):
        with_gaps = self.own_files.filter(standing__missing__gt=0)
        return with_gaps.order_by("-standing__missing", "name")[:5]

    @cached_property
    def actions(self):
        seen = Account.objects.visible_to(self.person)
        own = Action.with_private.open().owned_by(self.person).readable_by(self.person)
        return own.filter(account__in=seen).select_related("account")[:8]

    @cached_property
    def changes(self):
        """What other people changed in this person's files; what jobs and imports did stands in the
        history.
        """
        mine = Account.objects.filter(account_manager=self.person)
        changes = Change.objects.readable_by(self.person).filter(account__in=mine)
        by_others = changes.exclude(person=self.person).exclude(person=None)
        newest = by_others.newest_first().select_related("account")
        return history.sentences(newest[:8], self.person)

    @cached_property
    def leads(self):
        return self.person.direct_reports.filter(is_active=True).exists()


def needs_of(person, today):
    """Return what needs a person within the week, the most pressing first; whatever its day has
    passed for is late.
    """
    found = []
    for section in sections.all_sections():
        found += section.needs(person, today)
    # By its text too, so that the desk looks the same each time.
    first = sorted(found, key=lambda need: (need.day, need.text))[:12]
    return [replace(need, tone=sections.POOR) if need.day < today else need for need in first]


@require_safe
def people(request):
    """Show a line manager their people: files, reviews, readiness, won, lost, open; every figure
    leads to its rows.
    """
    person = request.user
    today = request.user.today()
    if not team_of(person).exists():
        raise Http404("Nobody reports to you: this desk is for line managers.")
    period = read_period(request.GET.get("period"), today)
    asked = request.GET.get("page", "")
    context = {
        "today": today,
        "period": period,
        "periods": choices(today),
        "currency": settings.CURRENCY,
        "desk": PeopleDesk(person, period, asked),
        "stamp": (stamp(person), period.code, asked),
        "files_url": f"{reverse('accounts')}?line=on",
    }
    return render(request, "cover/people.html", context)


class PeopleDesk:
    """What a line manager sees of the people below; asked for only when the page does not have it
    drawn already.
    """

    def __init__(self, person, period, page):
        self.person = person
        self.today = person.today()
        self.period = period
        self.asked = page

    @cached_property
    def team(self):
        return list(team_of(self.person))

    @cached_property
    def ids(self):
        return [member.pk for member in self.team]

    @cached_property
    def rows(self):
        """Each person with how their files stand and what they did in the period."""
        stands = {row["account_manager"]: row for row in _standings(self.ids, self.today)}
        did = figures_of(self.ids, self.period)
        return [(member, stands.get(member.pk, {}), did.get(member.pk, {})) for member in self.team]

    @cached_property
    def page(self):
        """One page of (member, how their files stand, [(figure, address of its rows)])."""
        page = Paginator(self.rows, PEOPLE_A_PAGE).get_page(self.asked)
        page.object_list = [
            (member, stands, self._cells(member, did)) for member, stands, did in page.object_list
        ]
        return page

    @cached_property
    def figures(self):
        """The sections' figures that the table of people shows."""
        return [figure for figure in sections.stored_figures() if figure.of_people]

    @cached_property
    def total(self):
        return total(self.rows)

    @property
    def totals(self):
        return [self.total[figure.name] for figure in self.figures]

    def _cells(self, member, did):
        cells = []
        for figure in self.figures:
            value = did.get(figure.name) or 0
            url = figure.rows_of(member.pk, self.period) if value and figure.rows_of else ""
            cells.append((value, url))
        return cells

    @cached_property
    def needs(self):
        return needs_of(self.person, self.today)

    @cached_property
    def due(self):
        return _reviews_due(self.ids, self.today)


def team_of(person):
    """Return whose files a line manager answers for, also of those who left and whose files nobody
    has taken over.
    """
    holds = Exists(Account.objects.filter(account_manager=OuterRef("pk")))
    everyone = get_user_model().objects.filter(Q(is_active=True) | holds).order_by("name")
    # A director without people of their own answers for everybody who has a file.
    if person.sees_everything and not person.direct_reports.exists():
        return everyone.filter(holds)
    return everyone.filter(pk__in=person.reports().values("pk"))


def _standings(ids, today):
    month = today + timedelta(days=30)
    return (
        Account.objects.filter(account_manager__in=ids)
        .order_by()
        .values("account_manager")
        .annotate(
            files=Count("pk"),
            due=Count("pk", filter=Q(standing__next_review_on__range=(today, month))),
            overdue=Count("pk", filter=Q(standing__next_review_on__lt=today)),
            ready=Count(
                "pk",
                filter=Q(
                    standing__review_ready__gte=READY,
                    standing__next_review_on__range=(today, month),
                ),
            ),
            gaps=Sum("standing__missing"),
            late_actions=Sum("standing__overdue_actions"),
        )
    )


def figures_of(ids, period):
    """Return what each person did in the period, as the sections say."""
    found = {}
    for section in sections.all_sections():
        for person_id, figures in section.figures_of_people(ids, period).items():
            found.setdefault(person_id, {}).update(figures)
    return found


def total(rows):
    """Add up every figure of the table's lines; what no line has is left out."""
    added = Counter()
    for _, stands, did in rows:
        added.update(
            {
                name: value or 0
                for name, value in {**stands, **did}.items()
                if name != "account_manager"
            }
        )
    return added


def _reviews_due(ids, today):
    month = (today, today + timedelta(days=30))
    files = Account.objects.filter(account_manager__in=ids, standing__next_review_on__range=month)
    return files.select_related("account_manager", "standing").order_by(
        "standing__next_review_on", "name"
    )[:12]
