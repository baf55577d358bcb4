"""The main pages open for those who may, and say what they should."""

import pytest

PAGES = ["/", "/accounts/", "/search/?q=acme", "/notices/", "/outbox/"]
FILE_PAGES = [
    "",
    "snapshot/",
    "missing/",
    "history/",
    "team/",
    "actions/",
    "documents/",
    "interactions/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_main_page_opens(sign_in, max, acme, address):
    assert sign_in(max).get(address).status_code == 200


@pytest.mark.parametrize("address", FILE_PAGES)
def test_every_page_of_a_file_opens_for_its_manager(sign_in, max, acme, address):
    assert sign_in(max).get(f"/accounts/{acme.pk}/{address}").status_code == 200


def test_the_line_managers_desk_counts_the_files_below(sign_in, lena, acme, bolt):
    answer = sign_in(lena).get("/people/")
    assert answer.context["total"]["files"] == 1


def test_the_line_managers_desk_is_not_for_those_who_lead_nobody(sign_in, max, acme):
    assert sign_in(max).get("/people/").status_code == 404
