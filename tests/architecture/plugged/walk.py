"""Run by test_sections.py with the made-up section plugged in."""


def test_the_file_shows_the_tenth_section_and_asks_its_question(sign_in, max, acme):
    answer = sign_in(max).get(f"/accounts/{acme.pk}/")
    assert "The sky is clear." in answer.content.decode()
    assert answer.context["standing"].section_states["weather"] == "missing"


def test_its_page_opens_through_the_same_door(sign_in, max, otto, acme):
    address = f"/accounts/{acme.pk}/weather/"
    assert [sign_in(person).get(address).status_code for person in (max, otto)] == [200, 404]
