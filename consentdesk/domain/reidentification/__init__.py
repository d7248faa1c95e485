"""Who could be recognised: what in an image, its words and its outlet points to the patient (R26).

identifier  what identifies, where it was found, how strongly it points, what can be done about it
check       one check of an image, its words and its outlet together, and what was decided of each finding
finishing   what is still open before a check is finished
counting    which check of an image counts for a use of it, there, in these words, now

Nothing here ever says that an image is anonymous: what was not found may be there all the same.
"""
