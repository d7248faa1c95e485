"""The pictures inside slides, documents and PDFs. But for `passing`, it runs in the worker only.

pictures  which kind of file it is, and all that is found in it
budget    how much a file may hold
package   the parts of a zipped file, read one by one
parts     what a part is, told by how it begins
office    PPTX, DOCX, XLSX: which slide or sheet shows which part
open_document  ODP, ODT, ODS: the same
pdf       the pictures on each page
passing   what goes through the pipe: both ends of it
"""
