"""A made-up section, to prove that one line of settings is all it takes."""

from accountfile.core import sections
from accountfile.core.sections import AgendaItem, Heading, Question, Signal


@sections.register
class Weather(sections.Section):
    slug = "weather"
    title = "Weather"
    why = "To prove the contract."

    def summary(self, account, today):
        return {"sky": "clear"}

    def questions(self, accounts, today):
        for account in accounts:
            yield Question(
                account.pk, "How is the weather there?", None, f"/accounts/{account.pk}/weather/"
            )

    def signals(self, accounts, today):
        for account in accounts:
            yield Signal(account.pk, 3, "The sun shines")

    def agenda(self, account, since, today):
        yield AgendaItem(Heading.CLOSE, "The sky is clear.")
