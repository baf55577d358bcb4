import base64
import gc
import io
import resource
import select
import socket
from datetime import date

import pytest
from pypdf import PdfReader
from weasyprint import HTML

from accountfile import charts, pdf

PACK = {
    "client": "Acme & Sons <Ltd>",
    "period": "July to September 2017",
    "edition": "internal",
    "kind": "Performance review",
    "printed_on": date(2017, 12, 4),
    "prepared_by": "Max",
    "prepared_for": "Lena",
    "recipient": "Lena",
    "version": "1",
}
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">dot</text></svg>'


def read(printed):
    return PdfReader(io.BytesIO(printed.content))


def words(printed):
    return " ".join(" ".join(page.extract_text() for page in read(printed).pages).split())


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def was_asked(server):
    return bool(select.select([server], [], [], 0)[0])


def nested(svg):
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


HOSTILE = [
    '<img src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<style>@import url("{url}");</style>',
    (
        '<style>@font-face {{ font-family: x; src: url("{url}") }} p {{ font-family: x '
        "}}</style><p>x</p>"
    ),
    '<p style="background: url({url})">x</p>',
    '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    '<p style="content: url({url})">x</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="{url}#x"/></svg>',
    '<img src="{nested}">',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<base href="{url}"><img src="x.png">',
]


@pytest.mark.parametrize("html", HOSTILE)
@pytest.mark.parametrize("scheme", ["http", "ftp"])
def test_nothing_is_fetched(html, scheme, listener):
    url = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/x.svg"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>'
    )
    assert pdf.printed(html.format(url=url, nested=nested(svg))).pages == 1
    assert was_asked(listener) is False


@pytest.mark.parametrize("html", HOSTILE)
def test_no_file_of_the_machine_is_read(html, tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text(DOT)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{secret.as_uri()}" width="9" '
        'height="9"/></svg>'
    )
    printed = pdf.printed(html.format(url=secret.as_uri(), nested=nested(svg)))
    assert dict(read(printed).attachments) == {}
    assert "dot" not in words(printed)


def test_the_fetcher_of_the_library_itself_would_have_attached_the_file(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text(DOT)
    content = HTML(string=f'<link rel="attachment" href="{secret.as_uri()}">').write_pdf()
    assert list(PdfReader(io.BytesIO(content)).attachments) == ["secret.svg"]


def test_only_images_that_were_handed_over_are_drawn():
    html = (
        '<img src="asset:dot.svg" alt="a"><img src="asset:other.svg" alt="b"><img '
        f'src="{nested(DOT)}" alt="c">'
    )
    assert (
        words(pdf.printed(html, assets={"dot.svg": DOT.encode()}))
        == "dot b Page 1 of 2 dot Page 2 of 2"
    )


def test_a_pack_says_on_every_page_whose_it_is():
    pages = [
        page.extract_text()
        for page in read(pdf.render("pages/pack/base.html", {"pack": PACK}, title="T")).pages
    ]
    assert len(pages) == 1
    assert "Acme & Sons <Ltd>" in pages[0]
    cover = pdf.render_to_string("pages/pack/_cover.html", {"pack": PACK})
    text = words(pdf.printed(f'{cover}<section class="part"><h1>Snapshot</h1>Health</section>'))
    assert text.endswith(
        "Health Acme & Sons <Ltd> · July to September 2017 · internal Snapshot Confidential "
        "· Lena Page 2 of 2"
    )


def test_a_pack_is_tagged_titled_and_bookmarked():
    printed = pdf.printed(
        '<html lang="en-GB"><title>Acme: review</title><h1>Snapshot</h1><h2>Risk</h2>'
        f'<img src="{charts.trend(title="Health", labels=["Q1"], values=[1]).data_uri}" '
        'alt="Health">'
    )
    reader = read(printed)
    assert reader.metadata.title == "Acme: review"
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in reader.root_object["/Metadata"].get_data()
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["Snapshot"]


def test_the_same_words_give_the_same_bytes():
    first, second = (
        pdf.render("pages/pack/base.html", {"pack": PACK}, title="T") for _ in range(2)
    )
    assert first == second
    assert len(first.sha256) == 64


def test_a_table_repeats_its_head_on_the_next_page():
    rows = "".join(f"<tr><td>Row {number}</td></tr>" for number in range(80))
    pages = read(
        pdf.printed(f"<table><thead><tr><th>Heading</th></tr></thead><tbody>{rows}</tbody></table>")
    ).pages
    assert [page.extract_text().count("Heading") for page in pages] == [1] * len(pages)
    assert len(pages) > 1


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        (
            "<tr>" * 5001,
            "These tables have 5,001 rows; 5,000 can be printed. Choose fewer sections.",
        ),
        (
            "x" * 4_000_001,
            "This text has 4,000,001 letters; 4,000,000 can be printed. Choose fewer sections.",
        ),
    ],
)
def test_what_is_too_long_is_refused_before_it_is_set(html, sentence):
    with pytest.raises(pdf.TooLong) as refused:
        pdf.printed(html)
    assert str(refused.value) == sentence


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(pdf.TooLong) as refused:
        pdf.printed('<h1>One</h1><section class="part">Two</section>')
    assert str(refused.value) == "This would be 2 pages; 1 can be printed. Choose fewer sections."


def test_printing_leaves_the_process_as_it_was():
    before = resource.getrlimit(resource.RLIMIT_AS), gc.isenabled()
    pdf.printed("<p>One")
    with pytest.raises(pdf.TooLong):
        pdf.printed("<tr>" * 5001)
    assert (resource.getrlimit(resource.RLIMIT_AS), gc.isenabled()) == before


def test_odd_letters_do_not_stop_the_press():
    assert pdf.printed("<p>\x00 \x0b \u202e \U0001f600 株式会社 " + "x" * 3000).pages == 1
