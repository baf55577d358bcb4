"""Text is written in one way, and holds nothing that nobody can see."""

import pytest
from django.core.exceptions import ValidationError

from accountfile.base.text import cut, for_xml, one_line, several_lines, tidied
from accountfile.core.models import Milestone

EVERYWHERE = [
    ("O\x92Brien", "O’Brien"),
    ("Mills \x96 Europe", "Mills – Europe"),
    ("10 \x80", "10 €"),
    ("a\x81b", "ab"),
    ("Zoe\u0308", "Zoë"),
    ("a\0b\x07c\x7f", "abc"),
    ("pay\u202egnp.exe", "paygnp.exe"),
    ("zero\u200bwidth\ufeff", "zerowidth"),
    ("soft\xadhyphen", "softhyphen"),
    ("half \ud83d letter", "half  letter"),
    ("a\u200db", "ab"),
    ("\u200dб", "б"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("👩\u200d🚀", "👩\u200d🚀"),
    ("क्\u200dष", "क्\u200dष"),
    ("新しい倉庫", "新しい倉庫"),
]


@pytest.mark.parametrize(("typed", "stored"), EVERYWHERE)
def test_what_nobody_can_see_is_repaired_or_removed(typed, stored):
    assert several_lines(typed) == stored
    assert one_line(typed) == stored


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x1e", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_a_line_break_and_a_blank_in_one_line(end):
    assert several_lines(f"ä{end}b") == "ä\nb"
    assert one_line(f"ä{end}b") == "ä b"
    assert several_lines(f"a{end}b") == "a\nb"


def test_blanks_within_lines_stay_as_they_were_typed():
    assert several_lines("  a\tb \n\n c ") == "  a\tb \n\n c "


def test_one_line_has_neither_tabs_nor_blanks_at_its_ends():
    assert one_line(" a\tb  c \n\n d ") == "a b  c d"
    assert one_line(" plain ") == "plain"


@pytest.mark.parametrize(("typed", "stored"), EVERYWHERE)
def test_tidying_again_changes_nothing(typed, stored):
    assert several_lines(stored) == stored
    assert one_line(stored) == stored


def test_texts_within_json_are_tidied_however_deep():
    assert tidied({"a\0": ["b\0", 1, None, ("c\x96",)]}) == {"a": ["b", 1, None, ["c–"]]}


def test_a_text_is_cut_only_where_it_is_too_long():
    assert cut("seven by", 8) == "seven by"
    assert cut("seven byt", 8) == "seven b…"
    assert cut("seven  byte", 8) == "seven…"


def test_xml_gets_nothing_that_it_cannot_carry():
    assert for_xml("a\v\x00b\ufffe\tc\n") == "a\nb\tc\n"


def test_a_text_of_which_nobody_sees_anything_is_as_good_as_none():
    with pytest.raises(ValidationError) as refusal:
        Milestone(text="\u200b\x07").clean_fields(exclude=["account", "happened_on"])
    assert refusal.value.message_dict["text"] == ["This field cannot be blank."]
