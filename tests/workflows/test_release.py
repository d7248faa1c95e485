"""Images leave through the gate alone, whole or not at all, and nothing is outside that the vault does not
know (R24, R25)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from consentdesk.domain.facts import ConsentWithdrawn, ImageReleased, Restored, UseSuspended, VaultChecked
from consentdesk.domain.ledger_lines import Wanted
from consentdesk.domain.lines import Finding
from consentdesk.domain.placement import Outcome, PlaceKind
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.domain.release import Form, WantedRelease
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.renditions import Renditions
from consentdesk.system import save
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import sealed_paper
from consentdesk.workflows.recognise import How, recognise
from consentdesk.workflows.release import making, prepare, ready, release_images, sheet_paper
from tests.documents.reading import text_of
from tests.helpers.pictures import jpeg, photograph
from tests.storage.conftest import make_place
from tests.workflows.conftest import desk_over
from tests.workflows.releasing import FONTS, let_out, photographed, wanted

WHOSE = "patient-1"
ASKED = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Example")
SMALL = Form(800, "JPEG")


@pytest.fixture(scope="module")
def decoder() -> Iterator[ConfinedDecoder]:
    one = ConfinedDecoder(1)
    yield one
    one.close()


@pytest.fixture
def record(desk: Desk, decoder: ConfinedDecoder) -> ConsentRecord:
    """Two photographs for the record and for teaching."""
    files = (jpeg(photograph(seed=n)) for n in (1, 2))
    return photographed(desk, decoder, *files, until=date(2027, 1, 31))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "slides"
    made.mkdir()
    return made


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def released(desk: Desk) -> list[ImageReleased]:
    bodies = [line.body for line in desk.vault.ledger_page(Wanted(), limit=500)]
    return [body for body in bodies if isinstance(body, ImageReleased)]


def live_places(desk: Desk) -> int:
    return len(desk.vault.placements_of(WHOSE))


def test_each_image_is_a_file_with_what_it_may_be_used_for_beside_it(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    let_out(desk, decoder, wanted(record, SMALL, until=date(2026, 5, 1)), folder)
    names = [f"{record.code}-{n}.jpg" for n in (1, 2)]
    out = files_in(folder)
    assert list(out) == sorted([*names, *(f"{name}.json" for name in names)])
    beside = json.loads(out[f"{names[0]}.json"])
    told = {"file": names[0], "record": record.code, "use": "teaching", "until": "2026-05-01"}
    assert told.items() <= beside.items()
    assert beside["sha256"] == hashlib.sha256(out[names[0]]).hexdigest()


def test_a_file_and_its_place_are_in_the_ledger(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    sheet = let_out(desk, decoder, wanted(record, SMALL), folder)
    out = files_in(folder)
    facts = {body.image: body for body in released(desk)}
    assert len(facts) == 2
    for file in sheet.files:
        body = facts[file.image]
        assert (body.record, body.release, body.use) == (record.id, sheet.release, "teaching")
        assert body.file_sha256 == hashlib.sha256(out[file.name]).hexdigest()
        line = desk.vault.placement(body.placement)
        assert line is not None and line.ended_at is None and line.patient == WHOSE
        place = line.placement
        assert (place.title, place.release, place.placed_on) == (
            "Grand rounds",
            sheet.release,
            desk.now().day,
        )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF"])
def test_what_was_released_is_recognised_by_its_file_and_by_its_pixels(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path, format: str
) -> None:
    form = Form(320, format, "For teaching only")  # type: ignore[arg-type]
    for file in let_out(desk, decoder, wanted(record, form), folder).files:
        data = (folder / file.name).read_bytes()
        again = BytesIO()
        Image.open(BytesIO(data)).save(again, "PNG")
        for seen, how in ((data, How.FILE), (again.getvalue(), How.PIXELS)):
            known = recognise(desk, decoder, seen)
            assert known.how is how and known.line is not None
            assert known.line.source_sha256 == file.image


def test_the_mark_says_which_picture_it_is(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    marks = []
    telling = SimpleNamespace(rendition=lambda source, form: marks.append(form.mark))
    asked = wanted(record, Form(mark="For teaching only"))
    for image in asked.images:
        making(desk, telling, asked, image)()
    assert marks == [f"For teaching only · {record.code}-{n}" for n in (1, 2)]


@pytest.mark.parametrize("mark", ["", "For teaching only"])
def test_what_leaves_a_rehearsal_says_so(tmp_path: Path, decoder: ConfinedDecoder, mark: str) -> None:
    marks, desk = [], desk_over(make_place(tmp_path / "rehearsal", rehearsal=True))
    telling = SimpleNamespace(rendition=lambda source, form: marks.append(form.mark))
    record = photographed(desk, decoder, jpeg(photograph(160, 120, seed=1)))
    asked = wanted(record, Form(mark=mark))
    making(desk, telling, asked, asked.images[0])()
    assert marks == [" · ".join(filter(None, ("REHEARSAL", mark, f"{record.code}-1")))]
    desk.vault.close()


def test_an_image_stays_at_its_place_no_longer_than_its_yes(
    desk: Desk, decoder: ConfinedDecoder, folder: Path
) -> None:
    last_day = date(2026, 9, 1)
    record = photographed(desk, decoder, jpeg(photograph(seed=3)), until=last_day)
    for asked, expected in ((None, last_day), (date(2027, 1, 1), last_day), (date(2026, 6, 1),) * 2):
        sheet = let_out(desk, decoder, wanted(record, SMALL, until=asked), folder)
        placements = [line.placement for line in desk.vault.placements_of(WHOSE)]
        assert [place.until for place in placements if place.release == sheet.release] == [expected]
        assert [file.until for file in sheet.files] == [expected]


def withdrawn(desk: Desk, image: str) -> None:
    desk.note(ConsentWithdrawn("w1", Scope((image,), ("teaching",)), ASKED), WHOSE)


def suspended(desk: Desk, image: str) -> None:
    desk.note(UseSuspended("s1", Scope(), replace(ASKED, who=Asker.FAMILY)), WHOSE)


def restored(desk: Desk, image: str) -> None:
    desk.note(Restored("backup", desk.now(), "00"))


def damaged(desk: Desk, image: str) -> None:
    desk.note(VaultChecked(1, 1, (Finding("blob_damaged", image),), "daily"))


def erased(desk: Desk, image: str) -> None:
    desk.vault.erase_image(image, desk.now())


def expired(desk: Desk, image: str) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=365))


REFUSED = (withdrawn, suspended, restored, damaged, erased, expired)


@pytest.mark.parametrize("happens", REFUSED, ids=lambda happens: happens.__name__)
def test_what_ends_a_yes_between_preparing_and_writing_leaves_nothing_outside(
    desk: Desk,
    decoder: ConfinedDecoder,
    record: ConsentRecord,
    folder: Path,
    happens: Callable[[Desk, str], None],
) -> None:
    asked = wanted(record, SMALL)
    renderer = Renditions(decoder, FONTS)
    made = {image: making(desk, renderer, asked, image)() for image in asked.images}
    assert all(answer.allowed for answer in prepare(desk, asked))
    happens(desk, asked.images[1])
    with pytest.raises(Refusal) as no:
        release_images(desk, asked, made, folder, save)
    assert f"image:{asked.images[1]}" in {problem.where for problem in no.value.problems}
    assert files_in(folder) == {} and released(desk) == [] and live_places(desk) == 0
    with pytest.raises(Refusal):
        making(desk, renderer, asked, asked.images[1])


def test_those_that_may_go_without_those_that_may_not(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    asked = wanted(record, SMALL)
    withdrawn(desk, asked.images[0])
    may = tuple(a.question.image for a in prepare(desk, asked) if a.allowed)
    sheet = let_out(desk, decoder, replace(asked, images=may), folder)
    assert [file.image for file in sheet.files] == [asked.images[1]]
    assert [file.name for file in sheet.files] == [f"{record.code}-2.jpg"]


def test_no_image_goes_out_before_its_reidentification_check(
    desk: Desk, decoder: ConfinedDecoder, folder: Path
) -> None:
    record = photographed(desk, decoder, jpeg(photograph(seed=5)), uses=("medical_record", "print"))
    asked = wanted(record, SMALL, use="print", kind=PlaceKind.PRINT, outlet="Journal of Example Dermatology")
    with pytest.raises(Refusal) as no:
        let_out(desk, decoder, asked, folder)
    assert "reidentification_not_checked" in {problem.code for problem in no.value.problems}
    assert files_in(folder) == {}


WRONG: dict[str, Callable[[WantedRelease], WantedRelease]] = {
    "release_without_images": lambda w: replace(w, images=()),
    "release_use_missing": lambda w: replace(w, place=replace(w.place, use="")),
    "placement_title_missing": lambda w: replace(w, place=replace(w.place, title="")),
    "release_until_past": lambda w: replace(w, place=replace(w.place, until=date(2020, 1, 1))),
    "review_day_past": lambda w: replace(w, place=replace(w.place, review_on=date(2020, 1, 1))),
    "text_too_long": lambda w: replace(w, form=Form(mark="x" * 61)),
    "release_of_too_many": lambda w: replace(w, images=("a",) * 101),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_is_missing_is_said_before_anything_is_asked(
    desk: Desk, record: ConsentRecord, folder: Path, code: str
) -> None:
    with pytest.raises(Refusal) as no:
        release_images(desk, WRONG[code](wanted(record)), {}, folder, save)
    assert code in {problem.code for problem in no.value.problems}


@pytest.mark.parametrize(
    ("use", "outlet", "kind"),
    [
        ("teaching", "", PlaceKind.SOCIAL_POST),
        ("teaching", "", PlaceKind.WEBSITE),
        ("teaching", "", PlaceKind.PRINT),
        ("print", "JAAD", PlaceKind.SOCIAL_POST),
    ],
)
def test_what_everybody_sees_does_not_leave_under_the_name_of_a_use_that_needs_no_check(
    desk: Desk, record: ConsentRecord, use: str, outlet: str, kind: PlaceKind
) -> None:
    with pytest.raises(Refusal) as no:
        ready(desk, wanted(record, use=use, outlet=outlet, kind=kind))
    assert ("place_of_other_use", "place_kind") in {(p.code, p.where) for p in no.value.problems}


@dataclass
class FullDisk:
    """Takes so many files and then no more; `keeps` are those that cannot be removed again."""

    room: int
    keeps: set[str] = field(default_factory=set)

    def save_bytes(self, path: Path, data: bytes) -> None:
        save.save_bytes(path, data)

    def save_parts(self, path: Path, parts: object) -> None:
        raise AssertionError("a release is written file by file")

    def save_new(self, folder: Path, name: str, data: bytes) -> Path:
        if not self.room:
            raise refuse("disk_full", folder=folder.name)
        self.room -= 1
        return save.save_new(folder, name, data)

    def remove(self, path: Path) -> None:
        if path.name in self.keeps:
            raise refuse("folder_read_only", folder=path.parent.name)
        save.remove(path)


@pytest.mark.parametrize("room", [0, 1, 2, 3])
def test_what_cannot_be_written_whole_is_taken_back_and_its_places_are_over(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path, room: int
) -> None:
    with pytest.raises(Refusal) as no:
        let_out(desk, decoder, wanted(record, SMALL), folder, FullDisk(room))
    assert [problem.code for problem in no.value.problems] == ["disk_full"]
    assert files_in(folder) == {} and live_places(desk) == 0
    ended = desk.vault.placements_of(WHOSE, live=False)
    assert [line.outcome for line in ended] == [Outcome.REMOVED] * 2


def test_a_file_that_cannot_be_taken_back_keeps_its_place(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    stuck = f"{record.code}-1.jpg"
    with pytest.raises(Refusal) as no:
        let_out(desk, decoder, wanted(record, SMALL), folder, FullDisk(3, {stuck}))
    assert [problem.code for problem in no.value.problems] == ["disk_full", "release_files_left"]
    assert set(files_in(folder)) - {f"{stuck}.json"} == {stuck}
    (line,) = desk.vault.placements_of(WHOSE)
    assert line.placement.image == record.images[0].source_sha256


def test_nothing_that_lies_in_the_folder_is_written_over(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    mine = folder / f"{record.code}-1.jpg"
    mine.write_bytes(b"mine")
    sheet = let_out(desk, decoder, wanted(record, SMALL), folder)
    assert mine.read_bytes() == b"mine"
    assert [file.name for file in sheet.files] == [f"{record.code}-1-2.jpg", f"{record.code}-2.jpg"]


def test_names_sidecars_and_sheet_name_no_patient(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    sheet = let_out(desk, decoder, wanted(record, SMALL), folder)
    pdf = sealed_paper(desk, sheet_paper(desk, sheet), "A4")
    who = desk.vault.patient(WHOSE)
    written = " ".join([*files_in(folder), *(p.read_text() for p in folder.glob("*.json")), text_of(pdf)])
    for secret in (who.given_name, who.family_name, who.record_number, who.id, str(who.born)):
        assert secret not in written
    assert f"{record.code}-1.jpg" in text_of(pdf) and "Grand rounds" in text_of(pdf)


def test_the_sheet_goes_with_an_image_that_it_shows(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    sheet = let_out(desk, decoder, wanted(record, SMALL), folder)
    sealed_paper(desk, sheet_paper(desk, sheet), "A4")
    (paper,) = desk.vault.papers_of("release_sheet", sheet.release)
    desk.vault.erase_image(record.images[0].source_sha256, desk.now())
    with pytest.raises(Refusal, match="blob_unknown"):
        desk.vault.blob(paper.sha256)


def test_a_withdrawal_finds_where_released_images_are(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    sheet = let_out(desk, decoder, wanted(record, SMALL), folder)
    scope = Scope((record.images[0].source_sha256,), ("teaching",))
    (reached,) = desk.vault.placements_reached(WHOSE, scope)
    assert reached.placement.release == sheet.release
