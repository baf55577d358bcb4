"""Inside one file: the reviews, from the proposed date to the pack, and what is kept beside
them.
"""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from accountfile.pages.records import Records
from reviews.forms import ManagerNoteForm, ProgressReviewForm, ReviewForm
from reviews.models import ManagerNote, ProgressReview, Review
from reviews.tables import FileReviewTable
from reviews.views import boxes, meeting, packs, pages, steps

app_name = "reviews"
either = require_http_methods(["GET", "HEAD", "POST"])

reviews = Records(
    Review,
    ReviewForm,
    columns=("planned_on", "state"),
    table=FileReviewTable,
    related=("account__account_manager__line_manager", "account__tier", "closed_by"),
    template="reviews/review.html",
    show_extra=pages.as_it_stands,
    after_save=steps.moved,
    removable=False,
    empty=(
        "Each quarter the account is examined along twenty standing items; what is decided goes "
        "out as a pack."
    ),
    verb="Plan a review",
    why="The nightly job proposes a date; you can also plan a review yourself.",
)
progress = Records(
    ProgressReview,
    ProgressReviewForm,
    columns=(("Review", "__str__"), "mood", "confirmed_on", "next_on", "by"),
    related=("by",),
    prepare=steps.written_by,
    title="Progress reviews with the client",
    empty=(
        "The reviews you hold with the client about the account as a whole, with what both sides "
        "agreed."
    ),
    verb="Add a progress review",
    why="Ask the client directly whether it is satisfied.",
)
notes = Records(
    ManagerNote,
    ManagerNoteForm,
    columns=(("Note", "__str__"), "about", "text", "by"),
    related=("about", "by"),
    prepare=steps.written_by,
    slug="private-notes",
    title="Private notes",
    on_section_page=False,
    empty="How the account manager's own work goes; only they and the line above can read this.",
    verb="Add a note",
    why="It appears in no pack that goes to others.",
)

one = "<int:row_id>/"
urlpatterns = [
    path("all/", require_safe(reviews.list), name="review_list"),
    path("add/", either(reviews.add), name="review_add"),
    path(one, require_safe(reviews.show), name="review"),
    path(f"{one}edit/", either(reviews.edit), name="review_edit"),
    path(f"{one}prepare/", steps.prepare, name="prepare"),
    path(f"{one}hold/", steps.hold, name="hold"),
    path(f"{one}cancel/", steps.cancel, name="cancel"),
    path(f"{one}close/", steps.close, name="close"),
    path(f"{one}after/<int:number>/", steps.after, name="after"),
    path(f"{one}people/", meeting.invite, name="invite"),
    path(f"{one}people/<int:participant_id>/", meeting.participant, name="participant"),
    path(f"{one}questions/", boxes.questions, name="questions"),
    path(f"{one}items/<int:number>/", meeting.item, name="item"),
    path(f"{one}items/<int:number>/minutes/", meeting.minute, name="minute_add"),
    path(f"{one}minutes/<int:minute_id>/edit/", meeting.edit_minute, name="minute_edit"),
    path(f"{one}minutes/<int:minute_id>/remove/", meeting.remove_minute, name="minute_remove"),
    path(f"{one}minutes/<int:minute_id>/action/", meeting.action, name="make_action"),
    path(f"{one}carried/<int:carried_id>/", meeting.dispose, name="dispose"),
    path(f"{one}factors/", boxes.factors, name="factors"),
    path(f"{one}options/", meeting.option, name="option_add"),
    path(f"{one}options/<int:option_id>/edit/", meeting.edit_option, name="option_edit"),
    path(f"{one}next/", meeting.next_date, name="next_date"),
    path(f"{one}calendar.ics", pages.calendar, name="calendar"),
    path(f"{one}pack/<slug:edition>.pdf", packs.download, name="pack"),
    path(f"{one}pack/<slug:edition>/print/", packs.print_again, name="print_again"),
    path(f"{one}pack/client/", packs.make_client_edition, name="client_edition"),
    path(f"{one}send/", packs.send, name="send"),
    *progress.urls,
    *notes.urls,
]
