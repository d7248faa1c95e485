"""How the program looks: tokens, fonts, one stylesheet, one focus ring. The only place with style in it."""

from consentdesk.ui.theme.apply import FUSION, apply_theme, scale_patient_text
from consentdesk.ui.theme.asked import theme_of
from consentdesk.ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens

__all__ = [
    "DARK",
    "FUSION",
    "HIGH_CONTRAST",
    "LIGHT",
    "Tokens",
    "apply_theme",
    "scale_patient_text",
    "theme_of",
]
