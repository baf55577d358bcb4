"""What each figure means, for whoever checks it by other means."""

DEFINITIONS = {
    "client accounts": "every Account File",
    "account managers": (
        "whoever reports to somebody and leads nobody, and whoever owns an opportunity"
    ),
    "won/lost": (
        "opportunities in a stage that counts as won or lost; value = the value they closed at"
    ),
    "open": "opportunities in any other stage",
    "win_rate_pct": "won / (won + lost) x 100, two decimals; null when nothing closed",
    "open_list_value": (
        "value of an open opportunity, or the list price of its product while it has none"
    ),
    "weighted_open_value": (
        "open_list_value times the probability of the opportunity, else of its stage"
    ),
    "account_owner": "who has the most won value on the account; ties: more won orders, then name",
    "month_to_month_retention": (
        "rhythm of orders: accounts with an order won in a month, and in the next"
    ),
    "whitespace": "products on sale with no won order on the account",
    "growth": "(later - earlier) / earlier x 100 of won value; null when there was none earlier",
    "realised_vs_list_pct": "won value / list price of the same orders x 100",
    "groups": "parent and its direct subsidiaries together",
    "average_won_value": "won value / won orders that have a value",
    "accounts_making_80pct_of_won_value": (
        "the fewest accounts whose won value together is 80 percent of all of it"
    ),
    "falling revenue": "accounts with less won value in the later quarter than in the earlier one",
    "bottom5": "the five smallest accounts by won value of those with a won order",
    "any_deal": "an opportunity that is won, lost or open",
    "tied_lead_agent": "the two account managers with the most won value there have won the same",
    "engage": "the day an opportunity was first talked about",
    "currency": (
        "values in other currencies at the rate of the closing day; without a rate they are left "
        "out"
    ),
}
NOTE = (
    "Every figure, computed from the opportunities, accounts, products and people of this "
    "installation."
)
