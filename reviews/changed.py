"""What changed in the file since the last sign-off, in sentences few enough to be read."""

from django.apps import apps

from accountfile.core import history, sections
from accountfile.core.models import Change
from accountfile.wording import joined

MOST_SENTENCES = 7
MOST_CHANGES = 400
MANY = 2  # changes of one kind that are told in one sentence


def changed_since(account, since, red, audiences):
    """Return what changed in the file since the last sign-off, by section, those with red evidence
    first.
    """
    by_section = {}
    for sentence in history.sentences(_newest_changes(account, since, audiences)):
        by_section.setdefault(sentence.change.section, []).append(sentence)
    texts = {slug: _shortened(sentences) for slug, sentences in by_section.items()}
    titles = {section.slug: section.title for section in sections.all_sections()}
    titles["core"] = "Cover, team and actions"
    in_order = sorted(texts, key=lambda slug: (slug not in red, -len(texts[slug])))
    return [
        {
            "title": titles.get(slug, slug),
            "red": slug in red,
            "texts": texts[slug][:MOST_SENTENCES],
            "more": len(texts[slug][MOST_SENTENCES:]),
        }
        for slug in in_order
    ]


def _newest_changes(account, since, audiences):
    changes = Change.objects.filter(account=account, audience__in=audiences)
    # What was done to reviews is in their own packs.
    changes = changes.exclude(section="reviews")
    if since:
        changes = changes.since(since)
    return changes.select_related("person", "account").newest_first()[:MOST_CHANGES]


def _shortened(sentences):
    """Tell many changes of one kind by one person in one sentence, the rest as they are."""
    same = {}
    for each in sentences:
        change = each.change
        same.setdefault((change.actor, change.kind, change.model), []).append(each)
    texts = []
    for (actor, kind, model), alike in same.items():
        if len(alike) >= MANY:
            texts.append(_together(actor, kind, model, alike))
        else:
            texts += [each.text for each in alike]
    return [text[:1].upper() + text[1:] for text in texts]


def _together(actor, kind, model, alike):
    nouns = apps.get_model(model)._meta.verbose_name_plural
    titles = list(dict.fromkeys(each.change.title for each in alike))
    if len(titles) == 1:
        return alike[0].text
    quoted = [f"“{title}”" for title in titles]
    return f"{actor} {kind} {len(titles)} {nouns}: {joined(quoted, most=4)}."
