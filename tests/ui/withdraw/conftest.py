"""The office of the records' pages."""

from __future__ import annotations

from tests.ui.records.conftest import office
from tests.ui.session.conftest import bedside, clinic_vault, decoder

__all__ = ["bedside", "clinic_vault", "decoder", "office"]
