"""The rows of the sample company's clients: who is known, and what is thought of them."""

# Place of the account, name, job title, department, level, roles, allegiance, influence, coverage.
PEOPLE = [
    (0, "Margaret Tyne", "Director of operations", "Operations", "director", "is_sponsor", 2, 5, 3),
    (0, "Paula Marsh", "Finance director", "Board", "board", "is_decision_maker", 0, 5, 1),
    (0, "Hugh Alder", "Managing director", "Board", "board", "is_decision_maker", 1, 5, 1),
    (0, "Amir Daoud", "Head of procurement", "Finance", "manager", "is_buyer is_blocker", -1, 4, 2),
    (
        0,
        "Owen Pryce",
        "Depot manager, Selby",
        "Operations",
        "manager",
        "is_user is_champion",
        2,
        3,
        3,
    ),
    (0, "Bridget Lacey", "Depot manager, Goole", "Operations", "manager", "is_user", 1, 3, 2),
    (0, "Colin Fry", "Energy officer", "Operations", "staff", "", None, 2, 1),
    (0, "Sunita Bakshi", "Head of information security", "Finance", "manager", "", None, None, 0),
    (1, "Niamh Corrigan", "Quality manager", "Quality", "manager", "is_sponsor is_user", 2, 4, 3),
    (1, "Declan Foy", "Site director", "Board", "director", "is_decision_maker", 0, 5, 1),
    (1, "Aoife Brennan", "Purchasing", "Finance", "staff", "is_buyer", None, 3, 1),
    (
        2,
        "Graham Holt",
        "Buying director",
        "Buying",
        "director",
        "is_decision_maker is_buyer",
        0,
        5,
        2,
    ),
    (2, "Yusuf Karim", "Head of energy", "Property", "manager", "is_champion is_sponsor", 2, 4, 3),
    (2, "Patricia Nunn", "Operations, south", "Shops", "manager", "is_user", 1, 3, 2),
    (
        3,
        "Fergus Dunmore",
        "Managing director",
        "Board",
        "board",
        "is_decision_maker is_sponsor",
        1,
        5,
        2,
    ),
    (3, "Kathleen Roe", "Head brewer", "Production", "manager", "is_user", 2, 4, 2),
    (4, "Helen Farrow", "Head of procurement", "Finance", "manager", "is_buyer", 0, 4, 1),
    (5, "Pieter Blom", "Fleet manager", "Transport", "manager", "is_user is_champion", 1, 3, 2),
    (7, "Astrid Lund", "Plant engineer", "Production", "staff", "is_user", 1, 2, 1),
]

# Name, days between, days from today.
PLANS = [
    ("Margaret Tyne", 14, 4),
    ("Paula Marsh", 60, -6),
    ("Hugh Alder", 90, 20),
    ("Owen Pryce", 30, 9),
]

LINES = [
    ("Paula Marsh", "influences", "Hugh Alder", "She prepares his board papers"),
    (
        "Amir Daoud",
        "conflict",
        "Margaret Tyne",
        "He lost the depots' buying to her budget, then won it back",
    ),
    ("Owen Pryce", "ally", "Margaret Tyne", "They came from the same depot"),
]

EVENTS = [
    (
        "Night at the cold store",
        -80,
        "Let finance see what an alarm costs",
        "Paula Marsh, two managers; ours",
        400,
        "within",
    ),
    (
        "Lunch after the quarterly review",
        25,
        "Thank the depot managers",
        "Selby and Goole; Marta Silk",
        260,
        "unchecked",
    ),
]
