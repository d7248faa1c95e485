"""What the command line can do beside opening the window.

vault    looks after a vault: verify, backup, restore, mend, mend-keys, review-gap
people   who can open it, and the recovery code
check    whether the pictures in files may be used
ledger   who did what, as a table, and whether a copy is of a record here
terminal what all of them ask for and say
"""
