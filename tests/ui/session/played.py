"""Sessions played up to the signatures at a real desk, with real photographs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import sin

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.photographs import label_image, show
from consentdesk.domain.session import Rules, go_to, offer, viewers
from consentdesk.domain.signing import sign, signer_names
from consentdesk.workflows import add_images, sign_consent, take_session
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import NOW, answered, drawing, explained, prepared
from tests.storage.conftest import CODE
from tests.ui.session.conftest import Bedside

LABELS = ("left forearm", "left forearm, near", "back of the hand")


def ready_to_sign(
    bedside: Bedside,
    pathway: str = "adult",
    images: int = 1,
    uses: tuple[str, ...] = ("medical_record", "teaching"),
    refused: tuple[str, ...] = (),
    interpreter: bool = False,
    language: str = "en",
) -> Draft:
    """A session in the vault in which nothing is missing but what is said and signed at the last step."""
    talked = prepared(pathway, 0, uses, interpreter, language=language)
    draft = bedside.on_lane(lambda: take_session.start_session(bedside.desk))
    _change(bedside, draft, lambda rules, d, now: replace(talked, id=d.id))
    for number in range(images):
        _photograph(bedside, draft, number)
    return _change(bedside, draft, lambda rules, d, now: _decided(rules, d, refused, now))


def sealed_at(bedside: Bedside, pathway: str = "adult", **asked: object) -> SealedRecord:
    """A record sealed in the vault; of pathways where nobody is asked for their assent."""
    draft = ready_to_sign(bedside, pathway, **asked)  # type: ignore[arg-type]
    role = "patient" if pathway == "adult" else "representative"
    _change(bedside, draft, lambda rules, d, now: _signed(rules, d, role, now))
    sealed: SealedRecord = bedside.on_lane(lambda: sign_consent.attest_and_seal(bedside.desk, draft.id, CODE))
    return sealed


def sealed_again(
    bedside: Bedside,
    begun: Draft,
    joins: Sequence[str] = (),
    uses: tuple[str, ...] = ("medical_record", "teaching"),
    refused: tuple[str, ...] = (),
) -> SealedRecord:
    """A session of a patient who is known, an adult, sealed; `joins` are images of earlier consents."""
    for source in joins:
        bedside.on_lane(partial(add_images.join_image, bedside.desk, begun.id, source))

    def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
        draft = offer(rules, draft, uses)
        for image in draft.images:
            draft = show(draft, image.source_sha256, ("patient",), now)
        draft = go_to(answered(explained(draft, now), refused, now), Step.SIGN)
        return _signed(rules, draft, "patient", now)

    draft = _change(bedside, begun, act)
    sealed: SealedRecord = bedside.on_lane(lambda: sign_consent.attest_and_seal(bedside.desk, draft.id, CODE))
    return sealed


def _change(bedside: Bedside, draft: Draft, act: take_session.Act) -> Draft:
    changed: Draft = bedside.on_lane(lambda: take_session.change(bedside.desk, draft.id, act))
    return changed


def _photograph(bedside: Bedside, draft: Draft, number: int) -> None:
    source = jpeg(photograph(seed=number))
    decoder = bedside.machine.decoder
    looked, pixels = decoder.look(source), decoder.pixel_sha256(source)
    bedside.on_lane(lambda: add_images.store_image(bedside.desk, draft.id, source, looked))
    sha256 = looked.source_sha256
    bedside.on_lane(lambda: add_images.finish_image(bedside.desk, draft.id, sha256, pixels))


def _decided(rules: Rules, draft: Draft, refused: tuple[str, ...], now: Moment) -> Draft:
    path = rules.pathway(draft, now.day)
    assert path is not None
    for image in draft.images:
        draft = label_image(draft, image.source_sha256, LABELS[image.number % len(LABELS)])
        draft = show(draft, image.source_sha256, viewers(path, draft), NOW)
    return go_to(answered(draft, refused), Step.SIGN)


def _signed(rules: Rules, draft: Draft, role: str, now: Moment) -> Draft:
    name = signer_names(draft, role)[0]
    return sign(draft, role, name, rules.wording.meanings[role], drawing(), now)


def scribble(bedside: Bedside, seed: int = 0) -> None:
    """Draw a signature on the pad with the mouse."""
    line = [QPoint(120 + 8 * n, round(110 + 50 * sin(0.7 * n + seed))) for n in range(40)]
    draw(bedside, line)


def draw(bedside: Bedside, line: list[QPoint]) -> None:
    """Draw one line on the pad, point by point."""
    pad, button = bedside.find("pad"), Qt.MouseButton.LeftButton
    QTest.mousePress(pad, button, pos=line[0])
    for point in line[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, button, pos=line[-1])
