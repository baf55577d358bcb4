"""What the review pack prints of people and relationships: named rows, frozen when the review is
closed.
"""

from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.wording import day, money
from contacts import wall
from contacts.models import ContactPlan, HospitalityEvent

MOST_PLANS = 30
MOST_EVENTS = 10
MOST_DISCUSSED = 12


def pack(account, period, audience):
    """Return what the pack prints of one account's relationships, and under which headings."""
    if audience == sections.CLIENT:
        return None
    people = wall.people_of(account)
    columns, rows = wall.wall_chart(people)
    plans = ContactPlan.objects.filter(contact__account=account)
    plans = plans.select_related("contact", "owner")[:MOST_PLANS]
    events = HospitalityEvent.objects.filter(account=account)[:MOST_EVENTS]
    discussed = wall.to_discuss(people)[:MOST_DISCUSSED]
    here = {
        sections.FIRST_PAGE: people,
        Heading.RELATIONSHIPS: True,
        Heading.HOSPITALITY: events,
    }
    return {
        "headings": [heading for heading, known in here.items() if known],
        "columns": columns,
        "rows": [_row(influence, cells) for influence, cells in rows],
        "people": bool(people),
        "discuss": [{"name": str(contact), "why": why} for contact, why in discussed],
        "plans": [_plan(plan, period.last_day) for plan in plans],
        "events": [_event(event) for event in events],
    }


def _row(influence, cells):
    return {
        "influence": influence,
        "cells": [_cell(tone, people) for tone, people in cells],
    }


def _cell(tone, people):
    return {
        "tone": tone,
        "names": [contact.name for contact in people],
    }


def _plan(plan, today):
    return {
        "contact": plan.contact.name,
        "owner": plan.owner.name,
        "last": day(plan.last_touch_on),
        "next": day(plan.next_touch_on),
        "late": plan.next_touch_on < today,
        "kept": plan.kept,
        "missed": plan.missed,
    }


def _event(event):
    return {
        "title": event.title,
        "happens_on": day(event.happens_on),
        "purpose": event.purpose,
        "budget": money(event.budget, event.currency),
        "outcome": event.outcome,
    }
