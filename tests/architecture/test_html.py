"""What a machine that reads pages aloud stumbles over, on every page that the access tables
know.
"""

import io
import re
from collections import Counter, deque
from contextlib import suppress
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import tinyhtml5
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from accountfile.people.models import User
from tests.access import ROLES
from tests.architecture.walking import ROWS, address, status_of

MOST_PAGES = 400
READS = [row for row in ROWS if row.method == "get" and 200 in row.expect.values()]
LANDMARKS = {
    "nav": "navigation",
    "main": "main",
    "aside": "complementary",
    "section": "region",
    "form": "form",
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:?\d\d|Z))?")


def local(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element):
    words = "".join(element.itertext())
    images = (each.get("alt") or each.get("aria-label") or "" for each in element.iter())
    return f"{words}{''.join(images)}".strip()


def name_of(element, by_id):
    if label := element.get("aria-label"):
        return label
    return " ".join(
        text_of(by_id[each])
        for each in (element.get("aria-labelledby") or "").split()
        if each in by_id
    )


def landmarks(elements, by_id):
    """Yield ``(role, name)``; a section and a form are landmarks only when they have a name."""
    for element in elements:
        role, name = element.get("role") or LANDMARKS.get(local(element)), name_of(element, by_id)
        if role in LANDMARKS.values() and (name or role not in ("region", "form")):
            yield role, name


def faults(page):
    """Return what is wrong with a page, each as a sentence."""
    elements = list(tinyhtml5.parse(page, namespace_html_elements=False).iter())
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    by_id = {element.get("id"): element for element in elements if element.get("id")}
    heads = [element for element in elements if local(element) == "th"]
    times = [element.get("datetime") or "" for element in elements if local(element) == "time"]
    found = [f"the id {each} is there {times} times" for each, times in ids.items() if times > 1]
    named = Counter(landmarks(elements, by_id))
    found += [
        f"{times} landmarks {role} are called “{name}”"
        for (role, name), times in named.items()
        if times > 1
    ]
    found += ["a header cell is empty" for head in heads if not text_of(head)]
    return found + [f"“{each}” is no moment" for each in times if not MOMENT.fullmatch(each)]


def page_of(row, acme, cast, sign_in):
    role = next(role for role in ROLES if row.expect.get(role) == 200)
    browser = Client() if role == "anon" else sign_in(cast[role])
    answer = browser.get(address(row, acme, cast))
    is_page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
    page = answer.text if is_page else ""
    assert status_of(answer) == 200
    return page


def test_no_page_stumbles(acme, cast, sign_in):
    found = {}
    for row in READS:
        with suppress(IntegrityError), transaction.atomic():
            page = page_of(row, acme, cast, sign_in)
            if page and (wrong := faults(page)):
                found[row.name] = wrong
            transaction.set_rollback(True)
    assert found == {}


@pytest.fixture
def director(db, settings, tmp_path, sign_in):
    """A browser of the director of the sample company, whose pages are full."""
    settings.SAMPLE_SIGN_INS = tmp_path / "sign_ins.txt"
    call_command("sample", stdout=io.StringIO())
    return sign_in(User.objects.filter(sees_everything=True).first())


def kind_of(link):
    """Return what makes a page another one: its address without numbers, what is asked of it, and
    which agenda item.
    """
    asked = parse_qs(link.query)
    return re.sub(r"\d+", "N", link.path), tuple(sorted(asked)), tuple(asked.get("item", ()))


def links_on(page, here):
    found = tinyhtml5.parse(page, namespace_html_elements=False).iter("a")
    for each in found:
        link = urlsplit(urljoin(here, each.get("href") or ""))
        if (
            not link.netloc
            and not link.path.startswith(("/admin/", "/static/"))
            and not each.get("download")
        ):
            yield link._replace(fragment="")


def test_no_page_that_the_full_sample_company_leads_to_stumbles(director):
    found, seen, ahead = {}, set(), deque([urlsplit("/")])
    while ahead and len(seen) < MOST_PAGES:
        link = ahead.popleft()
        if kind_of(link) in seen:
            continue
        seen.add(kind_of(link))
        answer = director.get(link.geturl())
        if (
            answer.status_code == 200
            and not answer.streaming
            and answer["Content-Type"].startswith("text/html")
        ):
            ahead.extend(links_on(answer.text, link.geturl()))
            if wrong := faults(answer.text):
                found[link.geturl()] = wrong
    assert found == {}
    assert len(seen) > 100


@pytest.mark.parametrize(
    "path", ["/me/login/", "/me/password/reset/", "/me/signup/", "/nowhere/", "/me/", "/me/2fa/"]
)
def test_no_page_of_the_sign_in_stumbles(path, max, sign_in):
    for browser in (Client(), sign_in(max)):
        assert faults(browser.get(path, follow=True).text) == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<p id=a></p><p id=a></p>", "the id a is there 2 times"),
        (
            "<nav aria-label=x></nav><nav aria-label=x></nav>",
            "2 landmarks navigation are called “x”",
        ),
        ("<table><tr><th> </th></tr></table>", "a header cell is empty"),
        (
            "<time datetime=2026-11-28T10:00:00.123456+00:00>x</time>",
            "“2026-11-28T10:00:00.123456+00:00” is no moment",
        ),
    ],
)
def test_what_is_wrong_is_found(page, fault):
    assert faults(page) == [fault]
    assert faults("<nav aria-label=a></nav><th>b</th><time datetime=2026-11-28>c</time>") == []
