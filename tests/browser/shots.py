"""``./dev shots``: pictures of every main page at two widths, and of a pack page by page, to be
looked at.

Without --url it starts the product with its sample company on a folder of its own. With --url it
signs in to one that runs: give its var folder by ACCOUNTFILE_VAR if it is not ./var.
"""

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import sync_playwright

from tests.browser.places import ADMIN, PICTURES, PLACES, NoSuchLink, go, sign_in
from tests.browser.product import LINE, ROLES, Product, sign_ins

WIDTHS = {1440: 900, 390: 844}
QUIET = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]


def arguments():
    parser = argparse.ArgumentParser(prog="./dev shots", description=__doc__)
    parser.add_argument(
        "only", nargs="*", help="names of pages, or beginnings of them; all without any"
    )
    parser.add_argument("--url", help="the address of a product that runs already")
    parser.add_argument(
        "--into", default=os.environ.get("ACCOUNTFILE_VAR", "var") + "/shots", type=Path
    )
    parser.add_argument("--dark", action="store_true", help="in the dark scheme")
    parser.add_argument(
        "--width", type=int, choices=WIDTHS, action="append", help="only this width"
    )
    return parser.parse_args()


def running(url):
    """Return the product to be pictured: the one at the address, or one of its own."""
    if not url:
        return Product()
    var = os.environ.get("ACCOUNTFILE_VAR", "var")
    return nullcontext(SimpleNamespace(url=url, passwords=sign_ins(var)))


def drawn_whole(page, width):
    """Make the window as high as the page, with every picture in it, so that bars lie where a
    reader sees them.
    """
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.evaluate(PICTURES)
    # Parts that were not in view yet are as high as the browser guesses: only a window that holds
    # them all shows how high the page is.
    for _ in range(2):
        height = page.evaluate("document.body.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, WIDTHS[width])})


class Camera:
    """A browser with one signed-in person for each role, who walk through one window of each
    width.
    """

    def __init__(self, browser, product, asked):
        self.browser, self.product, self.asked, self.contexts = browser, product, asked, {}

    def page(self, role):
        """Return a new window of somebody in that role."""
        if role not in self.contexts:
            scheme = "dark" if self.asked.dark else "light"
            self.contexts[role] = self.browser.new_context(
                color_scheme=scheme, reduced_motion="reduce"
            )
            if role:
                page = self.contexts[role].new_page()
                username = ROLES[role]
                sign_in(page, self.product.url, username, self.product.passwords[username])
                page.close()
        return self.contexts[role].new_page()

    def shoot(self, place):
        """Take one page at each width; returns what went wrong, or nothing."""
        page = self.page(place.role)
        try:
            answer = go(page, self.product.url, place)
            for width in self.asked.width or WIDTHS:
                drawn_whole(page, width)
                page.screenshot(path=self.asked.into / f"{place.name}-{width}.png")
            return f"{place.name}: {answer.status}" if answer.status >= 500 else ""
        except NoSuchLink as reason:
            return str(reason)
        finally:
            page.close()

    def pack(self):
        """Turn a frozen pack into pictures of its pages; returns why not, or nothing."""
        if not shutil.which("pdftoppm"):
            return "The pack stays a PDF: install poppler-utils to have pictures of its pages."
        closed = next(place for place in PLACES if place.name == "review-closed")
        page = self.page(LINE)
        go(page, self.product.url, closed)
        page.reload()
        links = page.locator("a[href$='.pdf']")
        if not links.count():
            return f"There is no pack to be downloaded on {page.url} yet."
        answer = page.request.get(self.product.url + links.first.get_attribute("href"))
        (self.asked.into / "pack.pdf").write_bytes(answer.body())
        command = ["pdftoppm", "-png", "-r", "80", "pack.pdf", "pack"]
        subprocess.run(command, cwd=self.asked.into, check=True)
        return ""


def main():
    asked = arguments()
    asked.into.mkdir(parents=True, exist_ok=True)
    wanted = [p for p in PLACES + ADMIN if not asked.only or p.name.startswith(tuple(asked.only))]
    with running(asked.url) as product, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        camera = Camera(browser, product, asked)
        wrong = [camera.shoot(place) for place in wanted]
        if not asked.only or "pack" in asked.only:
            wrong.append(camera.pack())
        browser.close()
    print(f"{len(wanted)} pages in {asked.into}", *filter(None, wrong), sep="\n")
    sys.exit(any(wrong))


if __name__ == "__main__":
    main()
