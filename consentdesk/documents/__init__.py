"""Paper: the patient's copy as PDF (only room with ReportLab).

consent_copy   the copy of a sealed record, from its parts
decisions      what was decided: the table, and the elements of an authorisation
people         whose record it is, who took part, who signed
words          the copy's own words in one language, and how it writes days and times
preview        a finished PDF as pictures
press          the workshop below: faces, typesetting, blocks, flow
"""
