"""What every section is asked, file by file: here stands the answer of one that has nothing to say.

A section gives an answer of its own with a function of the same name and parameters in the file of
that name (``risk/agenda.py`` has ``agenda``). What is asked of many accounts at once is answered
set-wise, in a handful of statements; what depends on the day is answered as of that day.
"""


# --- section.py: how its rows are found, and which people it knows ------------------------------
def searchable():
    """Yield a Searchable for each model that search should find."""
    return ()


def client_people(account):
    """Yield a ClientPerson for each person of the client whom the other sections may pick."""
    return ()


# --- summary.py ---------------------------------------------------------------------------------
def summary(account, today):
    """Return the context of ``<slug>/_summary.html`` on the file page: numbers, rows, charts."""
    return {}


def charts():
    """Return ``{name: function(account, period) -> Chart}``, each an image inside the file."""
    return {}


# --- paper.py -----------------------------------------------------------------------------------
def pack(account, period, audience):
    """Return named, JSON-able data (no row is a list) for ``<slug>/pack/v<format>/_pack.html``.

    None prints nothing; for the client it is None unless the section decides otherwise. As of the
    period's last day. ``headings`` lists the agenda items (and FIRST_PAGE) where the template is
    printed with ``heading`` (and ``headings`` and ``first_page`` to compare it with); without it,
    once, where the section says most.
    """
    return None


def pack_charts(data, version):
    """Return ``{name: Chart}`` from what ``pack`` returned in this format, for printing."""
    return {}


# --- questions.py -------------------------------------------------------------------------------
def questions(accounts, today):
    """Yield a Question for each thing each file should answer, as of a day."""
    return ()


def inputs(account, today):
    """Yield an InputState for each of the fourteen inputs this section is answerable for."""
    return ()


# --- agenda.py ----------------------------------------------------------------------------------
def agenda(account, since, today):
    """Yield AgendaItems: this section's evidence since a moment (None: ever), as of a day."""
    return ()


# --- health.py ----------------------------------------------------------------------------------
def signals(accounts, today):
    """Yield Signals for these accounts."""
    return ()


def figures(accounts, period):
    """Return ``{account_id: {name: value}}``: what is stored in the section's ``figures_in``."""
    return {}


def columns():
    """Yield a StoredFigure for each figure that lists, desks and packs show, sort and export."""
    return ()


def figures_within(period):
    """Return ``{name: expression}`` to sort and export accounts by the figures of a period: of each
    listed one that is ``of_a_period``.
    """
    return {}


def figures_of_people(person_ids, period):
    """Return ``{person_id: {name: value}}`` of what these people did in a period."""
    return {}


# --- desk.py ------------------------------------------------------------------------------------
def needs(person, today):
    """Yield a Need for each thing that wants this person within the week; at most a dozen."""
    return ()


def due(today):
    """Yield a Due for each kind of row that people are reminded of on this day, the reader's
    own.
    """
    return ()


def promises(account, day):
    """Return dates of the account calendar up to a day: ``(day, text, url)``."""
    return ()


def nightly(today):
    """Do this section's work of the night; safe to repeat. Returns ``{what: how many}``."""
    return {}


# --- imports.py ---------------------------------------------------------------------------------
def kinds():
    """Return the import kinds (``importing.kinds.Kind``) that this section adds."""
    return ()


# --- sample.py ----------------------------------------------------------------------------------
def sample(accounts, people, today):
    """Make this section's rows of the sample company."""


def came():
    """Yield when the sample's rows came, and what of them was settled later (a Came each)."""
    return ()


def population(accounts, people, today, random):
    """Make this section's rows of the measuring population."""


FILES = {
    "section": (searchable, client_people),
    "summary": (summary, charts),
    "paper": (pack, pack_charts),
    "questions": (questions, inputs),
    "agenda": (agenda,),
    "health": (signals, figures, columns, figures_within, figures_of_people),
    "desk": (needs, due, promises, nightly),
    "imports": (kinds,),
    "sample": (sample, came, population),
}
