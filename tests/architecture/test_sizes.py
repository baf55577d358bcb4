"""Nothing grows past what one can read at a sitting."""

import ast


def too_long(sizes, limit):
    return sorted(f"{name}: {size}" for name, size in sizes if size > limit)


def lines_of_code(function):
    """Return how long a function is, without the decorators above it."""
    return function.end_lineno - function.lineno + 1


def functions(modules):
    for path, _, tree in modules:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path} {node.name}", lines_of_code(node)


def test_no_module_is_longer_than_300_lines(modules, suites):
    assert too_long([(path, text.count("\n")) for path, text, _ in modules + suites], 300) == []


def test_no_function_is_longer_than_40_lines(modules, suites):
    assert too_long(functions(modules + suites), 40) == []


def test_no_template_is_longer_than_80_lines(templates):
    assert too_long([(path, text.count("\n")) for path, text in templates], 80) == []
