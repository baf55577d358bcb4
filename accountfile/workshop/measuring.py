"""What ``./dev bench`` adds to the product it measures: a count of statements, pages without the
cache, and the least a page can cost.
"""

import math
import time

from django.db import connection
from django.http import HttpResponse
from django.urls import path

from accountfile import urls
from accountfile.base.cache import Broker
from accountfile.core.models import Account


class Statements:
    """Counts the statements of one request and the time the database took for them."""

    def __init__(self):
        self.number, self.seconds = 0, 0.0

    def __call__(self, execute, sql, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number += 1
            self.seconds += time.perf_counter() - begun


def count_statements(get_response):
    """Say in the headers of each answer what it cost."""

    def middleware(request):
        statements = Statements()
        with connection.execute_wrapper(statements):
            response = get_response(request)
        response["X-Statements"] = str(statements.number)
        response["Server-Timing"] = f"db;dur={statements.seconds * 1000:.2f}"
        return response

    return middleware


def leave_the_cache_alone(get_response):
    """Answer a request that says ``Cold`` as if the cache were away: nothing that it needs is kept.

    Only one such request runs at a time.
    """

    def middleware(request):
        if "Cold" not in request.headers:
            return get_response(request)
        Broker.rests_until = math.inf
        try:
            return get_response(request)
        finally:
            Broker.rests_until = 0.0

    return middleware


def measured(get_response):
    """Do both: the one middleware that the settings name."""
    return count_statements(leave_the_cache_alone(get_response))


def floor(request):
    """Answer a signed-in person after one query: no page can cost less."""
    number = Account.objects.order_by().values_list("pk", flat=True).first()
    return HttpResponse(f"{request.user.pk} {number}", content_type="text/plain; charset=utf-8")


urlpatterns = [path("floor/", floor, name="floor"), *urls.urlpatterns]
