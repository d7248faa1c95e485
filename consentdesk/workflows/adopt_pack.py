"""Take a rule pack into use: from then on every check runs by it, also in sessions that are open."""

from __future__ import annotations

from consentdesk.domain.facts import Body, PackAdopted, UsesPreset
from consentdesk.domain.pack import RulePack
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.refusals import refuse
from consentdesk.domain.wording import require_words
from consentdesk.workflows.desk import Desk


def adopt_pack(desk: Desk, text: str, file: str) -> RulePack:
    """Adopt the pack in a TOML text, word for word; the text that is in use already changes nothing.

    Raises Refusal `pack_malformed` and `pack_is_template`; `wording_malformed` where a language of this desk
    lacks words for it; `pack_version_taken` for another text under the version that is in use, since records
    name their rules by it.
    """
    pack = parse_pack(text, file)
    for wording in desk.wordings.values():
        require_words(wording, pack, f"{wording.language}.toml")
    now = desk.vault.adopted_pack()
    if (now.pack, now.version) == (pack.id, pack.version) and now.text != text:
        raise refuse("pack_version_taken", pack=pack.id, version=pack.version)
    if now.text != text:
        with desk.vault.transaction():
            for fact in adoption(pack, text, desk.vault.preset_uses()):
                desk.note(fact)
    return pack


def adoption(pack: RulePack, text: str, usual_uses: tuple[str, ...] = ()) -> tuple[Body, ...]:
    """The facts that a pack comes into use with: its text, and the clinic's usual uses, or the pack's own
    where it does not have all of those."""
    known = {use.id for use in pack.uses}
    usual = usual_uses if usual_uses and known.issuperset(usual_uses) else pack.default_uses
    return PackAdopted(pack.id, pack.version, text), UsesPreset(usual)
