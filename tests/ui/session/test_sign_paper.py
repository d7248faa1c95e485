"""The paper route on its page: the form goes out, its pages come back, whose ink is on them is noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from consentdesk.domain.answering import answer
from consentdesk.domain.draft import AssentState, Draft, No, Step
from consentdesk.domain.route import Route
from consentdesk.domain.signing import signature_holds
from consentdesk.system import save
from consentdesk.ui.session.sign.paper.screen import PaperScreen
from tests.helpers.scans import scanned
from tests.storage.conftest import CODE
from tests.ui.records.conftest import Tray
from tests.ui.session.conftest import Bedside
from tests.ui.session.played import ready_to_sign


@dataclass
class Folder:
    """A user who saves into a folder, and picks what was laid ready there."""

    path: Path
    ready: list[Path] = field(default_factory=list)
    saved: list[Path] = field(default_factory=list)

    def images(self) -> list[Path]:
        return []

    def scans(self) -> list[Path]:
        return self.ready

    def to_check(self) -> list[Path]:
        return []

    def save_as(self, suggested_name: str) -> Path | None:
        self.saved.append(self.path / suggested_name)
        return self.saved[-1]


@dataclass
class Counter:
    """A desk with a session, a printer and a scanner."""

    bedside: Bedside
    tray: Tray
    folder: Folder

    def open_at(self, pathway: str = "adult", **asked: object) -> Draft:
        """A session about to be signed on paper."""
        draft = ready_to_sign(self.bedside, pathway, **asked)  # type: ignore[arg-type]
        self.bedside.resume(draft)
        self.bedside.click("other_way")
        self.bedside.click("route_paper")
        return draft

    def scanned(self, name: str = "page") -> list[Path]:
        """The pages of the form that was saved last, each as a file of its own."""
        paths = []
        for number, page in enumerate(scanned(self.folder.saved[-1].read_bytes(), 150), start=1):
            paths.append(self.folder.path / f"{name}-{number}.jpg")
            page.save(paths[-1])
        return paths

    def add(self, *paths: Path) -> None:
        self.folder.ready = list(paths)
        self.bedside.click("scans")

    def all_back(self) -> None:
        self.bedside.click("save_form")
        self.add(*self.scanned())


@pytest.fixture
def counter(bedside: Bedside, tmp_path: Path) -> Iterator[Counter]:
    tray, folder = Tray(), Folder(tmp_path)
    bedside.machine = replace(bedside.machine, printers=tray, saver=save, files=folder)
    yield Counter(bedside, tray, folder)


def problems(bedside: Bedside) -> list[str]:
    return [p.code for p in bedside.flow.problems]


def test_the_form_is_printed_on_the_printer_suggested_and_the_page_says_when(counter: Counter) -> None:
    counter.open_at()
    bedside = counter.bedside
    assert bedside.words("printer_words") == "Printer in the hall"
    bedside.click("print_form")
    ((printer, pdf, copies, paper),) = counter.tray.printed
    assert (printer, copies, paper, pdf[:5]) == ("Hall", 1, "A4", b"%PDF-")
    assert bedside.words("printed") == "2 pages, printed 2 March 2026, 10:00"
    assert bedside.words("page_1_words") == "Page 1: missing"
    assert bedside.find("outcome").accessibleName() == "Did it come out?"


def test_printing_again_sends_out_the_same_form(counter: Counter) -> None:
    counter.open_at()
    counter.bedside.click("print_form")
    first = counter.bedside.draft().paper
    counter.bedside.click("print_form")
    assert counter.bedside.draft().paper == first
    assert len(counter.tray.printed) == 2


def test_a_printer_that_stopped_is_said_and_the_form_can_be_saved_instead(counter: Counter) -> None:
    counter.open_at()
    counter.tray.stop("Hall")
    counter.bedside.click("print_form")
    assert "has stopped" in counter.bedside.find("trouble").accessibleName()
    counter.bedside.click("trouble_save")
    assert counter.folder.saved[-1].read_bytes().startswith(b"%PDF-")
    assert "Probe" not in counter.folder.saved[-1].name
    assert not counter.bedside.there("trouble")


def test_no_printer_is_said_once_and_nothing_hangs(counter: Counter) -> None:
    counter.tray.known = ()
    counter.open_at()
    counter.bedside.click("print_form")
    assert "No printer" in counter.bedside.find("trouble").accessibleName()
    assert counter.bedside.draft().paper is None


def test_pages_come_back_by_their_codes_and_each_person_is_noted_with_one_press(counter: Counter) -> None:
    bedside = counter.bedside
    counter.open_at()
    counter.all_back()
    assert [bedside.words(f"page_{n}_words") for n in (1, 2)] == ["Page 1: back", "Page 2: back"]
    bedside.click("ink_patient")
    assert bedside.words("did_patient") == "Signed in ink, noted at 10:00"
    bedside.click("continue")
    assert bedside.words("way") == "On paper, in ink"
    came: list[object] = []
    bedside.flow.sealed.connect(came.append)
    bedside.type("code", CODE)
    bedside.click("continue")
    record = came[0].record  # type: ignore[attr-defined]
    assert record.route is Route.PAPER
    assert [(s.role, s.route) for s in record.signatures] == [("patient", Route.PAPER)]


def test_nothing_is_noted_while_a_page_is_missing(counter: Counter) -> None:
    bedside = counter.bedside
    counter.open_at()
    bedside.click("save_form")
    counter.add(counter.scanned()[0])
    bedside.click("ink_patient")
    assert bedside.words("problems_0") == "These pages have not come back yet: 2. Scan them too"
    assert bedside.find("scans").hasFocus()
    assert bedside.draft().signatures == ()


@pytest.mark.parametrize(
    ("before", "code"), [("print_form", "form_not_printed"), ("save_form", "form_pages_missing")]
)
def test_continue_says_what_is_missing(counter: Counter, before: str, code: str) -> None:
    counter.open_at()
    if code == "form_pages_missing":
        counter.bedside.click(before)
    counter.bedside.click("continue")
    assert problems(counter.bedside) == [code]


def test_continue_names_whoever_is_not_noted_yet(counter: Counter) -> None:
    counter.open_at("stillborn")
    counter.all_back()
    counter.bedside.click("ink_representative")
    counter.bedside.click("continue")
    assert "second parent" in counter.bedside.words("problems_0")
    assert counter.bedside.find("ink_second_representative").hasFocus()


def test_a_press_for_the_wrong_person_is_taken_back(counter: Counter) -> None:
    counter.open_at()
    counter.all_back()
    counter.bedside.click("ink_patient")
    counter.bedside.click("take_back_patient")
    assert counter.bedside.draft().signatures == ()
    assert counter.bedside.there("ink_patient")


def test_a_page_without_a_code_is_asked_about_and_kept_as_said_by_hand(counter: Counter) -> None:
    bedside = counter.bedside
    counter.open_at()
    bedside.click("save_form")
    torn = counter.folder.path / "torn.png"
    Image.new("RGB", (900, 1270), "white").save(torn)
    counter.add(counter.scanned()[0], torn)
    assert bedside.there("loose_1_is_2") and not bedside.there("loose_1_is_3")
    bedside.click("loose_1_is_2")
    assert not bedside.there("loose_1_is_2")
    assert bedside.words("page_2_words") == "Page 2: back, by hand"
    form = bedside.draft().paper
    assert form is not None and [(s.page, s.by_hand) for s in form.scans] == [(1, False), (2, True)]


def test_a_page_that_has_nothing_to_do_with_it_is_left_out(counter: Counter) -> None:
    counter.open_at()
    counter.bedside.click("save_form")
    letter = counter.folder.path / "letter.png"
    Image.new("RGB", (900, 1270), "white").save(letter)
    counter.add(letter)
    counter.bedside.click("loose_1_out")
    form = counter.bedside.draft().paper
    assert not counter.bedside.there("loose_1_out") and form is not None and form.scans == ()


def test_pages_of_another_form_and_files_that_are_no_pages_are_named_with_the_reason(
    counter: Counter,
) -> None:
    bedside = counter.bedside
    counter.open_at()
    bedside.click("save_form")
    of_another = counter.scanned("another")
    image = bedside.draft().images[0].source_sha256
    bedside.flow.act(lambda rules, d, now: answer(rules, d, image, "teaching", False, now))
    bedside.settle()
    bedside.click("save_form")
    notes = counter.folder.path / "notes.txt"
    notes.write_text("nothing to see")
    counter.add(of_another[0], notes)
    said = [bedside.words(f"refused_{n}") for n in (1, 2)]
    assert any(words.startswith("another-1.jpg: This page belongs to another form") for words in said)
    assert any(words.startswith("notes.txt: ") for words in said)
    bedside.click("refused_close")
    assert not bedside.there("refused_1")


def test_a_change_after_printing_is_said_at_once_and_the_form_printed_anew(counter: Counter) -> None:
    bedside = counter.bedside
    draft = counter.open_at()
    counter.all_back()
    bedside.click("ink_patient")
    image = draft.images[0].source_sha256
    bedside.flow.act(lambda rules, d, now: answer(rules, d, image, "teaching", False, now))
    bedside.settle()
    assert "Something changed after the form was printed" in bedside.find("stale").accessibleName()
    assert not signature_holds(bedside.draft(), "patient")
    bedside.click("print_form")
    assert not bedside.there("stale")
    assert bedside.words("page_1_words") == "Page 1: missing"


def test_what_a_child_wrote_is_copied_from_the_paper(counter: Counter) -> None:
    bedside = counter.bedside
    draft = counter.open_at("minor")
    bedside.click("own_word")
    assert problems(bedside) == ["form_not_printed"]
    counter.all_back()
    bedside.click("ink_representative")
    assert bedside.find("own_word").hasFocus()
    bedside.click("own_word")
    assert not bedside.there("pad")
    bedside.click("no_1_teaching")
    assert bedside.words("continue") == "Signed in ink"
    bedside.click("continue")
    said = bedside.draft().assent
    assert said is not None and said.state is AssentState.AGREES
    assert said.noes == (No(draft.images[0].source_sha256, "teaching"),)
    assert bedside.there("code")
    bedside.click("back")
    bedside.click("back")
    assert bedside.words("did_assent") == "Signed in ink, noted at 10:00, said no to 1"


def test_a_young_childs_no_on_paper_is_heard(counter: Counter) -> None:
    bedside = counter.bedside
    counter.open_at("young_minor")
    counter.all_back()
    bedside.click("says_no")
    bedside.click("no_all")
    bedside.click("continue")
    said = bedside.draft().assent
    assert said is not None and said.state is AssentState.DISSENTS
    bedside.click("ink_representative")
    bedside.click("continue")
    assert bedside.words("signed_2") == "Said no to everything"


def test_the_session_can_be_left_and_goes_on_with_the_pages_that_are_back(counter: Counter) -> None:
    bedside = counter.bedside
    counter.open_at()
    bedside.click("save_form")
    pages = counter.scanned()
    counter.add(pages[0])
    bedside.flow.leave()
    (line,) = bedside.on_lane(bedside.desk.vault.drafts)
    assert line.awaits_form
    bedside.resume(bedside.draft())
    assert bedside.words("page_1_words") == "Page 1: back"
    counter.add(pages[1])
    (line,) = bedside.on_lane(bedside.desk.vault.drafts)
    assert not line.awaits_form


def test_scans_can_be_dropped_on_the_page(counter: Counter) -> None:
    bedside = counter.bedside
    counter.open_at()
    bedside.click("save_form")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in counter.scanned()])
    screen = bedside.find("paper_page")
    assert isinstance(screen, PaperScreen)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPointF(10, 10), copy, data, left, none))
    bedside.settle()
    form = bedside.draft().paper
    assert form is not None and form.missing_pages == ()


def test_another_way_erases_what_came_back(counter: Counter) -> None:
    bedside = counter.bedside
    counter.open_at()
    counter.all_back()
    form = bedside.draft().paper
    assert form is not None
    bedside.click("other_way")
    bedside.click("route_screen")
    assert bedside.draft().paper is None
    assert bedside.there("pad")
    with pytest.raises(Exception, match="blob_unknown"):
        bedside.on_lane(lambda: bedside.desk.vault.blob(form.scans[0].sha256))


def test_what_keeps_the_form_from_being_made_is_said_and_leads_there(counter: Counter) -> None:
    bedside = counter.bedside
    counter.open_at()
    bedside.flow.act(lambda rules, d, now: replace(d, answers=d.answers[:1]))
    bedside.settle()
    bedside.click("print_form")
    assert bedside.words("problems_0") == "Picture 1: choose yes or no for Teaching"
    bedside.click("problems_0")
    assert bedside.draft().step is Step.CHOOSE


def test_the_page_stands_on_a_small_screen_without_scrolling(counter: Counter) -> None:
    uses = ("medical_record", "teaching", "print", "online", "social_media")
    counter.open_at("minor", images=2, uses=uses, interpreter=True)
    assert counter.bedside.fits()
    counter.all_back()
    assert counter.bedside.fits()
