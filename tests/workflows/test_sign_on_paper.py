"""A session signed in ink: printed, scanned back, sealed, with a real vault and a real decoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader

from consentdesk.domain.answering import answer
from consentdesk.domain.codec import canonical, parse
from consentdesk.domain.draft import Assent, AssentState, Draft, No, Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances
from consentdesk.domain.photographs import show
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.route import PageCode, Route, Scan, ScannedPage
from consentdesk.domain.session import Rules, go_to, identify, represent, viewers
from consentdesk.domain.signing import assent
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.sign_on_paper import (
    agree_in_ink,
    attach_by_hand,
    choose_route,
    draft_scan_picture,
    make_form,
    scan_picture,
    take_scans,
)
from consentdesk.workflows.take_session import change, discard_session, load_session, paper_key
from tests.helpers.pictures import jpeg
from tests.helpers.sessions import (
    ALL_USES,
    BORN,
    CIRCUMSTANCES,
    NOW,
    answered,
    explained,
    patient,
    representative,
    second_representative,
)
from tests.storage.conftest import CODE
from tests.workflows.sealing import begun, sha256, source_of, with_picture

SCAN_DPI = 150


@pytest.fixture(scope="module")
def decoder() -> Iterator[ConfinedDecoder]:
    one = ConfinedDecoder(1)
    yield one
    one.close()


def ready(desk: Desk, pathway: str = "adult", uses: Sequence[str] = ALL_USES, n: int = 1) -> Draft:
    """A session on paper up to its form; `n` tells its one picture from another session's."""
    draft = begun(desk, uses=uses)
    who, how = patient(BORN[pathway], id=f"patient-{n}"), CIRCUMSTANCES.get(pathway, Circumstances())
    adults = representative(pathway), second_representative(pathway)
    change(desk, draft.id, lambda rules, d, now: represent(identify(rules, d, who, how, now), *adults))
    draft = with_picture(desk, draft, n)

    def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
        to = viewers(rules.pack.pathway(pathway), draft)
        draft = show(draft, source_of(n), to, now)
        return go_to(answered(explained(draft, now), (), now), Step.SIGN)

    change(desk, draft.id, act)
    return choose_route(desk, draft.id, Route.PAPER)


def printed(desk: Desk, draft: Draft) -> list[bytes]:
    """Each page of the form, as a scanner sends it."""
    with pdfium.PdfDocument(make_form(desk, draft.id, "A4")) as form:
        pages = [page.render(scale=SCAN_DPI / 72).to_pil().convert("RGB") for page in form]
    return [jpeg(page) for page in pages]


def read(decoder: ConfinedDecoder, *scans: bytes) -> list[ScannedPage]:
    return [page for scan in scans for page in decoder.read_pages(scan)]


def whole(desk: Desk, decoder: ConfinedDecoder, draft: Draft) -> Draft:
    """The session with its form printed and every page back."""
    return take_scans(desk, read(decoder, *printed(desk, draft)), draft.id).draft


def refusal_of(act: object, *arguments: object) -> Problem:
    with pytest.raises(Refusal) as refused:
        act(*arguments)  # type: ignore[operator]
    return refused.value.problems[0]


def blank() -> ScannedPage:
    return ScannedPage(jpeg(Image.new("RGB", (120, 170), "white")))


def say_no(desk: Desk, draft: Draft, use: str = "teaching") -> Draft:
    image = draft.images[0].source_sha256
    return change(desk, draft.id, lambda rules, d, now: answer(rules, d, image, use, False, now))


def test_a_session_is_signed_in_ink_from_the_form_to_the_sealed_record(
    desk: Desk, decoder: ConfinedDecoder
) -> None:
    draft = ready(desk)
    scans = read(decoder, *printed(desk, draft))
    report = take_scans(desk, scans, draft.id)
    assert (report.attached, report.without_code, report.refused) == ((1, 2), 0, ())
    agree_in_ink(desk, draft.id, "patient")
    sealed = attest_and_seal(desk, draft.id, CODE)
    assert sealed.record.route is Route.PAPER
    (signature,) = sealed.record.signatures
    assert (signature.name, signature.route, signature.drawing.strokes) == ("Alex Probe", Route.PAPER, ())
    assert signature.meaning == desk.rules(draft).wording.meanings["patient"]
    assert [scan_picture(desk, sealed, page) for page in (1, 2)] == [scan.picture for scan in scans]
    assert desk.vault.check().sound
    assert refusal_of(scan_picture, desk, sealed, 3) == Problem("form_pages_missing", "scans", {"pages": "3"})


def test_a_form_that_came_back_without_a_page_names_it_and_goes_on_the_next_day(
    desk: Desk, decoder: ConfinedDecoder
) -> None:
    draft = ready(desk)
    first, second = printed(desk, draft)
    assert take_scans(desk, read(decoder, first), draft.id).attached == (1,)
    missing = Problem("form_pages_missing", "scans", {"pages": "2"})
    assert refusal_of(agree_in_ink, desk, draft.id, "patient") == missing
    assert missing in _seal_problems(desk, draft)
    assert take_scans(desk, read(decoder, second), draft.id).draft.paper.missing_pages == ()  # type: ignore[union-attr]
    assert agree_in_ink(desk, draft.id, "patient").signature("patient") is not None


def _seal_problems(desk: Desk, draft: Draft) -> tuple[Problem, ...]:
    with pytest.raises(Refusal) as refused:
        attest_and_seal(desk, draft.id, CODE)
    return refused.value.problems


def test_a_page_of_another_session_is_refused_and_not_kept(desk: Desk, decoder: ConfinedDecoder) -> None:
    mine, other = ready(desk), ready(desk, n=2)
    own, (foreign, _) = printed(desk, mine), printed(desk, other)
    pages = read(decoder, own[0], foreign)
    report = take_scans(desk, pages, mine.id)
    assert (report.attached, report.refused) == ((1,), (Problem("form_is_another", "scans"),))
    assert not _is_kept(desk, pages[1]) and _is_kept(desk, pages[0])


def _is_kept(desk: Desk, page: ScannedPage) -> bool:
    try:
        return desk.vault.blob(sha256(page.picture)) == page.picture
    except Refusal:
        return False


def test_an_answer_changed_after_printing_voids_the_paper(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = ready(desk)
    pages = read(decoder, *printed(desk, draft))
    take_scans(desk, pages, draft.id)
    agree_in_ink(desk, draft.id, "patient")
    say_no(desk, draft)
    assert refusal_of(agree_in_ink, desk, draft.id, "patient").code == "form_out_of_date"
    assert {p.code for p in _seal_problems(desk, draft)} >= {"form_out_of_date", "signature_missing"}
    report = take_scans(desk, pages, draft.id)
    assert (report.attached, {p.code for p in report.refused}) == ((), {"form_out_of_date"})


def test_a_form_printed_again_unchanged_is_the_same_form(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = ready(desk)
    first, _ = printed(desk, draft)
    take_scans(desk, read(decoder, first), draft.id)
    _, second = printed(desk, draft)
    after = take_scans(desk, read(decoder, second), draft.id).draft
    assert after.paper is not None and after.paper.missing_pages == ()


def test_a_form_printed_after_a_change_is_another_and_the_old_pages_are_gone(
    desk: Desk, decoder: ConfinedDecoder
) -> None:
    draft = ready(desk)
    pages = read(decoder, *printed(desk, draft))
    old = take_scans(desk, pages, draft.id).draft
    agree_in_ink(desk, draft.id, "patient")
    say_no(desk, draft)
    printed(desk, draft)
    new = load_session(desk, draft.id)
    assert old.paper is not None and new.paper is not None
    assert new.paper.id != old.paper.id
    assert (new.paper.scans, new.signatures) == ((), ())
    assert not any(_is_kept(desk, page) for page in pages)
    assert take_scans(desk, pages, draft.id).refused[0].code == "form_is_another"


def test_a_discarded_session_leaves_no_page_readable(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = ready(desk)
    pages = read(decoder, *printed(desk, draft))
    take_scans(desk, pages, draft.id)
    assert all(_is_kept(desk, page) for page in pages)
    discard_session(desk, draft.id)
    assert not any(_is_kept(desk, page) for page in pages)
    assert desk.vault.check().sound


def test_another_route_leaves_no_page_and_no_signature(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = whole(desk, decoder, ready(desk))
    agree_in_ink(desk, draft.id, "patient")
    picture = draft_scan_picture(desk, draft, 1)
    assert choose_route(desk, draft.id, Route.PAPER) == load_session(desk, draft.id)
    assert _is_kept(desk, ScannedPage(picture))
    after = choose_route(desk, draft.id, Route.SCREEN)
    assert (after.paper, after.signatures) == (None, ())
    assert not _is_kept(desk, ScannedPage(picture))
    assert refusal_of(agree_in_ink, desk, draft.id, "patient").code == "route_is_another"


def test_a_page_without_a_code_is_never_guessed_and_staff_can_say_which_it_is(
    desk: Desk, decoder: ConfinedDecoder
) -> None:
    draft = ready(desk)
    first, second = read(decoder, *printed(desk, draft))
    unread = ScannedPage(second.picture, ("https://example.org",))
    report = take_scans(desk, [first, unread], draft.id)
    assert (report.attached, report.without_code) == ((1,), 1)
    assert not _is_kept(desk, unread)
    after = attach_by_hand(desk, draft.id, 2, unread.picture)
    assert after.paper is not None
    assert [(scan.page, scan.by_hand) for scan in after.paper.scans] == [(1, False), (2, True)]
    assert draft_scan_picture(desk, after, 2) == unread.picture
    agree_in_ink(desk, draft.id, "patient")
    assert attest_and_seal(desk, draft.id, CODE).record.paper == after.paper


def test_two_codes_on_one_picture_count_as_none(desk: Desk) -> None:
    codes = tuple(str(PageCode(desk.ids.new_id(), page, 2)) for page in (1, 2))
    assert ScannedPage(b"", codes).code is None
    assert ScannedPage(b"", (codes[0], codes[0], "other")).code is not None


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_the_form_does_not_have_cannot_be_attached(desk: Desk, page: int) -> None:
    draft = ready(desk)
    assert refusal_of(attach_by_hand, desk, draft.id, 1, b"jpeg").code == "form_not_printed"
    make_form(desk, draft.id, "A4")
    assert refusal_of(attach_by_hand, desk, draft.id, page, b"jpeg").code == "form_is_another"
    assert not _is_kept(desk, ScannedPage(b"jpeg"))


def test_a_page_scanned_anew_replaces_the_first_scan_which_is_erased(
    desk: Desk, decoder: ConfinedDecoder
) -> None:
    draft = ready(desk)
    first, second = read(decoder, *printed(desk, draft))
    anew = replace(first, picture=first.picture + b"\0")
    take_scans(desk, [first, second], draft.id)
    after = take_scans(desk, [anew], draft.id).draft
    assert after.paper is not None and len(after.paper.scans) == 2
    assert [_is_kept(desk, page) for page in (first, anew, second)] == [False, True, True]
    take_scans(desk, [anew, second], draft.id)
    assert [_is_kept(desk, page) for page in (anew, second)] == [True, True]


def test_on_paper_of_another_size_it_is_another_form(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = ready(desk)
    first, _second = read(decoder, *printed(desk, draft))
    make_form(desk, draft.id, "Letter")
    report = take_scans(desk, [first], draft.id)
    assert [problem.code for problem in report.refused] == ["form_is_another"]
    standing = load_session(desk, draft.id).paper
    make_form(desk, draft.id, "Letter")
    assert load_session(desk, draft.id).paper == standing


def test_a_form_is_refused_with_everything_that_is_still_missing(desk: Desk) -> None:
    draft = begun(desk)
    with pytest.raises(Refusal) as refused:
        make_form(desk, draft.id, "A4")
    codes = {problem.code for problem in refused.value.problems}
    assert {"no_image", "page_not_acknowledged", "route_is_another"} <= codes
    assert load_session(desk, draft.id).paper is None


def test_a_session_on_the_screen_has_no_form_and_a_form_no_other_paper(desk: Desk) -> None:
    draft = ready(desk)
    assert refusal_of(make_form, desk, draft.id, "A5").code == "paper_unknown"
    choose_route(desk, draft.id, Route.SCREEN)
    assert refusal_of(make_form, desk, draft.id, "A4") == Problem("route_is_another", "route")


def test_the_form_shows_the_pictures_and_is_counted_as_it_is(desk: Desk) -> None:
    draft = ready(desk, "minor")
    form = PdfReader(BytesIO(make_form(desk, draft.id, "Letter")))
    paper = load_session(desk, draft.id).paper
    assert paper is not None and paper.pages == len(form.pages)
    assert sum("/XObject" in page["/Resources"] for page in form.pages) == 1


def test_a_childs_own_no_on_the_paper_is_kept_and_honoured(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = whole(desk, decoder, ready(desk, "minor"))
    no = No(source_of(1), "teaching")
    said = Assent(AssentState.AGREES, NOW, (no,))
    agree_in_ink(desk, draft.id, "representative")
    change(desk, draft.id, lambda rules, d, now: assent(d, said))
    agree_in_ink(desk, draft.id, "assent")
    record = attest_and_seal(desk, draft.id, CODE).record
    decision = record.decision(no.image, no.use)
    assert decision is not None and decision.patient_said_no and not decision.effective
    assert [(s.role, s.route) for s in record.signatures] == [
        ("representative", Route.PAPER),
        ("assent", Route.PAPER),
    ]


def test_both_parents_sign_one_form(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = whole(desk, decoder, ready(desk, "stillborn"))
    for role in ("representative", "second_representative"):
        agree_in_ink(desk, draft.id, role)
    record = attest_and_seal(desk, draft.id, CODE).record
    assert [s.name for s in record.signatures] == ["Robin Probe", "Jamie Probe"]


def test_nobody_agrees_in_ink_who_was_not_entered(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = whole(desk, decoder, ready(desk))
    assert refusal_of(agree_in_ink, desk, draft.id, "representative").code == "signer_name_missing"


def test_a_page_that_a_record_needs_and_that_is_gone_is_found(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = whole(desk, decoder, ready(desk))
    agree_in_ink(desk, draft.id, "patient")
    sealed = attest_and_seal(desk, draft.id, CODE)
    assert sealed.record.paper is not None and desk.vault.check().sound
    desk.vault.destroy_key(paper_key(draft.id))
    missing = {f.about for f in desk.vault.check().findings if f.code == "blob_missing"}
    assert missing == {scan.sha256 for scan in sealed.record.paper.scans}
    assert refusal_of(scan_picture, desk, sealed, 1).code == "blob_unknown"


def test_a_scan_kept_before_hands_could_say_which_page_it_is_is_read() -> None:
    old = canonical({"page": 1, "sha256": "00", "at": str(NOW)})
    assert parse(Scan, old) == Scan(1, "00", NOW, by_hand=False)
