"""One row is locked by one word of every queryset."""

import ast


def called(function):
    """Yield the name of every method that a function calls, with the names it is given."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, {keyword.arg for keyword in node.keywords}


def locks_by_hand(function):
    calls = list(called(function))
    locks = any(name == "select_for_update" for name, _ in calls)
    return locks and any(name == "get" and "pk" in given for name, given in calls)


def test_no_function_spells_out_how_one_row_is_locked(modules):
    by_hand = [
        f"{path} {node.name}"
        for path, _, tree in modules
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and locks_by_hand(node)
    ]
    assert by_hand == ["accountfile/base/rows.py locked"]
