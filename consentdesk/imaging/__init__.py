"""Pixels: foreign image bytes decoded in a confined process, turned upright, made sRGB, stripped of the rest;
scanned pages too, with the codes on them; the pictures inside slides, documents and PDFs.

The desk's side is `decoder` (under it `workers`, `process`, `protocol`, `pipe`, `rows`, `jpeg`) and
`renditions`, which makes the files that are released; the others run in workers only: `worker` decodes,
`detecting` finds faces and text. The only room with Pillow, pi-heif, zxing-cpp and OpenCV.
"""
