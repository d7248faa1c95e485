"""Agreeing at a real desk."""

from tests.ui.records.conftest import office
from tests.ui.session.conftest import bedside, clinic_vault, decoder

__all__ = ["bedside", "clinic_vault", "decoder", "office"]
