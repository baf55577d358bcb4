"""What the pages inside a file have in common: the heading, the table of contents, the chapters,
and the questions that are open.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch

from accountfile.base.addresses import reverse
from accountfile.core import sections, standing
from accountfile.core.models import Account


@dataclass
class Chapter:
    """One section of the file page, whose summary is asked for only when it is not kept already."""

    section: sections.Section
    account: Account
    state: str
    today: date

    @property
    def summary(self):
        return self.section.summary(self.account, self.today)


def leaf_stamp(person, account, stands):
    """Return what a kept summary depends on: the newest change, the stored figures, the day, what
    the reader may do.
    """
    newest = account.changes.newest_first().values_list("pk", flat=True).first()
    return f"{newest}:{stands.refreshed_at.timestamp()}:{person.today()}:{rights_of(account)}"


def rights_of(account):
    """Return what a reader may do, as three digits: whoever may do the same sees the same."""
    rights = (account.may_lead, account.may_change_cover, account.may_change)
    return "".join(str(int(right)) for right in rights)


def heading(account):
    """Return what the header and the table of contents of every page inside a file need."""
    stands = standing.current(account)
    return {"account": account, "standing": stands, "contents": contents(account, stands)}


def contents(account, stands):
    """Return ``(section, url, state)`` in file order."""
    lines = []
    for section in shown(account):
        lines.append((section, address(account, section), state_of(stands, section)))
    return lines


def state_of(stands, section):
    return stands.section_states.get(section.slug, "empty")


def address(account, section):
    try:
        return reverse("section", args=[account.pk, section.slug])
    except NoReverseMatch:
        return account.get_absolute_url()


def shown(account):
    """Return the sections this reader may see."""
    found = []
    for section in sections.all_sections():
        is_closed = section.audience == sections.PRIVATE and not account.may_see_private
        # The cover is what the contents stand on, not one of them.
        if section.slug != "cover" and not is_closed:
            found.append(section)
    return found


def chapters(account, stands, today):
    """Return the sections this reader may see, each ready to be asked for its summary."""
    return [
        Chapter(section, account, state_of(stands, section), today) for section in shown(account)
    ]


def open_questions(account, asked, today):
    """Return ``(section, question, state)`` for what is missing or stale, missing first."""
    found = []
    for section in asked:
        for question in section.questions([account], today):
            state = question.state(today)
            if not question.not_applicable and state != sections.READY:
                found.append((section, question, state))
    return sorted(found, key=_missing_first)


def _missing_first(line):
    """Order by state, then by weight, the heaviest first."""
    _, question, state = line
    return state != sections.MISSING, -question.weight
