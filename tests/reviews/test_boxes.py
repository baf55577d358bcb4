"""Answers and scores saved together: whoever comes second takes nothing away from the first."""

import pytest

from accountfile.core import history, restoring
from accountfile.core.models import Change
from reviews.models import Answer, FactorScore


@pytest.fixture
def scale(prepared):
    """A question that is answered with a figure and a text."""
    return prepared.answers.filter(question__kind="scale").first()


@pytest.fixture
def keep(sign_in):
    """Return a function that keeps the answers as one person whose page showed what is given in
    ``shown``.
    """

    def kept(person, answer, *, shown=("", ""), text="", score=""):
        name = f"answer-{answer.pk}"
        typed = {f"{name}-text": text, f"{name}-score": score}
        before = {f"initial-{name}-text": shown[0], f"initial-{name}-score": shown[1]}
        answered = sign_in(person).post(
            f"{answer.review.get_absolute_url()}questions/", typed | before
        )
        answer.refresh_from_db()
        return answered

    return kept


def test_an_older_page_wipes_no_answer_and_no_score(keep, scale, max, tia):
    keep(max, scale, text="The crew knows them.", score="4")
    keep(tia, scale)
    assert (scale.text, scale.score, scale.by) == ("The crew knows them.", 4, max)


def test_two_texts_are_both_kept_and_the_second_person_is_told(keep, scale, max, tia, sign_in):
    keep(max, scale, text="Three.")
    keep(tia, scale, text="Four.")
    assert scale.text == "Three.\nFour."
    page = sign_in(tia).get(f"{scale.review.get_absolute_url()}questions/").content.decode()
    assert "Three.\nFour." in page.replace("\r", "")


def test_texts_that_fill_the_box_together_are_not_cut(keep, scale, max, tia):
    keep(max, scale, text="a" * 2000)
    keep(tia, scale, text="b" * 2000)
    assert scale.text == "a" * 2000 + "\n" + "b" * 2000


def test_a_text_that_is_too_long_comes_back_whole_with_a_sentence(keep, scale, max):
    answer = keep(max, scale, text="c" * 2001)
    assert (answer.status_code, scale.text) == (409, "")
    assert "c" * 2001 in answer.content.decode()


def test_of_two_scores_the_first_stays_and_the_second_person_may_insist(keep, scale, max, tia):
    keep(max, scale, score="4")
    answer = keep(tia, scale, score="2")
    page = answer.content.decode()
    assert (answer.status_code, scale.score) == (409, 4)
    assert "Max changed" in page and "to “4” while you entered “2”" in page
    assert '<option value="2" selected>' in page
    keep(tia, scale, shown=("", "4"), score="2")
    assert scale.score == 2


def test_an_answer_and_its_former_text_are_in_the_history(keep, scale, max, lena):
    keep(max, scale, text="As it was.")
    keep(max, scale, shown=("As it was.", ""), text="As it is.")
    told = [each.text for each in history.sentences(Change.objects.of_row(scale).newest_first())]
    assert (
        told[0].startswith("Max changed the answer of the answer")
        and "from As it was. to As it is." in told[0]
    )
    restoring.restore(Change.objects.of_row(scale).newest_first().first(), by=lena)
    assert Answer.objects.get(pk=scale.pk).text == "As it was."


def test_what_was_never_answered_tells_nothing(prepared):
    assert Change.objects.filter(model="reviews.answer").count() == 0 < prepared.answers.count()


def test_an_emptied_answer_counts_as_not_answered(keep, scale, max):
    keep(max, scale, text="Yes.", score="3")
    keep(max, scale, shown=("Yes.", "3"))
    assert (scale.is_given, scale.text, scale.score) == (False, "", None)


def test_an_older_page_takes_no_factor_score_back(held, lena, dora, sign_in):
    url = f"{held.get_absolute_url()}factors/"
    sign_in(lena).post(url, {"factor-1-score": "4", "initial-factor-1-score": ""})
    sign_in(dora).post(
        url, {"factor-1-score": "", "initial-factor-1-score": "", "factor-2-score": "5"}
    )
    assert list(FactorScore.objects.values_list("factor", "score")) == [(1, 4), (2, 5)]
    sign_in(dora).post(url, {"factor-1-score": "", "initial-factor-1-score": "4"})
    assert list(FactorScore.objects.values_list("factor", "score")) == [(2, 5)]
    kinds = (
        Change.objects.filter(model="reviews.factorscore")
        .order_by("pk")
        .values_list("kind", flat=True)
    )
    assert list(kinds) == ["added", "added", "removed"]
