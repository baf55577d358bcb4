"""The log names no link that opens something by itself."""

import logging
import re

# A survey of one respondent, and the setting of a password.
OPENS_BY_ITSELF = re.compile(r"(/p/\w+/|/password/reset/key/)[^/\s]+")


class WithoutLinks(logging.Filter):
    """Cuts the secret part out of such addresses, wherever in a line they stand; no line is left
    out.
    """

    def filter(self, record):
        said = record.getMessage()
        record.msg, record.args = OPENS_BY_ITSELF.sub(r"\1…", said), ()
        return True
