"""People, their reporting lines, and how they sign in."""
