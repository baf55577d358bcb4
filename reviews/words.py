"""How a pack puts names and long lines into few words."""


def in_words(names, most=8):
    """Return names as people write them: "Lena, Max and Tia", or the first and how many more."""
    names = list(names)
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def cut(text, most=42):
    """Return the text in one line of a narrow column."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
