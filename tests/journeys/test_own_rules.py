"""A clinic asks about research: added on the screen, agreed to in a session, printed on the copy; what was
signed before stays byte for byte what it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from consentdesk.rehearsal.scenario import AnswerPart
from consentdesk.rehearsal.stage import CODE
from consentdesk.storage.vault import OpenVault
from tests.journeys.journey import MORNING, Journey, read_pdf, scenario

Photographs = Callable[[int], list[Path]]
ADULT = date(1984, 7, 9)
DRAFT = "Draft wording, not yet approved by the clinic."
LATER = replace(MORNING, utc=MORNING.utc + timedelta(hours=3))


def stored(vault: OpenVault) -> list[tuple[str, bytes]]:
    """Every fact's id with its bytes, and every copy's hash with its bytes, as they lie in the vault."""
    copies = [copy for line in vault.recent_records(MORNING) for copy in vault.copies_of(line.id)]
    facts: list[tuple[str, bytes]] = vault._db.rows("SELECT id, body FROM facts")
    return [*facts, *((copy.sha256, vault.blob(copy.sha256)) for copy in copies)]


def test_research_is_added_agreed_to_and_printed_and_what_was_before_stays(
    journey: Journey, photographs: Photographs
) -> None:
    first, second = photographs(2)
    journey.play(scenario(ADULT), [first])
    with journey.vault() as vault:
        before = stored(vault)
    with journey.program(LATER) as on_stage:
        hands = on_stage.hands
        for name in ("rules", "open_uses", "add_research", "publish", "rules_back"):
            hands.click(name)
        hands.click("approve_en")
        hands.type("approve_code", CODE)
        hands.click("approve_words")
        assert hands.text_of("language_en") == "Approved"
    asked = scenario(
        date(1990, 1, 2),
        uses=("medical_record", "research"),
        answers=[AnswerPart("research", "yes")],
        today=replace(LATER, utc=LATER.utc + timedelta(minutes=5)),
        name=("Kim", "Specimen"),
        record_number="004 393",
    )
    journey.play(asked, [second])
    with journey.vault() as vault:
        newest, oldest = vault.recent_records(MORNING)
        assert set(before) < set(stored(vault))
        record = vault.record(newest.id).record
        assert vault.record(oldest.id).record.use_words.keys() == {"medical_record", "teaching"}
        (copy,) = vault.copies_of(newest.id)
        (old_copy,) = vault.copies_of(oldest.id)
        new, old = read_pdf(vault.blob(copy.sha256)), read_pdf(vault.blob(old_copy.sha256))
    assert record.pack_version == "2026.1-clinic.1"
    assert {d.use: d.effective for d in record.decisions} == {"medical_record": True, "research": True}
    assert "Research" in new and "Research" not in old
    assert DRAFT in old and DRAFT not in new
