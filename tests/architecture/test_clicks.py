"""Every link and every button that a page draws leads somewhere, for whoever sees it."""

import re
from itertools import chain
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from accountfile.mail.models import Letter
from accountfile.people.models import User
from tests.architecture.clicking import Click, clicks_of

NOWHERE = (401, 403, 404, 405, 410)
ROLES = {
    "director": "helena.finch",
    "line manager": "conrad.vale",
    "account manager": "tom.ashdown",
    "contributing": "marta.silk",
    "reading": "dev.rao",
    "other line": "lotte.brandt",
    "administrator": "ada.whitlock",
}


class Walk:
    """One person's walk over every kind of page that they can reach by clicking."""

    def __init__(self, person, seen, starts=("/",)):
        self.browser = Client(raise_request_exception=False)
        if person:
            self.browser.force_login(person)
        self.cookies = self.browser.cookies.copy()
        self.seen, self.own, self.faults = seen, set(), []
        self.waiting = [Click("the address bar", url) for url in starts]

    def faults_found(self):
        """Follow and press everything; return a sentence for each click that leads nowhere."""
        while self.waiting:
            click = self.waiting.pop()
            if not self._is_new(click):
                continue
            answer = self._pressed(click) if click.method == "post" else self._opened(click)
            if answer.status_code in NOWHERE or answer.status_code >= 500:
                self.faults.append(click.told(answer.status_code))
        return self.faults

    def _is_new(self, click):
        # What an address asks for, and a drawing, are the same for whoever meets them first: once
        # is enough.
        met = self.seen if click.is_common else self.own
        return click.shape not in met and not met.add(click.shape)

    def _opened(self, click):
        url, answer = self._followed(click.url)
        self.waiting += clicks_of(url, answer)
        return answer

    def _followed(self, url, steps=5):
        answer = self.browser.get(url)
        while answer.status_code in (301, 302) and steps:
            url, steps = urljoin(url, answer["Location"]), steps - 1
            answer = self.browser.get(url)
        return url, read(answer)

    def _pressed(self, click):
        """Press a button and see where it leads; what it did is taken back, so its page is not
        read.
        """
        data = {}
        for name, value in click.data:
            data.setdefault(name, []).append(value)
        with transaction.atomic():
            answer = read(self.browser.post(click.url, data))
            if answer.status_code in (301, 302) and not urlsplit(answer["Location"]).netloc:
                answer = self._followed(urljoin(click.url, answer["Location"]))[1]
            transaction.set_rollback(True)
        # What was kept while it was pressed is of rows that are no longer there.
        cache.clear()
        self.browser.cookies = self.cookies.copy()
        return answer


def read(answer):
    """Read an answer to its end, so that no file stays open."""
    if answer.streaming:
        for _ in answer.streaming_content:
            pass
    return answer


@pytest.fixture
def sample_company(db, settings, tmp_path, capsys, monkeypatch):
    settings.SAMPLE_SIGN_INS = tmp_path / "sign-ins.txt"
    # The test client copies the context of every template, which is half of the walk and of no use
    # here.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)
    call_command("sample")
    return {role: User.objects.get(username=username) for role, username in ROLES.items()}


def public_links():
    """Return the addresses in letters that open without a sign-in."""
    texts = chain.from_iterable(Letter.objects.values_list("text", "html"))
    return sorted(
        {
            found
            for text in texts
            for found in re.findall(rf"{settings.SITE_URL}(/p/[^\s\"<]+)", text)
        }
    )


def test_nothing_that_a_page_draws_leads_nowhere(sample_company):
    seen, found = set(), {}
    for role, person in sample_company.items():
        found[role] = Walk(person, seen).faults_found()
    found["stranger"] = Walk(None, seen, ["/", *public_links()]).faults_found()
    assert {role: faults for role, faults in found.items() if faults} == {}


PAGE = """<a href="/accounts/?sort=name">Name</a> <a href="https://elsewhere.example/">Out</a>
<form method="post" action="/drafts/"><input name="page" value="/x/">
<textarea name="text">Typed</textarea>
<select name="kind"><option value="a">A</option><option value="b" selected>B</option></select>
<input type="checkbox" name="off" value="1"><input type="checkbox" name="on" value="1" checked>
<button name="do" value="keep">Keep</button></form>"""


def test_the_walk_sees_links_fields_and_buttons():
    answer = type("Answer", (dict,), {"status_code": 200, "content": PAGE.encode()})(
        {"Content-Type": "text/html"}
    )
    link, button = clicks_of("/", answer)
    assert (link.url, link.method, link.sorts) == ("/accounts/?sort=name", "get", "name")
    filled = (("page", "/x/"), ("text", "Typed"), ("kind", "b"), ("on", "1"), ("do", "keep"))
    assert (button.url, button.method, button.data) == ("/drafts/", "post", filled)
