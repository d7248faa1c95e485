"""The encrypted vault, a folder of its own. `door.VaultDoor` is the way in.

door       makes (`making`) and unlocks (`opening`) a vault
keys       passphrases, recovery code, slots, waiting
people     who can open it: let in, given other secrets, sent away; `recovery` the code that is nobody's
rekeying   another key for the database; `ways_in` the slots beside it and inside, `guests` who else reads it
vault      an unlocked vault: `ledger`, `drafts`, `blobs`, `codes`, and the questions of `views`
views      what screens read, folded from the ledger's facts
checking   the whole vault checked, without anybody's private key
backups    all of that in a folder elsewhere, taken while it is worked with, and brought back from there
sealing    a key for each patient, image, copy and draft, `erasing` what destroys them; `core` joins the parts
connection SQLCipher, its errors as refusals; `migrations` its shape, `files` the small ones beside it
"""
