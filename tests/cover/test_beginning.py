"""Beginning a new Account File."""

from accountfile.core.models import Account


def new(keeper, **more):
    return {
        "name": "Corn",
        "account_manager": keeper.pk,
        "status": "prospect",
        "kind": "key",
    } | more


def test_a_line_manager_begins_a_file_for_one_of_their_people(sign_in, lena, max):
    answer = sign_in(lena).post("/accounts/add/", new(max))
    account = Account.objects.get(name="Corn")
    assert (answer["Location"], account.account_manager) == (f"/accounts/{account.pk}/", max)


def test_not_for_somebody_of_another_line(sign_in, lena, otto):
    answer = sign_in(lena).post("/accounts/add/", new(otto))
    assert list(answer.context["form"].errors) == ["account_manager"]
    assert Account.objects.count() == 0


def test_a_second_file_of_the_same_name_is_refused(sign_in, lena, max, acme):
    answer = sign_in(lena).post("/accounts/add/", new(max, name=" ACME "))
    assert list(answer.context["form"].errors) == ["name"]


def test_what_is_known_of_the_client_stands_in_the_file(sign_in, max, acme):
    acme.employees, acme.founded = 2350, 1962
    acme.save()
    page = sign_in(max).get(f"/accounts/{acme.pk}/").content.decode()
    assert ("2,350" in page, "1962" in page, "key account" in page) == (True, True, True)
