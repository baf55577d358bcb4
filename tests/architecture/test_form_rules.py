"""A rule that is true of a row belongs to its model; a form's own check has a reason here."""

from django import forms
from django.urls import get_resolver

REASONS = {
    "accountfile.cover.forms.CloseActionForm.clean": "The step sets the state.",
    "accountfile.cover.forms.DocumentForm.clean_file": "It is about an upload.",
    "accountfile.cover.forms.NewAccountForm.clean_name": "Two clients may share a name.",
    "accountfile.pages.forms.RowForm.clean_currency": "Empty means the account's currency.",
    "accountfile.importing.forms.ColumnsForm.clean": "It is about columns, not about a row.",
    "accountfile.importing.forms.UploadForm.clean_file": "It is about an upload.",
    "accountfile.people.admin.PersonForm.clean_username": "A username is made of the name.",
    "contacts.forms.LeftForm.clean": "The boxes belong to the step.",
    "contacts.forms.TouchForm.clean_held_on": "It asks the rules of the conversation.",
    "opportunities.forms.AssignForm.clean_account": "It depends on the rights of the person.",
    "opportunities.forms.OpportunityForm.clean": "An import may say neither.",
    "opportunities.forms._CloseForm.clean_closed_on": "It asks the rules of the row.",
    "reviews.forms.MinuteActionForm.clean_due_on": "The day lies ahead only while it is agreed.",
    "reviews.forms.ReviewAnswerForm.clean_text": "Two texts that are put together may be longer.",
    "reviews.forms.DisposeForm.clean": "The day lies ahead only while it is settled.",
    "reviews.forms.HoldForm.clean_held_on": "The day is recent only while the meeting begins.",
    "reviews.forms.NextForm.clean_next_on": "The day lies ahead only while it is chosen.",
    "reviews.forms.ReviewForm.clean_planned_on": "The day lies ahead only while it is chosen.",
    "risk.forms.HappenedForm.clean_happened_on": "The day belongs to the step.",
    "scorecard.forms.PasteForm.clean_table": "It reads a pasted table.",
    "surveys.forms.AskForm.clean": "It puts together the people of two boxes.",
    "surveys.forms.AskForm.clean_people": "It reads a pasted list.",
}
SECTIONS = ("contacts.", "opportunities.", "reviews.", "risk.", "scorecard.", "surveys.")
OURS = ("accountfile.", *SECTIONS)


def below(form):
    for each in form.__subclasses__():
        yield each
        yield from below(each)


def checks_of_forms():
    """Return the name of every check that a form of ours makes itself."""
    ours = {form for form in below(forms.BaseForm) if form.__module__.startswith(OURS)}
    return {
        f"{form.__module__}.{form.__name__}.{name}"
        for form in ours
        for name in vars(form)
        if name == "clean" or name.startswith("clean_")
    }


def test_every_check_of_a_form_says_why_it_is_no_rule_of_the_row():
    assert get_resolver().url_patterns
    found = checks_of_forms()
    assert (sorted(found - REASONS.keys()), sorted(REASONS.keys() - found)) == ([], [])
