"""Whoever speaks of an agenda item calls it by its name in ``Heading``, never by its number."""

import ast
import re

IN_TEMPLATES = re.compile(
    r"(?:heading|\.number) *(?:==|!=|<|>) *\d|\b\d+ (?:not )?in [a-z.]*(?:holds|beside)|\?item=\d"
)
NAMES = {"heading", "number"}


def is_number_of_an_item(node):
    """Say whether this is ``heading``, ``item.number`` or ``item["number"]``."""
    if isinstance(node, ast.Name):
        return node.id == "heading"
    if isinstance(node, ast.Attribute):
        return node.attr in NAMES
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and node.slice.value in NAMES
    )


def has_a_literal(node):
    return any(
        isinstance(each, ast.Constant) and isinstance(each.value, int) for each in ast.walk(node)
    )


def compares_with_a_literal(node):
    if not isinstance(node, ast.Compare):
        return False
    sides = [node.left, *node.comparators]
    return any(is_number_of_an_item(side) for side in sides) and any(
        has_a_literal(side) for side in sides
    )


def is_an_address_with_a_literal(node):
    return isinstance(node, ast.Constant) and bool(re.search(r"\?item=\d", str(node.value)))


def numbered(modules):
    """Yield where a module compares or addresses an agenda item by a number."""
    for path, _, tree in modules:
        for node in ast.walk(tree):
            if compares_with_a_literal(node) or is_an_address_with_a_literal(node):
                yield f"{path}:{node.lineno}"


def test_no_module_compares_an_agenda_item_with_a_number(modules):
    assert list(numbered(modules)) == []


def test_no_template_compares_an_agenda_item_with_a_number(templates):
    assert [path for path, text in templates if IN_TEMPLATES.search(text)] == []


def test_numbers_would_be_found():
    source = "if item.number == 5 or number in (1, 2) or heading in (1, 2): go('?item=2#x')"
    assert list(numbered([("made_up.py", source, ast.parse(source))])) == ["made_up.py:1"] * 3
    for text in ("heading == 5", "item.number != 17", "2 in beside", "1 in item.holds", "?item=2#"):
        assert IN_TEMPLATES.search(text)
