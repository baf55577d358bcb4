"""Forms whose words survive, and what every form of a verb carries along."""

from django import template
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from accountfile.base.addresses import reverse
from accountfile.core.models import mark
from accountfile.pages import drafts
from accountfile.pages.filling import filled
from accountfile.pages.templatetags.af import press

register = template.Library()

# Where the script says when it has kept what was typed.
STATE = '<span class="meta" data-draft-state role="status"></span>'


@register.tag
def drafted(parser, token):
    """Draft whatever is typed into the form around ``{% drafted %}…{% enddrafted %}``, and offer it
    again in its boxes.

    A form that posts to another address than its page's says so: ``{% drafted action %}``.
    """
    words = token.split_contents()
    action = parser.compile_filter(words[1]) if len(words) > 1 else None
    inside = parser.parse(("enddrafted",))
    parser.delete_first_token()
    return Drafted(action, inside)


class Drafted(template.Node):
    """The inside of a form, with its place in signed form and, where there is one, the draft."""

    def __init__(self, action, nodelist):
        self.action, self.nodelist = action, nodelist

    def render(self, context):
        inside = self.nodelist.render(context)
        request = context.request
        if not request.user.is_authenticated:
            return inside
        place = self._place(context, request)
        # What has just been sent is in the boxes already.
        draft = None if request.method == "POST" else drafts.on_offer(request).get(place.key)
        around = {"place": place, "keep_url": reverse("keep_draft"), "draft": draft}
        if draft:
            fields = {
                name: [value] if isinstance(value, str) else value
                for name, value in draft.fields.items()
            }
            inside = filled(inside, fields)
            around["drop_form"] = _offered(request, place)
        return render_to_string("pages/_draft.html", around, request) + inside + STATE

    def _place(self, context, request):
        here = request.get_full_path()
        action = self.action.resolve(context) if self.action else here
        sent = drafts.place_of(request) if request.method == "POST" else None
        page = sent.page if sent and sent.person_id == request.user.pk else here
        return drafts.Place(
            request.user.pk,
            drafts.address_of(action),
            page,
        )


def _offered(request, place):
    """Note that a draft is on offer, and return the name of the form that throws it away."""
    if not hasattr(request, "drafts_shown"):
        request.drafts_shown = []
    request.drafts_shown.append(place)
    return f"drop-draft-{len(request.drafts_shown)}"


@register.simple_tag(takes_context=True)
def drop_forms(context):
    """Return the forms that throw drafts away: at the end of the page, as no form may stand within
    another.
    """
    request = getattr(context, "request", None)
    shown = getattr(request, "drafts_shown", ())
    return format_html_join(
        "",
        '<form id="drop-draft-{}" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="draft" value="{}"></form>',
        (
            (number, reverse("drop_draft"), get_token(request), place.signed)
            for number, place in enumerate(shown, 1)
        ),
    )


@register.simple_tag
def seen(*rows):
    """Return what the form of a verb carries: which state of the rows its reader saw, and the
    number of this press.
    """
    return format_html(
        (
            '<input type="hidden" name="version" value="{}"><input type="hidden" name="press" '
            'value="{}">'
        ),
        mark(*rows),
        press(),
    )
