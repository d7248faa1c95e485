"""Who could be recognised: what in an image, its words and its outlet points to the patient (R26).

identifier  what identifies, where it was found, how strongly it points, what can be done about it
check       one check of an image, its words and its outlet together, and what was decided of each finding
finishing   what is still open before a check is finished
counting    which check of an image counts for a use of it, there, in these words, now
words       what a caption, a title, a file name or text in the picture says; `finders`, for one sort each
pixels, metadata, outlets   what the picture, its source file and the place where it appears add
combining   which findings say much together that say little each
safe_harbor the eighteen identifiers of the Safe Harbor method, and what of them is looked for
lexicon     the words by which all this is known, from `resources/identifying`

Nothing here ever says that an image is anonymous: what was not found may be there all the same.
"""
