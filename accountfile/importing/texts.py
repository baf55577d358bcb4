"""From the bytes of a text file to its table: which encoding, which separator; what is no text is
refused in a sentence.
"""

import codecs
import csv
import io
import re
from itertools import islice

from accountfile.importing.kinds import Refused
from accountfile.importing.reading import (
    FORMULA,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    Table,
    header_of,
    named,
)

csv.field_size_limit(1_000_000)
PIECE = 1024 * 1024

SEPARATORS = (",", ";", "\t", "|")
# How some spreadsheets begin a text file.
SAYS_SEPARATOR = re.compile(r'"?sep=([^\w\s"]|\t)"?\s*$', re.IGNORECASE | re.MULTILINE)
# What browsers and programs save under the name of a table.
MARKUP = re.compile(
    rb"(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|table|\?xml|svg)",
    re.IGNORECASE,
)
# The start of a file that is something else, and what it is.
OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old or a password-protected spreadsheet: save it as .xlsx or CSV"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_csv(data):
    """Return the one table of a text file, of which no more than the first lines are read yet."""
    refuse_others(data)
    encoding = encoding_of(data)
    separator = separator_of(data, encoding)
    header = header_of(csv_lines(data, encoding, separator))
    if header is None:
        raise Refused("The file is empty.")
    if header.fault:
        raise Refused(f"The headers cannot be read: {header.fault}.")
    if len(header.cells) > MOST_COLUMNS:
        raise Refused(
            f"The file has {len(header.cells):,} columns; at most {MOST_COLUMNS} can be read."
        )

    def below():
        for number, line in enumerate(csv_lines(data, encoding, separator)):
            if number > MOST_ROWS:
                raise Refused(f"The file has more than {MOST_ROWS:,} rows: import it in parts.")
            if line.number > header.number:
                yield line

    return Table(named(header.cells), below)


def refuse_others(data):
    """Refuse what is no text, with a word for what it is."""
    if len(data) > MOST_BYTES:
        raise Refused(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB: import it in parts."
        )
    for start, what in OTHERS:
        if data.startswith(start):
            raise Refused(f"The file is not a table but {what}.")
    if MARKUP.match(data[:200]):
        raise Refused("The file is not a table but a web page or XML: save it as .xlsx or CSV.")


def encoding_of(data):
    """Return the encoding of a text: what its mark says, UTF-16, UTF-8 or Windows-1252."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return decodable(data, encoding)
    start = data[:4096]
    even = start[::2].count(0)
    odd = start[1::2].count(0)
    fewer, more = sorted((even, odd))
    # UTF-16 without a mark shows by its zeros, of which one side has most.
    has_zeros = len(start) >= 4 and more > len(start) // 8
    if has_zeros and fewer * 4 <= more:
        return decodable(data, "utf-16-be" if even > odd else "utf-16-le")
    control = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c" for byte in start)
    # A stray control character is a slip; one in fifty is no text.
    if control > max(4, len(start) // 50):
        raise Refused("The file is not a table: it is not text.")
    try:
        return decodable(data, "utf-8")
    except Refused:
        refuse_broken(data)
        return decodable(data, "cp1252")


def refuse_broken(data):
    """Refuse UTF-8 with a few broken characters, which read as Windows-1252 would become
    gibberish.
    """
    words = data.decode("utf-8", "replace")
    broken = words.count("\ufffd")
    # What is not broken is UTF-8 by more than chance: in Windows-1252 hardly two such letters
    # follow each other.
    whole = sum(letter > "\x7f" for letter in words) - broken
    if whole >= broken:
        line = words[: words.index("\ufffd")].count("\n") + 1
        raise Refused(
            f"Line {line} has a broken character; the rest of the file is UTF-8. Save it "
            "again as UTF-8."
        )


def decodable(data, encoding):
    """Return the encoding, if the data is in it throughout.

    The rows are decoded once more as they are read: all text at once would take the memory of the
    file several times, to save a tenth of a second.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), PIECE):
            decoder.decode(data[start : start + PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        raise Refused(
            "The text of the file is neither UTF-8, nor UTF-16, nor Windows-1252."
        ) from fault
    return encoding


def separator_of(data, encoding):
    """Return the separator that the file names, else the one that cuts the first rows most
    evenly.
    """
    beginning = data[:40].decode(encoding, "ignore").lstrip("\ufeff")
    if found := SAYS_SEPARATOR.match(beginning):
        return found[1]
    best = ","
    score = (0.0, 1)
    for separator in SEPARATORS:
        lines = list(islice(_tolerant(data, encoding, separator), 60))
        header = header_of(lines)
        if header and (width := len(header.cells)) > 1:
            widths = [len(line.cells) for line in lines if line.cells]
            evenness = widths.count(width) / len(widths)
            # A header of two and more cells counts, however ragged the rows below it. Of two that
            # cut as evenly, the one that makes more columns.
            if (evenness, width) > score:
                score = (evenness, width)
                best = separator
    return best


def _tolerant(data, encoding, separator):
    try:
        yield from csv_lines(data, encoding, separator)
    except Refused:
        return


def csv_lines(data, encoding, separator):
    """Yield a Line for each record; line breaks inside quotes stay as they are."""
    text = io.TextIOWrapper(
        io.BytesIO(data),
        encoding=encoding,
        newline="",
    )
    reader = csv.reader(text, delimiter=separator, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            # One that opens and never closes swallows the rows below it: nothing of them is sure.
            runs_on = "end of data" in str(fault) or "limit" in str(fault)
            if reader.line_num > number or runs_on:
                raise Refused(
                    f"The quote that opens in line {number} is not closed where a cell ends."
                ) from fault
            yield Line(number, ["?"], "a quote stands inside a quoted cell without being doubled")
            continue
        marked = [FORMULA if cell.lstrip().startswith("=") else cell for cell in cells]
        yield Line(number, marked)
