"""What no view answers is guarded as the views are, which the walks over every address see to."""


def test_a_static_file_carries_the_policy(client, db):
    answer = client.get("/static/django_htmx/htmx-2.min.js")
    assert (answer.status_code, "default-src 'none'" in answer["Content-Security-Policy"]) == (
        200,
        True,
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_a_host_that_is_not_ours_is_refused_with_the_policy(client, db, settings):
    settings.ALLOWED_HOSTS = ["files.example.com"]
    answer = client.get("/", headers={"Host": "evil.example"})
    assert (answer.status_code, "default-src 'none'" in answer["Content-Security-Policy"]) == (
        400,
        True,
    )
