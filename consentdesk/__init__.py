"""ConsentDesk: bedside consent for clinical photographs.

The map of the house (who may import whom is held by tests/architecture):

    __main__   the command line; `commands` has what it does without a window
    rehearsal  plays sessions through the real window: tour, scenarios
    bootstrap  the only place where the parts meet; `windowless` is what of it needs no window
    ui         everything Qt: app, background lane, words, theme, kit, a folder per screen
    workflows  what the clinic does, one file per verb; `ports` says what it needs from outside
    domain     what is true: pack, draft, record, permission, gate, withdrawal, check, incident, facts.
               Standard library only
    storage    the encrypted vault: keys, ledger, views, blobs (only room with sqlcipher3)
    imaging    pixels, scans, slides, read in a confined child process, faces and text found in another;
               covered and released files (only room with Pillow and OpenCV)
    documents  paper: the copy, the form to sign in ink, receipts, letters (only room with ReportLab)
    system     this machine: paths, clock, ids, printers, single instance
"""

__version__ = "0.1.0"
