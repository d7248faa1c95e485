"""The press: text of any script set in bundled faces, blocks, and their flow onto the pages of a PDF."""
