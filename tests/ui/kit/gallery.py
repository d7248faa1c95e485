"""Every piece of the kit on the pages that it was made for, with invented people."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from consentdesk.domain.signature import Drawing, Point, Stroke
from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton, ToggleChip
from consentdesk.ui.kit.card import Badge, Card, RowCard
from consentdesk.ui.kit.choice import Check, ChoiceRow, Option
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.frames import SessionFrame, SessionWords, StaffPage
from consentdesk.ui.kit.illustration import Illustration
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.pages import PagePreview
from consentdesk.ui.kit.patient_frame import PatientFrame, PatientWords
from consentdesk.ui.kit.picture import Picture, Thumbnail, ThumbnailStrip
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.rail import Rail, RailWords
from consentdesk.ui.kit.signature_pad import SignaturePad
from consentdesk.ui.kit.text import Text
from consentdesk.ui.kit.yes_no import YesNo

RESOURCES = Path(__file__).parents[3] / "resources"
ENGLISH = PatientWords(
    "A−", "Smaller text", "A+", "Larger text", "Read aloud", "English", "Back", "I have a question"
)
ARABIC = PatientWords("أ−", "نص أصغر", "أ+", "نص أكبر", "اقرأ بصوت عال", "العربية", "رجوع", "لدي سؤال")
USES = (
    ("record", "The medical record", "Seen by the people who treat Alex", True),
    ("teaching", "Teaching", "Students and staff, in rooms and slides of this hospital", True),
    ("print", "Print: a journal or book", "Cannot be taken back once printed", False),
    ("online", "Online: a journal or website", "Worldwide, permanent", None),
    ("social", "Social media", "Public; anyone may copy it", None),
)


def skin(width: int = 1200, height: int = 900) -> QImage:
    """An invented photograph: skin with a mark on it."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#d2a184"))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(90, 50, 40, 160))
        for i in range(12):
            painter.drawEllipse(
                QRectF(width * (0.42 + 0.012 * i), height * (0.45 + 0.02 * (i % 4)), 130, 110)
            )
    return image


def scribble() -> Drawing:
    """A signature of two strokes drawn on a pad of 1240×330."""
    heights = (0, -70, -90, -60, -20, 55, 60, 10, -40, -60, -85, -20, 45, 20, -30, -75, -70, -10, 30, -5)
    wave = [Point(i * 24, 320.0 + i * 14, 220.0 + h, 0.5) for i, h in enumerate(heights)]
    dash = [Point(700 + i * 10, 640.0 + i * 9, 200.0 - i * 2, 0.5) for i in range(8)]
    return Drawing((Stroke(tuple(wave)), Stroke(tuple(dash))), 1240, 330)


def rail() -> Rail:
    places = (("home", "Home"), ("patients", "Patients"), ("use", "May I use it?"))
    made = Rail("ConsentDesk", places, RailWords("Your passphrase", "Change user", "Lock now"))
    made.show_change(True)
    made.show_place("home")
    made.show_person("Dr Ines Okafor", "Dermatology, Room 4", "Locks after 2 minutes")
    return made


def home() -> QWidget:
    waiting = Card(heading="Waiting for you")
    for words, mood, why in (
        ("Take-down today", "bad", "Poster, waiting area B: patient withdrew “teaching” this morning"),
        ("Copy not given", "warn", "Rowan Example, sealed 09:12, printer was offline"),
        ("Turns 18 on Friday", "info", "Two pictures wait until Noor Sample decides about teaching"),
        ("Copy given", "good", "Kim Specimen, sealed 08:47"),
    ):
        badge = Badge(words, mood)  # type: ignore[arg-type]
        badge.setFixedWidth(180)
        line = row(badge, Text(why), LinkButton("Open", f"open_{mood}"), spacing=20)
        line.setStretch(1, 1)
        waiting.body.addLayout(line)
    waiting.body.addStretch(1)
    today = Card(
        Text("Alex Probe"), Text("Continue at “Explain”, 4 of 7", "quiet"),
        Text("Rowan Example"), Text("Sealed 09:12", "quiet"), heading="Sessions today",
    )  # fmt: skip
    today.body.addStretch(1)
    top = row(Text("Good morning", "title"), None, PrimaryButton("New consent   Ctrl+N", "new_consent"))
    bar = Bar("trouble")
    cards = row(waiting, today, spacing=20)
    cards.setStretch(0, 3)
    cards.setStretch(1, 2)
    page = StaffPage(rail())
    page.set_content(
        held(column(top, bar, Field("find", "Find a patient", "Name or record number"), cards, spacing=20))
    )
    bar.show_bar("The printer is paused.", "warn", (("again", "Try again"), ("save", "Save as PDF")))
    return page


def choose() -> QWidget:
    frame = SessionFrame(SessionWords("Back", "Save and come back later"))
    frame.show_patient("Alex Probe", "12 years, record 004 417")
    frame.show_step("Step 5 of 7: Choose")
    frame.show_note("2 answers still open")
    frame.show_primary("Continue")
    frame.set_extras(SecondaryButton("Hand the screen to Alex", "hand_over"))
    picture = Picture("picture")
    picture.show_image(skin(), "Left forearm, brown mark on light brown skin")
    picture.setFixedSize(420, 380)
    picture.set_alignment(Qt.AlignmentFlag.AlignTop)
    strip = ThumbnailStrip("strip", "Pictures")
    strip.show_thumbnails([Thumbnail(str(i), f"Picture {i}", skin(400, 300)) for i in (1, 2)])
    strip.show_picked("1")
    left = column(
        picture, Text("Picture 1 of 2  ·  left forearm  ·  shown 10:41", "quiet"), strip, None, spacing=14
    )
    right = column(
        Text("May this picture be used for…", "title"),
        Text("Each answer stands alone. A no changes nothing about Alex's care.", "quiet"),
        *(_answer_row(*use) for use in USES), None, spacing=10,
    )  # fmt: skip
    body = row(left, right, spacing=32)
    body.setStretch(1, 1)
    frame.set_content(held(body))
    return frame


def _answer_row(name: str, label: str, hint: str, answer: bool | None) -> QWidget:
    pair = YesNo(f"answer_1_{name}", label, "Yes", "No")
    pair.show_answer(answer)
    return RowCard(label, hint, pair)


def patient_details() -> QWidget:
    frame = SessionFrame(SessionWords("Back", "Save and come back later"))
    frame.show_patient("New patient")
    frame.show_step("Step 1 of 7: Patient")
    frame.show_primary("Continue")
    summary = ProblemSummary("There is a problem")
    name = Field("full_name", "Full name", "As in the medical record")
    name.show_text("Ahmad Ḥasan أحمد حسن, 陈伟, अनीता")
    born = Field("born", "Date of birth", "For example, 4 3 2014")
    born.show_problem("Enter the date of birth")
    capacity = ChoiceRow("capacity", "Can Alex decide about this?", (
        Option("yes", "Alex can decide", "Understands, weighs it up, says what they want"),
        Option("no", "Alex cannot decide this", "A guardian or representative decides"),
    ))  # fmt: skip
    capacity.show_value("yes")
    notes = Field("notes", "Notes", lines=2)
    chips = row(
        *(ToggleChip(words, f"use_{words}") for words in ("Medical record", "Teaching", "Print")), None
    )
    chip = chips.itemAt(0).widget()
    assert isinstance(chip, ToggleChip)
    chip.setChecked(True)
    check, ticked = (
        Check("An interpreter took part", "interpreter"),
        Check("Parents agree to the photograph", "agree"),
    )
    ticked.setChecked(True)
    busy = BusyBar("busy", "Cancel")
    parts = (summary, Text("Who is it?", "title"), side_by_side(name, born), capacity, chips, check, ticked)
    frame.set_content(held(column(*parts, notes, busy, None, spacing=16)))
    busy.show_progress("Adding picture 3 of 8", 3, 8)
    summary.show_problems((("born", "Enter the date of birth"), ("full_name", "Enter the full name")))
    return frame


def explain(words: PatientWords = ENGLISH) -> QWidget:
    frame = PatientFrame(words)
    frame.show_first_name("Alex" if words is ENGLISH else "أليكس")
    frame.show_progress("3 of 7" if words is ENGLISH else "٣ من ٧")
    frame.show_primary("I understand this" if words is ENGLISH else "فهمت هذا")
    if words is ENGLISH:
        title, said = (
            "What goes online stays online.",
            (
                "If your picture is put on the internet, people all over the world can see it. "
                "They can save it. "
                "We cannot get every copy back, even if you change your mind later."
            ),
        )
        care = "You can say no to this. We will look after you just the same."
    else:
        title, said = (
            "ما ينشر على الإنترنت يبقى عليها.",
            "إذا نشرت صورتك على الإنترنت فيمكن للناس في كل العالم رؤيتها وحفظها.",
        )
        care = "يمكنك أن تقول لا. سنعتني بك بالقدر نفسه."
    picture = Illustration(
        (RESOURCES / "icons" / "explain-online.svg").read_text(encoding="utf-8"), "illustration"
    )
    text = column(
        None,
        Text(title, "patient_title"),
        Text(said, "patient"),
        Text(care, "patient_lead"),
        None,
        spacing=40,
    )
    body = row(column(None, picture, None), text, spacing=56)
    body.setStretch(1, 1)
    frame.set_content(held(body))
    return frame


def explain_in_arabic() -> QWidget:
    frame = explain(ARABIC)
    frame.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return frame


def sign() -> QWidget:
    frame = PatientFrame(ENGLISH)
    frame.show_first_name("Alex")
    frame.show_progress("2 of 3 people")
    frame.show_primary("Continue")
    pad = SignaturePad("signature", "Sign here")
    pad.show_drawing(scribble())
    below = row(
        Text("Alex Probe, patient, 12 years", "patient_quiet", wrap=False), None,
        SecondaryButton("Undo stroke", "undo"), SecondaryButton("Clear", "clear"),
    )  # fmt: skip
    page = column(
        Text("Alex agrees too", "patient_title"),
        Text("“I was shown these two pictures. I know I can change my mind.”", "patient"),
        pad, below, Check("I want my own copy", "copy", patient=True), spacing=14,
    )  # fmt: skip
    page.setStretch(2, 1)
    frame.set_content(held(page))
    return frame


def copy() -> QWidget:
    frame = SessionFrame(SessionWords("Back", "Save and come back later"))
    frame.show_patient("Alex Probe", "12 years, record 004 417")
    frame.show_primary("Print")
    paper = QImage(1240, 1754, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    preview = PagePreview("preview", "The copy for Alex", 600)
    preview.show_pages(((paper, "Page 1 of 2"), (paper, "Page 2 of 2")))
    printer = ChoiceRow("paper", "Paper", (Option("a4", "A4"), Option("letter", "Letter")), upright=True)
    side = Card(
        Text("Printer “Ward 4” is ready."),
        printer,
        LinkButton("Save as PDF", "save"),
        heading="The copy for Alex",
    )
    side.body.addStretch(1)
    body = row(preview, side, spacing=24)
    body.setStretch(0, 1)
    frame.set_content(held(body))
    return frame


PAGES = {
    "home": home,
    "patient": patient_details,
    "choose": choose,
    "explain": explain,
    "explain-ar": explain_in_arabic,
    "sign": sign,
    "copy": copy,
}
