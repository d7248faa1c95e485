"""Take a rule pack into use: from then on every check runs by it, also in sessions that are open."""

from __future__ import annotations

from consentdesk.domain.access import Act
from consentdesk.domain.facts import Body, PackAdopted, UsesPreset
from consentdesk.domain.pack import RulePack
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Views
from consentdesk.workflows.words_in_force import in_force


@needs(Act.EDIT_RULES)
def adopt_pack(desk: Desk, text: str, file: str) -> RulePack:
    """Adopt the pack in a TOML text, word for word; the text that is in use already changes nothing. A
    language that lacks words for it is not offered any more.

    Raises Refusal `pack_malformed` and `pack_is_template`; `wording_malformed` where words are missing in a
    language that the clinic cannot do without; `pack_version_taken` for another text under a version that was
    in use, since records name their rules by it.
    """
    pack = parse_pack(text, file)
    in_force({language: desk.wordings.text(desk.vault, language) for language in desk.wordings.bundled}, pack)
    require_version_free(desk.vault, pack, text)
    if desk.vault.adopted_pack().text != text:
        with desk.vault.transaction():
            for fact in adoption(pack, text, desk.vault.preset_uses()):
                desk.note(fact)
        desk.wordings.renew(desk.vault, pack)
    return pack


def require_version_free(vault: Views, pack: RulePack, text: str) -> None:
    """Raises Refusal `pack_version_taken` where a pack has the id and version of another text that was in
    use."""
    for fact in vault.adoptions():
        was = fact.body
        if not isinstance(was, PackAdopted) or was.text == text:
            continue
        if (was.pack, was.version) == (pack.id, pack.version):
            raise refuse("pack_version_taken", pack=pack.id, version=pack.version)


def adoption(pack: RulePack, text: str, usual_uses: tuple[str, ...] = ()) -> tuple[Body, ...]:
    """The facts that a pack comes into use with: its text, and the clinic's usual uses, or the pack's own
    where it does not have all of those."""
    known = {use.id for use in pack.uses}
    usual = usual_uses if usual_uses and known.issuperset(usual_uses) else pack.default_uses
    return PackAdopted(pack.id, pack.version, text), UsesPreset(usual)
