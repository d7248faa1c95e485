"""What a journey needs: the program on a vault; afterwards the vault, its record and the copy read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from consentdesk.__main__ import main
from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.lines import RecordLine, SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import Refusal
from consentdesk.rehearsal.player import PAGES, play, play_on
from consentdesk.rehearsal.scenario import (
    AnswerPart,
    ImagePart,
    PatientPart,
    RepresentativePart,
    Scenario,
)
from consentdesk.rehearsal.stage import PASSPHRASE, Stage, stage
from consentdesk.rehearsal.visit import Visit
from consentdesk.storage.door import VaultDoor
from consentdesk.storage.vault import OpenVault
from consentdesk.system.clock import FixedClock
from consentdesk.system.ids import Ids

MORNING = Moment(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), 0)
TWO_USES = ("medical_record", "teaching")
FIVE_USES = (*TWO_USES, "print", "online", "social_media")
MOTHER = RepresentativePart("Sam Probe", "mother", "parental_responsibility")


def scenario(
    born: date,
    uses: Sequence[str] = TWO_USES,
    answers: Sequence[AnswerPart] = (),
    images: int = 1,
    today: Moment = MORNING,
    name: tuple[str, str] = ("Alex", "Example"),
    record_number: str = "004 392",
    **more: object,
) -> Scenario:
    """A session about `images` pictures; a use that no answer speaks of gets a yes for each of them."""
    spoken = {answer.use for answer in answers}
    return Scenario(
        title="a journey",
        today=today,
        patient=PatientPart(name[0], born, name[1], record_number),
        uses=tuple(uses),
        images=tuple(ImagePart(f"photo-{n}.jpg") for n in range(1, images + 1)),
        answers=(*(AnswerPart(use, "yes") for use in uses if use not in spoken), *answers),
        **more,  # type: ignore[arg-type]
    )


@dataclass
class Journey:
    """The program on the vault in `folder`; what it saves lies beside the vault."""

    folder: Path
    saved: list[Path] = field(default_factory=list)

    @contextmanager
    def program(self, today: Moment = MORNING) -> Iterator[Stage]:
        """The window, unlocked and at home; closed when the block ends."""
        with stage(self.folder, self.folder.parent, today) as on_stage:
            on_stage.unlock()
            yield on_stage
            self.saved += on_stage.files.saved

    def play(self, played: Scenario, images: Sequence[Path]) -> Visit:
        """Play a whole session. Raises Refused where the rules refuse it."""
        with self.program(played.today) as on_stage:
            visit = on_stage.visit(played, images)
            play(visit)
            return visit

    def play_on(self, played: Scenario, images: Sequence[Path]) -> Visit:
        """Play the first session that waits to its end."""
        with self.program(played.today) as on_stage:
            visit = on_stage.visit(played, images)
            play_on(visit)
            return visit

    @contextmanager
    def vault(self) -> Iterator[OpenVault]:
        """The vault as it lies there."""
        clock = FixedClock(MORNING)
        vault = VaultDoor(self.folder, clock.now, Ids(clock.now).new_id).unlock(PASSPHRASE)
        try:
            yield vault
        finally:
            vault.close()

    def draft(self) -> Draft:
        """The one open session."""
        with self.vault() as vault:
            (line,) = vault.drafts()
            return vault.draft(line.id)

    def sealed(self) -> SealedRecord:
        """The one record."""
        with self.vault() as vault:
            return vault.record(self._line(vault).id)

    def record(self) -> ConsentRecord:
        return self.sealed().record

    def copy(self) -> str:
        """The text of the sealed copy; it is the one that was saved, where one was."""
        with self.vault() as vault:
            (sealed,) = vault.copies_of(self._line(vault).id)
            pdf = vault.blob(sealed.sha256)
        for path in self.saved:
            assert path.read_bytes() == pdf or not path.name.startswith("consent-copy")
        return read_pdf(pdf)

    def assert_images(self, record: ConsentRecord, photographs: Sequence[Path]) -> None:
        """The record names these photographs by their hashes, each shown to whoever decides, and the vault
        holds exactly those that somebody said yes to."""
        assert [i.source_sha256 for i in record.images] == [_sha256(p.read_bytes()) for p in photographs]
        with self.vault() as vault:
            for image in record.images:
                assert image.showings and image.pixels_sha256 not in (image.source_sha256, "")
                line = vault.image(image.source_sha256)
                assert line is not None and line.kept is image.kept
                if image.kept:
                    assert _sha256(vault.blob(image.view_sha256)) == image.view_sha256
                    assert b"SN4711" not in vault.blob(image.view_sha256)
                else:
                    with pytest.raises(Refusal, match="blob_unknown"):
                        vault.blob(image.source_sha256)

    def pixels(self) -> int:
        """How many stored files there are besides copies."""
        with self.vault() as vault:
            copies = [c for line in vault.recent_records(MORNING) for c in vault.copies_of(line.id)]
            return vault.check().blobs - len(copies)

    def is_sound(self, *anchors: str) -> bool:
        """Whether `consentdesk verify` finds nothing wrong, held against anchors from outside."""
        passphrase = self.folder.parent / "passphrase.txt"
        passphrase.write_text(PASSPHRASE)
        given = [part for anchor in anchors for part in ("--anchor", anchor)]
        return main(["verify", str(self.folder), "--passphrase-file", str(passphrase), *given]) == 0

    def _line(self, vault: OpenVault) -> RecordLine:
        (line,) = vault.recent_records(Moment(datetime(2000, 1, 1, tzinfo=UTC), 0))
        return line


def play_to(visit: Visit, step: Step) -> None:
    """From "New consent" to the page of a step, which stays up."""
    visit.hands.click("new_consent")
    while visit.draft.step is not step:
        PAGES[visit.draft.step](visit)


def born_years_ago(years: int) -> date:
    """The birthday of somebody who completes so many years on the day of the journeys."""
    return MORNING.day.replace(year=MORNING.day.year - years)


def decided(record: ConsentRecord) -> dict[tuple[int, str], tuple[bool, bool]]:
    """By picture and use: what whoever decides said, and whether it counts."""
    numbers = {image.source_sha256: image.number for image in record.images}
    return {(numbers[d.image], d.use): (d.yes, d.effective) for d in record.decisions}


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_pdf(pdf: bytes) -> str:
    """All the words of a PDF, spaces and line ends made one."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
