"""Writing past the history leaves no trace, so nobody does it to a row whose versions are kept."""

import ast
import re

from django.apps import apps
from django.db.models import Manager

from accountfile.core.models.tracked import Tracked

PAST_THE_HISTORY = {"update", "bulk_create", "bulk_update"}
KEEPS_IT_ITSELF = {"accountfile/core/models/tracked.py"}


def tracked_names():
    """Return the names of all tracked models and of their querysets."""
    models = [model for model in apps.get_models() if issubclass(model, Tracked)]
    managers = [
        model._default_manager for model in models if isinstance(model._default_manager, Manager)
    ]
    return {model.__name__ for model in models} | {
        type(manager.all()).__name__ for manager in managers
    } - {"QuerySet"}


def calls_past_the_history(tree):
    """Yield (words the call is made of, line) for each update or bulk write, with the class it
    stands in.
    """
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in PAST_THE_HISTORY
        ):
            words = set(re.findall(r"\w+", ast.unparse(node.func.value)))
            if "self" in words:
                words |= {
                    each.name for each in classes if each.lineno <= node.lineno <= each.end_lineno
                }
            yield words, node.lineno


def test_no_tracked_row_is_written_past_its_history(modules):
    names = tracked_names()
    found = [
        f"{path}:{line}"
        for path, _, tree in modules
        if path not in KEEPS_IT_ITSELF
        for words, line in calls_past_the_history(tree)
        if words & names
    ]
    assert found == []


def test_the_rule_sees_a_bulk_write():
    tree = ast.parse("Risk.objects.filter(pk=1).update(text='')")
    assert [sorted(words & {"Risk"}) for words, _ in calls_past_the_history(tree)] == [["Risk"]]
