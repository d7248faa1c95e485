"""What is usual where this computer stands."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from consentdesk.ui.kit.dates import DayOrder

# where Letter is what a printer holds (CLDR, paperSize)
LETTER_PLACES = {"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "PR", "SV", "VE", "BZ"}


def paper_of(locale: QLocale) -> str:
    """The paper that printers hold there: "A4" or "Letter"."""
    return "Letter" if QLocale.territoryToCode(locale.territory()) in LETTER_PLACES else "A4"


def day_order_of(locale: QLocale) -> DayOrder:
    """The order in which people there write a day."""
    letters = [c for c in locale.dateFormat(QLocale.FormatType.ShortFormat).lower() if c in "dmy"]
    orders: dict[str, DayOrder] = {"m": "mdy", "y": "ymd"}
    return orders.get(letters[0], "dmy") if letters else "dmy"
