"""The desk at which one person works: an unlocked vault and everything a workflow needs beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from consentdesk.domain.draft import Draft
from consentdesk.domain.facts import Body
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import known_outlets
from consentdesk.domain.pack import OutletEntry, RulePack
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.session import Rules
from consentdesk.domain.wording import Wording
from consentdesk.workflows.ports import Clock, CopyWriter, FormWriter, Ids, PaperWriter, Vault
from consentdesk.workflows.words_in_force import WordsInForce

_parsed = lru_cache(maxsize=4)(parse_pack)  # it is asked for at every act

STAFF_LANGUAGE = "en"  # unless staff chose another


@dataclass(frozen=True)
class Desk:
    """Used from one thread: the one that owns the vault; only `wordings` and `staff_wording` can be read from
    any. `wordings` are by language, in the order in which they are offered; the one of `STAFF_LANGUAGE` is
    always there. `staff_language` is what those who work here read,
    `lexicon` the words by which identifying things are known."""

    vault: Vault
    clock: Clock
    ids: Ids
    wordings: WordsInForce
    copies: CopyWriter
    forms: FormWriter
    papers: PaperWriter
    staff_language: str = STAFF_LANGUAGE
    lexicon: Lexicon = field(default_factory=Lexicon)

    def now(self) -> Moment:
        return self.clock.now()

    @property
    def pack(self) -> RulePack:
        """The rules in force: the pack that the clinic adopted last, as its text lies in the vault. What lies
        beside the program changes nothing. Raises Refusal `pack_malformed`, `pack_not_adopted`."""
        return self.pack_at()

    def pack_at(self, moment: Moment | None = None) -> RulePack:
        """The rules that were in force at a moment (R39)."""
        adopted = self.vault.adopted_pack(moment)
        return _parsed(adopted.text, f"{adopted.pack}.toml")

    def rules(self, draft: Draft) -> Rules:
        """What a session is held to, in its own language where that is there, else in that of staff."""
        wording = self.wordings.get(draft.language, self.staff_wording)
        return Rules(self.pack, wording, self.vault.clinic())

    @property
    def staff_wording(self) -> Wording:
        """The words of those who work here, whatever the patient reads: in `staff_language` where that is
        worded whole for the clinic's rules."""
        return self.wordings.get(self.staff_language) or self.wordings[STAFF_LANGUAGE]

    def outlets(self, moment: Moment | None = None) -> tuple[OutletEntry, ...]:
        """The outlets known here, or known at a moment: the pack's, then the clinic's own (R4, R39)."""
        return known_outlets(self.pack_at(moment).outlets, self.vault.registered_outlets(moment))

    def note(self, body: Body, patient: str | None = None) -> None:
        """Append a fact that happened now."""
        self.vault.append(body, self.now(), patient)
