"""Asking for pages as a browser does, and what came back."""

import gzip
import http.client
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from accountfile.workshop.management.commands._bench_server import database_cpu, used_since


@dataclass
class PageAnswer:
    """One answer: how long it took, what it cost, how big it was."""

    status: int
    seconds: float
    body: bytes
    sent: int
    statements: int


class Browser:
    """One signed-in person with one kept connection."""

    def __init__(self, port, person):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        signed_in = Client()
        signed_in.force_login(person)
        self.cookies = {
            settings.SESSION_COOKIE_NAME: signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        }

    def ask(self, address, data=None, *, cold=False):
        """Return the answer to a GET, or to a POST of a form; cold: as if nothing were kept."""
        headers = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if cold:
            headers["Cold"] = "1"
        body = None
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(data)
        begun = time.perf_counter()
        self.connection.request(
            "POST" if body else "GET",
            address,
            body,
            headers,
        )
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - begun
        self._keep_cookies(response)
        plain = content
        if response.headers.get("Content-Encoding") == "gzip":
            plain = gzip.decompress(content)
        statements = int(response.headers.get("X-Statements", 0))
        return PageAnswer(
            response.status,
            seconds,
            plain,
            len(content),
            statements,
        )

    def _keep_cookies(self, response):
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value


class EditAgain:
    """Saving one form again and again, each time with another text."""

    def __init__(self, browser, address, field):
        self.browser, self.address, self.field = browser, address, field
        page = browser.ask(address).body.decode()
        self.data = {name: _unescape(value) for name, value in _inputs(page)}
        self.times = 0

    def __call__(self):
        """Save it once; the next save knows the new version."""
        self.times += 1
        answer = self.browser.ask(
            self.address, self.data | {self.field: f"Text number {self.times}"}
        )
        self.data["version"] = str(int(self.data["version"]) + 1)
        return answer


def _inputs(page):
    """Yield name and value of each filled-in field of the page's main form."""
    for tag in re.findall(r"<input\b[^>]*>", page):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in found and found.get("type") not in ("search", "checkbox", "submit"):
            yield found["name"], found.get("value", "")


def _unescape(value):
    return value.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


def measure(web, doers, times):
    """Let each doer act ``times`` times, all at once; returns what it took and what it cost."""
    warmed = [doer() for doer in doers]  # the first look fills caches and opens connections
    app = web.cpu()
    database = database_cpu()
    begun = time.perf_counter()

    def act(doer):
        return [doer() for _ in range(times)]

    with ThreadPoolExecutor(len(doers)) as pool:
        answers = [each for done in pool.map(act, doers) for each in done]
    seconds = time.perf_counter() - begun
    number = len(answers)
    app_ms = (web.cpu() - app) * 1000 / number
    database_ms = used_since(database) * 1000 / number
    return {
        "requests": number,
        "requests_a_second": round(number / seconds, 1),
        "cpu_app_ms": round(app_ms, 2),
        "cpu_database_ms": round(database_ms, 2),
        "cpu_ms": round(app_ms + database_ms, 2),
        **_of_answers(answers),
        **_of_page(warmed[0]),
    }


def _of_answers(answers):
    """Return how long the answers took, and what the worst of them cost."""
    took = sorted(answer.seconds * 1000 for answer in answers)
    return {
        "failed": sum(answer.status >= 400 for answer in answers),
        "p50_ms": round(median(took), 2),
        "p95_ms": round(quantiles(took, n=20)[-1], 2),
        "statements": max(answer.statements for answer in answers),
    }


def _of_page(answer):
    """Return how large one answer is, as drawn and on its way."""
    return {
        "bytes": len(answer.body),
        "bytes_sent": answer.sent,
        "bytes_gzip": len(gzip.compress(answer.body, 6)),
    }
