"""Each of the nine sections brings every part that the file, the review, search and the sample
company ask for.
"""

from datetime import date

from django.apps import apps
from django.core.management import call_command

from accountfile.core import sections
from accountfile.core.models import Account, SearchEntry
from accountfile.pages import records
from accountfile.periods import twelve_months_to


def parts_of(section, accounts, today):
    """Return ``{part: whether the section has it}``, asked of the sample company."""
    kept = records.declared_by(section)
    models = apps.get_app_config(section.slug).get_models()
    found = SearchEntry.objects.filter(
        model__in=[how.model._meta.label_lower for how in section.searchable()]
    )
    period = twelve_months_to(today)
    papers = [section.pack(account, period, sections.INTERNAL) for account in accounts]
    return {
        "rows of the sample company": any(model.objects.exists() for model in models),
        "a list": bool(kept),
        "a form": any(each.form for each in kept),
        "a summary": any(section.summary(account, today) for account in accounts),
        "a part of the pack": any(papers),
        "questions": any(section.questions(accounts, today)),
        "agenda items": any(any(section.agenda(account, None, today)) for account in accounts),
        "something to find": found.exists(),
    }


def test_each_of_the_nine_has_every_part(db, settings, tmp_path, capsys):
    settings.SAMPLE_SIGN_INS = tmp_path / "sign-ins.txt"
    call_command("sample")
    accounts, today = list(Account.objects.all()), date.today()
    nine = [section for section in sections.all_sections() if section.slug != "cover"]
    lacking = [
        (s.slug, part)
        for s in nine
        for part, there in parts_of(s, accounts, today).items()
        if not there
    ]
    assert (len(nine), lacking) == (9, [])


def test_the_navigation_begins_with_what_is_opened_most_and_ends_with_the_figures(sign_in, max):
    page = sign_in(max).get("/")
    labels = [label for label, *_ in page.context["shell"].navigation]
    known = [
        "My desk",
        "Accounts",
        "Reviews",
        "Opportunities",
        "Contacts",
        "Surveys",
        "Risks",
        "Contracts",
        "Figures",
    ]
    assert labels == known
