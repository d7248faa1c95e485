"""The overview at the desk: drawn, told as tables, and taken along without naming anybody."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from consentdesk.domain.facts import ConsentSigned, ConsentWithdrawn, PatientRegistered
from consentdesk.domain.overview import FEW, AgeBand, Answered, Given, Overview, Stage, Weeks, week_of
from consentdesk.domain.people import Patient
from consentdesk.domain.placement import PlaceKind, Placement
from consentdesk.domain.report import Plot, Section, Shape
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.ui import overview
from consentdesk.ui.kit.plot import PlotView
from consentdesk.ui.kit.text import Text
from consentdesk.ui.overview.screen import OverviewScreen
from consentdesk.ui.overview.state import OverviewState
from consentdesk.ui.overview.told import Telling, seconds_words
from consentdesk.ui.theme import DARK, HIGH_CONTRAST, LIGHT, apply_theme
from consentdesk.workflows.register import note_placement
from tests.helpers.sessions import ALL_USES, BORN, NOW, RESOURCES, later, sealed_record
from tests.ui.records.conftest import Office
from tests.workflows.sealing import consent, source_of

CANARIES = ("Zachariah", "Canary", "MRN-774411", "canary-", "Canary Clinic Ward")


def sealed(n: int, **asked: object) -> ConsentSigned:
    record = sealed_record(record_id=f"record-{n}", code_bits=n, uses=ALL_USES, images=2, **asked)  # type: ignore[arg-type]
    who = Patient(f"patient-{n}", "Zachariah", "Canary", BORN["adult"], "MRN-774411")
    at = later(days=n % 20)
    return ConsentSigned(
        replace(record, patient=who, started_at=later(days=n % 20, minutes=-9), sealed_at=at)
    )


@pytest.fixture
def busy(office: Office) -> Office:
    """With some consents, a place where a picture may not be, and a withdrawal."""

    def fill() -> None:
        desk = office.desk
        for n in range(1, 9):
            body = sealed(n, refused=("print", "social_media") if n % 2 else ())
            who = body.record.patient
            desk.vault.append(PatientRegistered(who), NOW, who.id)
            desk.vault.append(body, NOW, who.id)
        mine = consent(desk, 1, refused=("teaching",))
        place = Placement(
            "", source_of(1), "teaching", PlaceKind.WEBSITE, "Canary Clinic Ward", link="canary-link"
        )
        note_placement(desk, place)
        asking = Asking(Asker.PATIENT, Way.TELEPHONE, "Zachariah Canary")
        desk.note(ConsentWithdrawn("ending-1", Scope(), asking), mine.patient.id)

    office.on_lane(fill)
    return office


def open_overview(office: Office) -> OverviewScreen:
    page = overview.open_page(office.machine, office.desk)
    office.show(page)
    return page


def words_of(page: OverviewScreen) -> str:
    return " ".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def test_an_empty_clinic_is_told_in_sentences(office: Office) -> None:
    page = open_overview(office)
    assert "No consent was sealed in these weeks." in office.words("nothing_consents")
    assert office.words("nothing_open_tasks") == "No task is open."
    assert not office.there("plot_consents") and "Consents" in words_of(page)


def test_the_time_that_is_told_of_ends_today(office: Office) -> None:
    assert "to today, 2 March 2026" in words_of(open_overview(office))


def test_what_is_drawn_can_be_heard_and_read_as_a_table(busy: Office) -> None:
    page = open_overview(busy)
    plot = busy.find("plot_answers")
    assert isinstance(plot, PlotView) and "Teaching: " in plot.accessibleDescription()
    assert not busy.there("table_answers")
    busy.click("overview_tables")
    assert busy.there("table_answers") and "40–64" in words_of(page)
    busy.click("overview_tables")
    assert not busy.there("table_answers")
    assert busy.find("number_1").accessibleName() == "Consents: 7", "next week's are not told of yet"


def test_more_weeks_are_told_on_request(busy: Office) -> None:
    busy.machine.clock.advance(later(days=60).utc - NOW.utc)  # type: ignore[attr-defined]
    open_overview(busy)
    assert busy.find("number_1").accessibleName() == "Consents: 9"
    busy.click("span_all")
    assert busy.find("number_1").accessibleName() == "Consents: 9"
    busy.click("span_year")
    assert busy.find("plot_consents").accessibleDescription().count(";") == 51


def test_a_saved_table_names_nobody_and_tells_no_small_count(busy: Office) -> None:
    busy.machine.clock.advance(later(days=60).utc - NOW.utc)  # type: ignore[attr-defined]
    open_overview(busy)
    busy.click("overview_csv")
    assert busy.saving.folder is not None
    (path,) = busy.saving.folder.glob("*.csv")
    text = path.read_text("utf-8-sig")
    assert not [canary for canary in (*CANARIES, "record-") if canary in text]
    rows = [row for row in csv.reader(text.splitlines()) if len(row) == 5 and row[0] != "Use"]
    assert rows and all(cell == f"<{FEW}" or int(cell) >= FEW for row in rows for cell in row[2:])
    assert busy.facts()[-1] == "overview_exported" and busy.words("overview_notice") == "Saved."


def test_a_saved_report_names_nobody_and_can_be_read(busy: Office) -> None:
    busy.machine.clock.advance(later(days=60).utc - NOW.utc)  # type: ignore[attr-defined]
    open_overview(busy)
    busy.click("overview_pdf")
    assert busy.saving.folder is not None
    (path,) = busy.saving.folder.glob("*.pdf")
    reader = PdfReader(BytesIO(path.read_bytes()))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Overview" in text and "How long a session takes" in text and "<5" in text
    assert not [canary for canary in CANARIES if canary in text]
    assert busy.facts()[-1] == "overview_exported"


def test_thinking_better_of_saving_leaves_nothing(busy: Office) -> None:
    busy.saving.folder = None
    open_overview(busy)
    busy.click("overview_csv")
    busy.click("overview_pdf")
    assert "overview_exported" not in busy.facts()


MONDAY = week_of(NOW.day)


def telling(*counts: int, outside: bool = True) -> Telling:
    answers = tuple(
        Answered("teaching", AgeBand.OLDER, given, n) for given, n in zip(Given, counts, strict=True)
    )
    told = Overview(Weeks(MONDAY, MONDAY), answers=answers)
    return Telling(told, {"teaching": "Teaching"}, NOW.day, str, outside)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((40, 12, 7), ("40", "10", "5")),
        ((40, 12, 0), ("40", "10", "<5")),
        ((43, 2, 0), ("45", "<5", "<5")),
        ((1, 0, 0), ("<5", "<5", "<5")),
    ],
)
def test_outside_a_small_count_is_not_told_nor_can_it_be_reckoned(
    counts: tuple[int, int, int], told: tuple[str, ...]
) -> None:
    section = telling(*counts).sections()[1]
    assert section.rows[0][2:] == told
    assert section.plot is not None and section.plot.values[0] % 5 == 0  # type: ignore[operator]
    inside = telling(*counts, outside=False).sections()[1]
    assert inside.rows[0][2:] == tuple(map(str, counts))


def test_outside_no_share_tells_what_the_only_patient_of_a_week_answered() -> None:
    told = [telling(*counts).sections()[1].plot for counts in ((1, 0, 0), (0, 1, 0), (0, 0, 4))]
    assert [(plot.values, plot.told) for plot in told if plot] == [((0.0,), ("<5",))] * 3


def test_times_are_said_as_people_say_them() -> None:
    assert [seconds_words(n) for n in (45, 120, 135)] == ["45 s", "2 min", "2 min 15 s"]


BARS = Plot(Shape.BARS, ("W" * 60, "b"), (3.0, None), ("3", ""))
SHAPES = {
    "bars": BARS,
    "columns": Plot(Shape.COLUMNS, ("a", "b", "c"), (1.0, 0.0, 4.0), ("1", "0", "4")),
    "line": Plot(Shape.LINE, ("a", "b", "c"), (1.0, None, 4.0), ("1", "", "4")),
    "one": Plot(Shape.LINE, ("a",), (2.0,), ("2",)),
    "none": Plot(Shape.COLUMNS, ("a",), (0.0,), ("0",)),
}


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", SHAPES)
def test_a_plot_is_drawn_in_the_colours_of_the_theme(
    qapp: object, qtbot: QtBot, name: str, theme: object
) -> None:
    apply_theme(qapp, theme, RESOURCES)  # type: ignore[arg-type]
    view = PlotView("plot", "Numbers")
    qtbot.addWidget(view)
    view.draw(SHAPES[name])
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        view.setLayoutDirection(direction)
        view.resize(400, view.sizeHint().height())
        seen = colours(view.grab().toImage())
        accent = view.palette().highlight().color().rgb()
        assert (accent in seen) == (name != "none")
    assert view.accessibleDescription() == SHAPES[name].aloud


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_the_page_stands_in_the_width_of_a_small_screen(qtbot: QtBot) -> None:
    long = "M" * 30 + " " + "W" * 29
    section = Section("consents", long, long, (long, long), ((long, long),) * 3, BARS, long)
    screen = OverviewScreen()
    qtbot.addWidget(screen)
    numbers = (("Answers that are a no", "100000"),) * 5
    screen.draw(OverviewState(sections=(section,), numbers=numbers, tables=True, loaded=True, trouble=long))
    assert screen.minimumSizeHint().width() <= 1046


def test_redrawing_keeps_the_cards(qtbot: QtBot) -> None:
    screen = OverviewScreen()
    qtbot.addWidget(screen)
    one = Section("a", "A", "", ("a",), (("1",),), BARS)
    state = OverviewState(sections=(one, replace(one, id="b")))
    screen.draw(state)
    before = screen.findChildren(PlotView)
    screen.draw(replace(state, tables=True, notice="Saved."))
    assert screen.findChildren(PlotView) == before


def test_stages_stand_in_the_order_in_which_they_come() -> None:
    found = Overview(Weeks(MONDAY, MONDAY), medians=dict.fromkeys(Stage, 5))
    rows = Telling(found, {}, NOW.day, str).sections()[2].rows
    assert rows[0][0] == "Patient and pictures" and len(rows) == len(Stage)
