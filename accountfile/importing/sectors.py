"""Sectors that are likely meant where one is written nearly so; nothing else is refused for
them.
"""

_SECTORS = (
    "technology, medical, retail, software, entertainment, marketing, telecommunications, "
    "finance, employment, services, manufacturing, automotive, aerospace, agriculture, "
    "apparel, banking, biotechnology, chemicals, communications, construction, consulting, "
    "education, electronics, energy, engineering, environmental, financial services, food and "
    "beverage, government, health care, healthcare, hospitality, insurance, logistics, "
    "machinery, media, mining, not for profit, pharmaceuticals, professional services, real "
    "estate, recreation, shipping, transportation, utilities, industrials, materials, "
    "consumer discretionary, consumer staples, information technology, communication services"
)
SECTORS = tuple(_SECTORS.split(", "))
