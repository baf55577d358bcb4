"""Text as it may be stored: one way to write each letter, and nothing that nobody can see.

Pure Python and the only place that knows which characters are refused or repaired. What goes out
through a format with rules of its own (XML, a mail header, a file name) passes here once more.
"""

import re
import unicodedata

# What Windows calls these bytes; a file read as Latin-1 brings them as C1 control characters.
WINDOWS = {
    number: bytes([number]).decode("cp1252", "ignore")
    for number in range(0x80, 0xA0)
    if number != 0x85
}
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control characters but tab and line feed; the soft hyphen; marks of width and direction; half
# letters; no letters.
UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1b\x1f\x7f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Joiners shape Persian, Indic scripts and emoji; beside a plain letter or at an end they are only
# unseen.
STRAY_JOINERS = re.compile("(?<![^\0-\u02ff])[\u200c\u200d]+|[\u200c\u200d]+(?![^\0-\u02ff])")
WHITE = re.compile(r"[ \t]*\n\s*|\t")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def several_lines(text):
    """Return a text of several lines as it is stored: composed letters, plain line breaks, nothing
    unseen.
    """
    if text.isascii() and text.isprintable():
        return text
    text = LINE_ENDS.sub("\n", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(WINDOWS))
        text = STRAY_JOINERS.sub("", text)
    return UNSEEN.sub("", text)


def one_line(text):
    """Return a text of one line as it is stored: like several lines, with a blank for each
    break.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return WHITE.sub(" ", several_lines(text).strip()).strip()


def cut(text, length):
    """Return the text in at most so many characters, with an ellipsis where something is left
    out.
    """
    if len(text) <= length:
        return text
    return f"{text[: length - 1].rstrip()}…"


def tidied(value):
    """Return a value as JSON may hold it, with every text in it tidied, however deep."""
    if isinstance(value, str):
        return several_lines(value)
    if isinstance(value, dict):
        return {tidied(key): tidied(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [tidied(each) for each in value]
    return value


def for_xml(text):
    """Return the text without what XML cannot carry, for workbooks and drawings."""
    return NOT_IN_XML.sub("", text.replace("\v", "\n").replace("\f", "\n"))
