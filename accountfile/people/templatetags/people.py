"""How a session's browser is called on pages."""

from django import template

register = template.Library()
# In this order: browsers say the names of those they descend from as well.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent):
    """Turn what a browser says of itself into words such as "Firefox on Windows"."""
    name = next(
        (BROWSERS[sign] for sign in BROWSERS if f"{sign}/" in user_agent),
        "",
    )
    system = next(
        (SYSTEMS[sign] for sign in SYSTEMS if sign in user_agent),
        "",
    )
    return " on ".join(word for word in (name, system) if word) or user_agent[:40] or "not known"
