"""Nothing grows past what one can read at a sitting, and no line holds more than a reader does."""

import ast

LONGEST_LINE = 100
MOST_NODES_A_LINE = 6.0


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


def test_no_line_is_longer_than_100_characters(modules, suites):
    long = []
    for path, text, _ in modules + suites:
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > LONGEST_LINE:
                long.append(f"{path}:{number}")
    assert long == []


def test_no_choice_stands_within_a_choice(modules):
    nested = []
    for path, _, tree in modules:
        for node in ast.walk(tree):
            if isinstance(node, ast.IfExp):
                parts = (node.test, node.body, node.orelse)
                if any(isinstance(part, ast.IfExp) for part in parts):
                    nested.append(f"{path}:{node.lineno}")
    assert nested == []


def written_lines(text):
    return [line for line in text.splitlines() if line.strip()]


def test_a_line_holds_at_most_six_nodes_on_average(modules):
    nodes = sum(sum(1 for _ in ast.walk(tree)) for _, _, tree in modules)
    lines = sum(len(written_lines(text)) for _, text, _ in modules)
    assert nodes / lines <= MOST_NODES_A_LINE


def test_no_line_of_a_page_is_longer_than_120_characters(templates):
    # A paragraph of a mail in plain text is one line, because the reader's program wraps it.
    pages = ((path, text) for path, text in templates if path.endswith(".html"))
    lines = (
        (f"{path} line {number}", len(line))
        for path, text in pages
        for number, line in enumerate(text.splitlines(), 1)
    )
    assert too_long(lines, 120) == []
