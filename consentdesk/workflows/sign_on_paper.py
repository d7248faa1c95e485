"""Sign on paper: print the session's form, take its signed pages back, note whose ink stands on them (R20).

The pictures of the pages are kept under a key of the session's own. They stay when it is sealed, and are
erased when it is given up, takes another route, or has its form printed anew after a change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from consentdesk.domain import signing
from consentdesk.domain.access import Act
from consentdesk.domain.draft import Draft, Step, binding
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.readiness import problems_before
from consentdesk.domain.refusals import Problem, Refusal, refuse, refuse_if_any
from consentdesk.domain.route import PageCode, PaperForm, Route, ScannedPage
from consentdesk.domain.session import Rules
from consentdesk.domain.signing import attach_scan, print_form, sign_in_ink, signer_names
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_copy import PAPERS
from consentdesk.workflows.take_session import change, load_session, paper_key


@dataclass(frozen=True)
class ScanReport:
    """What became of scanned pages: the session after them, the numbers of the pages attached by their code,
    how many pages had no code that could be read (ask staff, then `attach_by_hand`), and why others were
    refused (`form_is_another`, `form_out_of_date`)."""

    draft: Draft
    attached: tuple[int, ...]
    without_code: int
    refused: tuple[Problem, ...] = ()


@needs(Act.TAKE_CONSENT)
def choose_route(desk: Desk, draft_id: str, route: Route) -> Draft:
    """Agree another way. Signing begins anew, and what came back on paper is erased."""
    with desk.vault.transaction():
        before = load_session(desk, draft_id)
        draft = change(desk, draft_id, lambda rules, d, now: signing.choose_route(d, route))
        if draft.route is not before.route:
            desk.vault.destroy_key(paper_key(draft_id))
    return draft


@needs(Act.TAKE_CONSENT)
def make_form(desk: Desk, draft_id: str, paper: str) -> bytes:
    """The form of the session as it stands now, as PDF for "A4" or "Letter"; printed from here on. Raises one
    Refusal with every problem of the steps before signing and `route_is_another`.

    While nothing has changed since it was printed, the same form is made again, and pages of either print
    count. After a change, and on paper of another size, it is another form: signatures and pages of the
    earlier one are gone."""
    if paper not in PAPERS:
        raise refuse("paper_unknown", paper=paper)
    with desk.vault.transaction():
        draft, now = load_session(desk, draft_id), desk.now()
        rules = desk.rules(draft)
        refuse_if_any(_problems(rules, draft, now))
        standing = _standing(draft, paper)
        if standing is not None:
            pdf, pages = _drawn(desk, draft, standing.id, paper)
            if pages == standing.pages:
                return pdf
        form_id = desk.ids.new_id()
        pdf, pages = _drawn(desk, draft, form_id, paper)
        desk.vault.destroy_key(paper_key(draft_id))
        desk.vault.save_draft(print_form(draft, form_id, pages, now, paper), now)
    return pdf


@needs(Act.TAKE_CONSENT)
def take_scans(desk: Desk, pages: Sequence[ScannedPage], draft_id: str) -> ScanReport:
    """Attach signed pages that came back by the codes on them, and keep their pictures. One that is there
    already is replaced. A page without a readable code is never guessed, and its picture not kept."""
    coded = [(code, page.picture) for page in pages if (code := page.code) is not None]
    attached: set[int] = set()
    refused: list[Problem] = []
    with desk.vault.transaction():
        draft = load_session(desk, draft_id)
        for code, picture in coded:
            try:
                draft = _attached(desk, draft, code, picture)
            except Refusal as refusal:
                refused += refusal.problems
            else:
                attached.add(code.page)
        desk.vault.save_draft(draft, desk.now())
    return ScanReport(draft, tuple(sorted(attached)), len(pages) - len(coded), tuple(refused))


@needs(Act.TAKE_CONSENT)
def attach_by_hand(desk: Desk, draft_id: str, page_number: int, picture: bytes) -> Draft:
    """Attach a page whose code cannot be read as the page that staff say it is; kept as attached by hand.
    Raises Refusal `form_not_printed`, `form_is_another` (there is no such page), `form_out_of_date`."""
    with desk.vault.transaction():
        draft = load_session(desk, draft_id)
        if draft.paper is None:
            raise refuse("form_not_printed", "print_form")
        code = PageCode(draft.paper.id, page_number, draft.paper.pages)
        draft = _attached(desk, draft, code, picture, by_hand=True)
        desk.vault.save_draft(draft, desk.now())
    return draft


@needs(Act.TAKE_CONSENT)
def agree_in_ink(desk: Desk, draft_id: str, role: str) -> Draft:
    """Note that the person entered in a role signed the paper, in the meaning that the session's wording
    gives the role. Raises the refusals of `sign_in_ink`: `form_not_printed`, `form_out_of_date`,
    `form_pages_missing` (pages), `route_is_another`, `signer_name_missing`."""

    def signed(rules: Rules, draft: Draft, now: Moment) -> Draft:
        name = next(iter(signer_names(draft, role)), "")
        return sign_in_ink(draft, role, name, rules.wording.meanings[role], now)

    return change(desk, draft_id, signed)


@needs(Act.TAKE_CONSENT)
def draft_scan_picture(desk: Desk, draft: Draft, page: int) -> bytes:
    """The picture of a page that came back in a session, as JPEG. Raises Refusal `form_pages_missing`."""
    return _picture(desk, draft.paper, page)


@needs(Act.LOOK)
def scan_picture(desk: Desk, sealed: SealedRecord, page: int) -> bytes:
    """The picture of a page of a sealed record that was signed in ink, as JPEG. Raises Refusal
    `form_pages_missing`, `blob_damaged`."""
    return _picture(desk, sealed.record.paper, page)


def _problems(rules: Rules, draft: Draft, now: Moment) -> list[Problem]:
    found = [*problems_before(rules, draft, Step.SIGN, now)]
    return found if draft.route is Route.PAPER else [*found, Problem("route_is_another", "route")]


def _standing(draft: Draft, paper: str) -> PaperForm | None:
    """The form that was printed already on this paper, where nothing has changed since."""
    form = draft.paper
    if form is None or form.binding != binding(draft, "form"):
        return None
    return form if form.sheet in ("", paper) else None


def _drawn(desk: Desk, draft: Draft, form_id: str, paper: str) -> tuple[bytes, int]:
    rules, vault = desk.rules(draft), desk.vault
    thumbnails = {i.source_sha256: vault.blob(i.thumbnail_sha256) for i in draft.images}
    return desk.forms.paper_form(
        rules, draft, vault.me, thumbnails, form_id, paper, vault.rehearsal, desk.now()
    )


def _attached(desk: Desk, draft: Draft, code: PageCode, picture: bytes, by_hand: bool = False) -> Draft:
    """The session with one page more, its picture kept. A refusal keeps nothing."""
    sha256 = hashlib.sha256(picture).hexdigest()
    after = attach_scan(draft, code, sha256, desk.now(), by_hand)
    if _pictures(draft) - _pictures(after):
        _erase_but(desk, draft.id, _pictures(draft) & _pictures(after))
    desk.vault.put_blob(picture, paper_key(draft.id))
    return after


def _pictures(draft: Draft) -> set[str]:
    return {scan.sha256 for scan in draft.paper.scans} if draft.paper is not None else set()


def _erase_but(desk: Desk, draft_id: str, kept: set[str]) -> None:
    """A replaced picture may be of somebody else's page, and is not to stay."""
    pictures = [desk.vault.blob(sha256) for sha256 in sorted(kept)]
    desk.vault.destroy_key(paper_key(draft_id))
    for picture in pictures:
        desk.vault.put_blob(picture, paper_key(draft_id))


def _picture(desk: Desk, form: PaperForm | None, page: int) -> bytes:
    scans = form.scans if form is not None else ()
    found = next((scan for scan in scans if scan.page == page), None)
    if found is None:
        raise refuse("form_pages_missing", "scans", pages=str(page))
    return desk.vault.blob(found.sha256)
