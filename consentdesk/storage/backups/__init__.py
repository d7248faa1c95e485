"""Backups of a vault in a folder or on a stick: encrypted as it is, opened by its recovery code alone.

shelf     the folder that holds them: one folder for each, and one store of blobs that all of them share
taking    takes one beside the desk's own work, `reading_back` before it counts; then `catching_up` erases in
          older ones what was erased for good since
restoring brings a vault back from one, as a new device; checks one where it lies
thinning  which of them are kept
"""
