"""The verbs on one letter.

Core mounts them: only it knows who may see which letter, and hands it over fetched.
"""

import logging

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from accountfile.mail import services
from accountfile.mail.models import LetterState

log = logging.getLogger(__name__)


@require_POST
def send_again(request, letter, back):
    """Send a failed, unclear or sent letter once more, then go back."""
    if letter.can_be_sent_again:
        sent = services.send_again(letter, by=request.user)
        messages.success(request, f"The mail to {sent.recipient} is on its way again.")
    else:
        messages.info(request, f"The mail to {letter.recipient} is on its way already.")
    return redirect(back)


@require_POST
def it_arrived(request, letter, back):
    """Note that an unclear letter came, then go back."""
    if services.it_arrived(letter, by=request.user):
        messages.success(request, f"Noted: the mail to {letter.recipient} arrived.")
    elif letter.state == LetterState.SENT:
        messages.info(request, f"The mail to {letter.recipient} counts as sent already.")
    else:
        messages.info(request, f"The mail to {letter.recipient} is not unclear any more.")
    return redirect(back)


@require_safe
def attachment(request, letter):
    """Download the file that travels with the letter."""
    if not letter.storage_key:
        raise Http404
    try:
        file = default_storage.open(letter.storage_key)
    except FileNotFoundError as error:
        log.warning("the attachment of letter %s is missing", letter.pk)
        raise Http404 from error
    answer = FileResponse(file, as_attachment=True, filename=letter.file_name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox"
    return answer
