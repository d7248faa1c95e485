"""Pixels: foreign image bytes decoded in a confined process, turned upright, made sRGB, stripped of the rest.

The desk's side is `decoder` (and under it `process`, `protocol`, `jpeg`); the others run in the worker only.
The only room with Pillow and pi-heif.
"""
