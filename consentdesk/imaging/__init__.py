"""Pixels: foreign image bytes decoded in a confined process, turned upright, made sRGB, stripped of the rest;
scanned pages too, with the codes on them; the pictures inside slides, documents and PDFs.

The desk's side is `decoder` (and under it `process`, `protocol`, `pipe`, `jpeg`); the others run in the
worker only. The only room with Pillow, pi-heif and zxing-cpp.
"""
