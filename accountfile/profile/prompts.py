"""What each topic of the profile should tell: the empty boxes of a new file."""

from accountfile.profile.models import Fact

Topic = Fact.Topic
PROMPTS = {
    Topic.OVERVIEW: (
        "What does the client do, for whom, and what is it known for?",
        "How large is it, where does it work, and who owns it?",
    ),
    Topic.MARKET: (
        "In which market does it sell, and is that market growing or shrinking?",
        "Which laws, prices or technologies change that market now?",
    ),
    Topic.BUSINESS: (
        "How does it earn its money, and how did the last year go?",
        "What does its management want to have reached in two years?",
    ),
    Topic.STRUCTURE: (
        "How is it organised, and what has been reorganised lately?",
        "Where are the decisions taken that matter to us?",
    ),
    Topic.PEOPLE: (
        "What is valued there: speed, safety, price, loyalty?",
        "How do they like to be dealt with, and what must one never do?",
    ),
    Topic.PROCUREMENT: (
        "How does it buy: who asks, who compares, who signs?",
        "Which rules, frameworks or portals must every supplier keep?",
    ),
    Topic.SUPPLIERS: (
        "Which other suppliers matter to our success there?",
        "Which part of what we could supply do others supply?",
    ),
    Topic.COMPETITION: (
        "Against whom does the client lose business, and why?",
        "How do we help it against them?",
    ),
}


def unanswered(topic, facts):
    """Return the prompts of a topic that none of these facts answers."""
    answered = {fact.prompt for fact in facts}
    return [prompt for prompt in PROMPTS[topic] if prompt not in answered]
