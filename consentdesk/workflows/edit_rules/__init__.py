"""Change what the clinic works by, and publish it: its contact, its uses and what they need, its words for
patients, its pack. Records keep what they showed (R41); sessions that are open go on by the new rules.

A `Rulebook` is read with `rulebook`, changed by the functions of `uses`, `words` and `packs`, each of which
gives a new one, and published with `publish`.
"""
