"""A page is sent without its template's indentation, and with the blanks that people typed."""

import pytest
from django.template import Context, Engine

from accountfile.base.templates import LOADERS


@pytest.fixture
def drawn(tmp_path):
    """Return a function that draws a template of this name with a text that somebody typed."""

    def render(name, source):
        (tmp_path / name).write_text(source)
        engine = Engine(dirs=[tmp_path], loaders=LOADERS)
        return engine.get_template(name).render(Context({"typed": "one\n  two"}))

    return render


def test_indentation_is_not_sent(drawn):
    assert (
        drawn("page.html", "<ul>\n    <li>{{ typed }}</li>\n</ul>")
        == "<ul>\n<li>one\n  two</li>\n</ul>"
    )


def test_a_mail_in_plain_text_keeps_its_indentation(drawn):
    assert drawn("letter.txt", "Dear Max,\n  {{ typed }}") == "Dear Max,\n  one\n  two"
