"""Paper: the patient's copy, the form to be signed in ink, receipts, letters and sheets, as PDF (only room
with ReportLab).

consent_copy   the copy of a sealed record, from its parts
paper_form     the form of a session as it stands, to be signed in ink
papers         the others, of a page or two: `receipts` for who withdrew, `new_adult_letter`,
               `takedown_letter`, `release_sheet`, `overview_report`; `incident_letters`, `incident_report`
decisions      what was decided: the table, and the elements of an authorisation
decided        what the copy and the form need to know for it, of a record or of a session
explained      the statements, word for word, and what was asked to be sure
people         whose record it is, and who took part
signed         who signed a record, and how
words          the copy's own words in one language, and how it writes days and times
preview        a finished PDF as pictures
composing      styles, and sentences as blocks
sheet          sizes, margins, head and foot, the mark of a rehearsal
press          the workshop below: faces, typesetting, blocks, flow
"""
