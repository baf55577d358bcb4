import pytest

from accountfile.mail.services import compose

WORDS = {
    "subject": "Fish & Chips",
    "to_name": "Max <b>",
    "text": "Two inputs are missing.",
    "why": "You manage this account.",
    "button_text": "Complete them",
    "button_url": "https://files.example.com/accounts/1/",
    "stop": "You can stop these mails on your own page.",
}


@pytest.fixture
def letter(settings, tmp_path):
    settings.SITE_URL = "https://files.example.com"
    settings.TEMPLATES = [
        settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    ]
    (tmp_path / "hint.txt").write_text(
        '{% extends "mail/frame.txt" %}{% block body %}{{ text }}\n\n\n\nBye.{% endblock %}'
    )
    (tmp_path / "hint.html").write_text(
        '{% extends "mail/frame.html" %}{% block body %}<p>{{ text }}</p>{% endblock %}'
    )
    return compose("hint", WORDS)


def test_the_plain_text_reads_like_a_letter(letter):
    subject, text, _ = letter
    assert subject == "Fish & Chips"
    assert text == (
        "Dear Max <b>,\n\nTwo inputs are missing.\n\nBye.\n\nComplete "
        "them:\nhttps://files.example.com/accounts/1/\n\n"
        "-- \nYou manage this account.\nYou can stop these mails on your own "
        "page.\nhttps://files.example.com\n"
    )


def test_the_html_carries_its_style_in_its_elements_and_escapes_names(letter):
    html = letter[2]
    assert "<style" not in html
    assert "Dear Max &lt;b&gt;," in html
    assert html.count("Complete them") == 1
    assert 'class="button" href="https://files.example.com/accounts/1/" style="' in html
