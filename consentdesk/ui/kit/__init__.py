"""The pieces that every screen is made of. They take their words from outside and their look from the theme;
each has an objectName (for tests and the tour) and an accessible name (for screen readers)."""
