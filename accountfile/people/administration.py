"""The pages of the administration: each asks for one right, and all of them for the second
factor.
"""

import functools

from django.core.exceptions import PermissionDenied


def administrative(may, refusal):
    """Make a view one that only people with this right open; ``may(user)`` says who they are.

    The middleware finds the right on the view and asks these people for their second factor first.
    """

    def made(view):
        @functools.wraps(view)
        def guarded(request, *args, **kwargs):
            if not may(request.user):
                raise PermissionDenied(refusal)
            return view(request, *args, **kwargs)

        guarded.administered_by = may
        return guarded

    return made
