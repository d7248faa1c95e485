"""Paper: the patient's copy, and the form to be signed in ink, as PDF (only room with ReportLab).

consent_copy   the copy of a sealed record, from its parts
paper_form     the form of a session as it stands, to be signed in ink
decisions      what was decided: the table, and the elements of an authorisation
decided        what the two need to know for it, of a record or of a session
explained      the statements, word for word, and what was asked to be sure
people         whose record it is, and who took part
signed         who signed a record, and how
words          the copy's own words in one language, and how it writes days and times
preview        a finished PDF as pictures
sheet          sizes, margins, the mark of a rehearsal
press          the workshop below: faces, typesetting, blocks, flow
"""
