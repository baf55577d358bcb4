"""The verbs of people and relationships, and the wall chart."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accountfile.core import access
from accountfile.pages.verbs import asks_about
from contacts import services, wall
from contacts.consensus import TOGETHER
from contacts.forms import LeftForm, RatingForm, TouchForm
from contacts.models import ChemistryFlag, Contact, ContactPlan, Rating, Relationship
from contacts.models.contact import LEFT


@asks_about(Contact.objects.current())
def rate(verb):
    """Take the reader's own rating of one person."""
    contact, by = verb.row, verb.person
    own = Rating.objects.filter(contact=contact, by=by).first() or Rating(contact=contact, by=by)
    form = verb.row_form(RatingForm, own)
    # What others have said of the person is nothing to wait for: only the own rating is watched.
    verb.watched = (own,)

    def keep():
        services.rate(contact=contact, by=by, today=verb.today, **form.cleaned_data)
        return contact.get_absolute_url(), f"Your rating of {contact.name} is saved."

    why = (
        "Everyone rates alone first. The review then discusses where ratings differ or are missing."
    )
    return verb.answer(keep, title=f"Rate {contact.name}", label="Keep my rating", why=why)


@asks_about(Contact.objects.all())
def left(verb):
    """Note that somebody left or changed role; shows before what leans on them."""
    contact, form = verb.row, verb.row_form(LeftForm, initial={"on": verb.today})

    def note():
        done = services.left(
            contact=contact,
            by=verb.person,
            today=verb.today,
            again=verb.informed,
            **form.cleaned_data,
        )
        told = f"Noted for {contact.name}. What has to be done now is listed among the actions."
        return done.get_absolute_url(), told

    return verb.answer(
        note,
        title=f"{contact.name} left or changed role",
        label="Note it and draft the actions",
        template="contacts/left.html",
        contact=contact,
        leaning=services.leans_on(contact),
        plan=services.recovery(contact, LEFT),
    )


@asks_about(ContactPlan.objects.select_related("contact"))
def touch(verb):
    """Log a conversation that the plan asked for, and set the next day."""
    plan, form = verb.row, verb.row_form(TouchForm, initial={"held_on": verb.today})

    def log():
        done = services.touch(plan=plan, by=verb.person, **form.cleaned_data)
        told = f"Logged. The plan has set the next day for {plan.contact.name}."
        return done.get_absolute_url(), told

    return verb.answer(
        log, title=f"Spoken with {plan.contact.name}", label="Log it and plan the next"
    )


@require_safe
def wall_chart(request, account_id):
    """Show the wall chart, whom to discuss, the roles nobody plays, and who knows whom, on one
    printable page.
    """
    account = access.account_or_404(request.user, account_id)
    people = wall.people_of(account, request.user)
    headings, rows = wall.wall_chart(people)
    context = {
        "account": account,
        "headings": headings,
        "rows": rows,
        "support": wall.support(people),
        "gaps": gaps(account, people),
        "discuss": wall.to_discuss(people),
        "lines": Relationship.objects.filter(contact__account=account).select_related(
            "contact", "towards"
        ),
    }
    if account.may_see_private:
        # Who knows whom is read off the ratings, so it is shown only to whom these are.
        rated = [contact for contact in people if is_discussable(contact)]
        ratings = Rating.objects.filter(contact__in=rated).select_related("by")
        context["ours"], context["covered"] = wall.coverage_table(rated, ratings)
    return render(request, "contacts/wall_chart.html", context)


def gaps(account, people):
    """Return ``(role, where to enter somebody, where to plan to find somebody)`` for each empty
    role.
    """
    add, act = (
        reverse(name, args=[account.pk]) for name in ("contacts:contact_add", "core:action_add")
    )
    return [
        (
            word,
            f"{add}?{field}=on",
            f"{act}?text=Find+our+{word.replace(' ', '+')}+at+the+client",
        )
        for field, word in wall.role_gaps(people)
    ]


def is_discussable(contact):
    """Say whether this reader may see who thinks what of a person: after their own rating, and
    never of one alone.
    """
    return contact.is_open and contact.raters >= TOGETHER


def contact_page(request, account, row):
    """Return what the page of one person shows beside its fields; the ratings only to whom they are
    for.
    """
    ratings = row.ratings.select_related("by")
    row.as_shown()
    shows_ratings = account.may_see_private and is_discussable(row)
    plans = ContactPlan.objects.filter(contact=row).select_related("owner")
    from_here = row.relationships.select_related("contact", "towards")
    to_here = row.relationships_towards.select_related("contact", "towards")
    return {
        "own": ratings.filter(by=request.user).first(),
        "ratings": list(ratings) if shows_ratings else None,
        "plan": plans.first(),
        "lines": [*from_here, *to_here],
        "flags": _flags(request.user, row) if account.may_see_private else (),
    }


def _flags(reader, contact):
    """Return the clashes with one person that this reader may know of."""
    flags = ChemistryFlag.objects.filter(contact=contact).readable_by(reader)
    return flags.select_related("colleague", "swap_to")
