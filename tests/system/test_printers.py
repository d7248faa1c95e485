"""Printing on a real print server: what is read first, what comes out, what is said when it cannot."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from consentdesk.domain.refusals import Refusal
from consentdesk.system.printers import LOOK_AT_JOB_EVERY_S, CupsPrinters, Printer, WindowsPrinters
from tests.system.cups import PrintServer, missing, print_server


@pytest.fixture
def server() -> Iterator[PrintServer]:
    absent = missing()
    if absent:
        pytest.skip(f"no print server on this machine: {', '.join(absent)} missing")
    with print_server() as running:
        yield running


@pytest.fixture
def printers(server: PrintServer, monkeypatch: pytest.MonkeyPatch) -> CupsPrinters:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    return CupsPrinters(server.address)


PURGED_WITHIN_S = 15


def two_pages() -> bytes:
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(595, 842))
    canvas.setTitle("Consent of Maria Example")
    for line in ("What you decided", "Who signed"):
        canvas.drawString(72, 700, line)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def state_once_not(printers: CupsPrinters, ticket: str, passing: str) -> str:
    deadline = time.monotonic() + 10
    while (state := printers.job_state(ticket)) == passing and time.monotonic() < deadline:
        time.sleep(0.05)
    return state


def refusal_of_printing(printers: CupsPrinters, printer: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        printers.print_pdf(printer, two_pages(), 1, "A4")
    return refused.value


def test_two_copies_come_out_one_after_the_other(server: PrintServer, printers: CupsPrinters) -> None:
    server.add_queue("Ward")
    ticket = printers.print_pdf("Ward", two_pages(), 2, "A4")
    (printed,) = server.printed(1)
    words = [page.extract_text().strip() for page in printed.pages]
    assert words == ["What you decided", "Who signed"] * 2
    assert ticket == "Ward-1"
    assert state_once_not(printers, ticket, "waiting") == "gone"


def test_the_queue_receives_the_copy_byte_for_byte(server: PrintServer, printers: CupsPrinters) -> None:
    server.add_queue("Ward")
    pdf = two_pages()
    printers.print_pdf("Ward", pdf, 1, "A4")
    assert server.received() == [pdf]


def test_a_job_title_names_nobody(server: PrintServer, printers: CupsPrinters) -> None:
    server.add_queue("Ward")
    printers.print_pdf("Ward", two_pages(), 1, "A4")
    server.printed(1)
    assert server.titles() == ["Consent copy"]


@pytest.mark.parametrize(("paper", "width_pt"), [("A4", 595), ("Letter", 612)])
def test_the_paper_asked_for_is_the_paper_printed(
    server: PrintServer, printers: CupsPrinters, paper: str, width_pt: int
) -> None:
    server.add_queue("Ward")
    printers.print_pdf("Ward", two_pages(), 1, paper)
    (printed,) = server.printed(1)
    assert round(float(printed.pages[0].mediabox.width)) == width_pt


def test_printers_are_listed_with_description_and_default(
    server: PrintServer, printers: CupsPrinters
) -> None:
    server.add_queue("Ward", "Stationsdrucker Süd")
    server.add_queue("Desk")
    server.run("lpadmin", "-d", "Ward")
    assert printers.list_printers() == (
        Printer("Desk", "", False, "ready"),
        Printer("Ward", "Stationsdrucker Süd", True, "ready"),
    )


def test_a_stopped_queue_is_read_before_anything_is_sent(server: PrintServer, printers: CupsPrinters) -> None:
    server.add_queue("Ward")
    server.run("cupsdisable", "-r", "no paper", "Ward")
    refused = refusal_of_printing(printers, "Ward")
    assert refused.code == "printer_stopped"
    assert refused.problems[0].details == {"printer": "Ward", "reason": "no paper"}
    assert server.run("lpstat", "-o") == ""


def test_a_queue_that_takes_no_jobs_is_stopped(server: PrintServer, printers: CupsPrinters) -> None:
    server.add_queue("Ward")
    server.run("cupsreject", "-r", "moved to room 4", "Ward")
    assert printers.list_printers() == (Printer("Ward", "", False, "stopped", "moved to room 4"),)


def test_a_printer_that_breaks_down_stops_the_job_until_it_is_taken_back(
    server: PrintServer, printers: CupsPrinters
) -> None:
    server.add_queue("Ward")
    server.break_down("out of toner")
    ticket = printers.print_pdf("Ward", two_pages(), 1, "A4")
    assert state_once_not(printers, ticket, "waiting") == "stopped"
    assert printers.list_printers()[0].reason == "out of toner"
    printers.cancel_job(ticket)
    assert printers.job_state(ticket) == "gone"
    printers.cancel_job(ticket)


def test_a_file_that_the_queue_cannot_print_has_failed(server: PrintServer, printers: CupsPrinters) -> None:
    server.add_queue("Ward")
    ticket = printers.print_pdf("Ward", b"%PDF-1.4 torn", 1, "A4")
    assert state_once_not(printers, ticket, "waiting") == "failed"


def test_no_printer_and_another_printer_are_told_apart(server: PrintServer, printers: CupsPrinters) -> None:
    assert printers.list_printers() == ()
    assert refusal_of_printing(printers, "Ward").code == "printer_none"
    server.add_queue("Desk")
    assert refusal_of_printing(printers, "Ward").code == "printer_not_found"


def test_a_print_server_that_is_off_is_not_an_empty_list(tmp_path: Path) -> None:
    if missing():
        pytest.skip("no print commands on this machine")
    with pytest.raises(Refusal) as refused:
        CupsPrinters(str(tmp_path / "no.sock")).list_printers()
    assert refused.value.code == "printer_service_off"


def test_missing_print_commands_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal) as refused:
        CupsPrinters().list_printers()
    assert (refused.value.code, refused.value.problems[0].details) == (
        "printer_tool_missing",
        {"tool": "lpstat"},
    )


def test_printing_on_windows_is_refused_in_words_not_by_silence() -> None:
    with pytest.raises(Refusal) as refused:
        WindowsPrinters().print_pdf("Ward", two_pages(), 1, "A4")
    assert refused.value.code == "printer_not_supported_here"


def test_what_was_printed_does_not_stay_in_the_spool(server: PrintServer, printers: CupsPrinters) -> None:
    server.add_queue("Ward")
    printers.print_pdf("Ward", two_pages(), 1, "A4")
    server.printed(1)
    assert server.received(), "the server keeps what it printed, by itself for a day"
    deadline = time.monotonic() + PURGED_WITHIN_S
    while server.received() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert server.received() == [] and server.run("lpstat", "-W", "completed", "-o") == ""


def test_a_job_that_still_waits_is_not_purged(server: PrintServer, printers: CupsPrinters) -> None:
    server.add_queue("Ward")
    server.break_down("out of toner")
    ticket = printers.print_pdf("Ward", two_pages(), 1, "A4")
    time.sleep(2 * LOOK_AT_JOB_EVERY_S)
    assert printers.job_state(ticket) == "stopped" and server.received()
