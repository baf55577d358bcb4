"""Which fonts a chart may fall back on, for the letters that ours lacks."""

import functools
from pathlib import Path

OURS = ("Inter", "DejaVu Sans")
# By the name of its file: what Matplotlib knows of fonts may be older than the fonts.
FALLBACKS = {
    "NotoSansCJK-Regular.ttc": "Noto Sans CJK JP",
    "NotoSansArabic-Regular.ttf": "Noto Sans Arabic",
    "NotoSansHebrew-Regular.ttf": "Noto Sans Hebrew",
    "NotoSansDevanagari-Regular.ttf": "Noto Sans Devanagari",
    "NotoSansBengali-Regular.ttf": "Noto Sans Bengali",
    "NotoSansGurmukhi-Regular.ttf": "Noto Sans Gurmukhi",
    "NotoSansGujarati-Regular.ttf": "Noto Sans Gujarati",
    "NotoSansOriya-Regular.ttf": "Noto Sans Oriya",
    "NotoSansTamil-Regular.ttf": "Noto Sans Tamil",
    "NotoSansTelugu-Regular.ttf": "Noto Sans Telugu",
    "NotoSansKannada-Regular.ttf": "Noto Sans Kannada",
    "NotoSansMalayalam-Regular.ttf": "Noto Sans Malayalam",
    "NotoSansSinhala-Regular.ttf": "Noto Sans Sinhala",
    "NotoSansThai-Regular.ttf": "Noto Sans Thai",
    "NotoSansLao-Regular.ttf": "Noto Sans Lao",
    "NotoSansKhmer-Regular.ttf": "Noto Sans Khmer",
    "NotoSansMyanmar-Regular.ttf": "Noto Sans Myanmar",
    "NotoSansEthiopic-Regular.ttf": "Noto Sans Ethiopic",
    "NotoSansGeorgian-Regular.ttf": "Noto Sans Georgian",
    "NotoSansArmenian-Regular.ttf": "Noto Sans Armenian",
    # Outlines of emoji: Matplotlib cannot draw the pictures of a colour font.
    "Symbola_hint.ttf": "Symbola",
}


@functools.cache
def families():
    """Return the families that are installed here, ours first, looked up once in the life of the
    process.
    """
    from matplotlib import font_manager

    known = set(font_manager.get_font_names())
    if not known.issuperset(FALLBACKS.values()):
        files = {Path(file).name: file for file in font_manager.findSystemFonts()}
        for name, family in FALLBACKS.items():
            if family not in known and name in files:
                font_manager.fontManager.addfont(files[name])
        known = set(font_manager.get_font_names())
    return [*OURS, *(family for family in FALLBACKS.values() if family in known)]
