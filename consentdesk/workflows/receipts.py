"""Papers for whoever withdrew: the receipt at once, the last one when every place was seen to, and the sheet
of today's answers that goes with a copy printed again (R23, R32)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import partial

from consentdesk.domain.access import Act
from consentdesk.domain.codec import canonical
from consentdesk.domain.duties import Kept as KeptWhat
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.people import Life, age_on
from consentdesk.domain.placement import RemovalLine
from consentdesk.domain.receipt import Kept, LeftPlace, NamedPicture, Receipt, StatusSheet, TodaysAnswer
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.domain.standing import Fate
from consentdesk.domain.withdrawal import Withdrawal
from consentdesk.domain.wording import Wording
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document
from consentdesk.workflows.known import images_known
from consentdesk.workflows.standing import LastWord, became_of, counts_today
from consentdesk.workflows.withdraw import last_record

RECEIPT, FINAL_RECEIPT, STATUS_SHEET = "withdrawal_receipt", "final_receipt", "status_sheet"


@needs(Act.GIVE_COPY)
def withdrawal_receipt(desk: Desk, withdrawal: str) -> Document:
    """The receipt of a withdrawal, as it was then. Raises Refusal `withdrawal_unknown`, `not_withdrawn_yet`
    for a suspension: what it may say to whom is not settled."""
    return _receipt(desk, withdrawal, final=False)


@needs(Act.GIVE_COPY)
def final_receipt(desk: Desk, withdrawal: str) -> Document:
    """The receipt once every place was seen to. Raises Refusal as `withdrawal_receipt` does, and
    `removals_still_open`."""
    return _receipt(desk, withdrawal, final=True)


@needs(Act.GIVE_COPY)
def status_sheet(desk: Desk, record_id: str) -> Document | None:
    """What counts today of a record's answers; None while all of them stand as its copy has them. Another
    state of things is another sheet. Raises Refusal `record_unknown`."""
    record = desk.vault.record(record_id).record
    became = became_of(desk.vault, desk.pack, record, desk.now())
    if all(fate.standing.fate is Fate.STANDS for fate in became.values()):
        return None
    sheet = _sheet(desk, record)
    lines = images_known(desk.vault, [picture.source_sha256 for picture in sheet.pictures])
    state = hashlib.sha256(canonical(sheet)).hexdigest()[:16]
    drawn = partial(_drawn, desk, partial(desk.papers.status_sheet, sheet), lines)
    return Document(STATUS_SHEET, f"{record_id}:{state}", record.patient.id, drawn, _shown(lines))


def _receipt(desk: Desk, id: str, final: bool) -> Document:
    said = desk.vault.withdrawal(id)
    if said.suspends:
        raise refuse("not_withdrawn_yet")
    removals = desk.vault.removals_of(id)
    if final and any(line.open for line in removals):
        raise refuse("removals_still_open")
    lines = _concerned(desk, said, removals)
    made = partial(_told, desk, said, removals, lines, final)
    drawn = partial(_drawn, desk, lambda *about: desk.papers.withdrawal_receipt(made(), *about), lines)
    return Document(FINAL_RECEIPT if final else RECEIPT, id, said.patient, drawn, _shown(lines))


def _drawn(
    desk: Desk,
    write: Callable[[dict[str, bytes], str, bool], bytes],
    lines: Iterable[ImageLine],
    paper: str,
) -> bytes:
    found = {line.source_sha256: _thumbnail(desk, line) for line in lines if line.kept}
    thumbnails = {image: jpeg for image, jpeg in found.items() if jpeg}
    return write(thumbnails, paper, desk.vault.rehearsal)


def _thumbnail(desk: Desk, line: ImageLine) -> bytes:
    """None of its bytes where it is damaged: its number stands there then, and the receipt is not held up."""
    try:
        return desk.vault.blob(line.thumbnail_sha256)
    except Refusal:
        return b""


def _shown(lines: Iterable[ImageLine]) -> tuple[str, ...]:
    return tuple(line.source_sha256 for line in lines if line.kept)


def _concerned(desk: Desk, said: Withdrawal, removals: Iterable[RemovalLine]) -> tuple[ImageLine, ...]:
    """The images that a paper has to name: those withdrawn, those that were to stay, those at a place."""
    mine = [line.source_sha256 for line in desk.vault.images_of(said.patient)]
    named = (*(said.scope.images or mine), *said.kept, *(line.place.placement.image for line in removals))
    return images_known(desk.vault, dict.fromkeys(named))


def _told(
    desk: Desk,
    said: Withdrawal,
    removals: tuple[RemovalLine, ...],
    lines: tuple[ImageLine, ...],
    final: bool,
) -> Receipt:
    last = last_record(desk, said.patient)
    words = _wording(desk, last.language if last else "")
    named = {line.source_sha256: _named(desk, n, line) for n, line in enumerate(lines, start=1)}
    withdrawn = said.scope.images or tuple(image for image in named if image not in said.kept)
    return Receipt(
        language=words.language,
        clinic=desk.vault.clinic(),
        patient=desk.vault.patient(said.patient),
        code=last.code if last else "",
        at=said.at,
        who=said.asking.who,
        way=said.asking.way,
        name=said.asking.name,
        relationship=said.asking.relationship,
        uses=tuple(_use_words(words, use) for use in said.scope.whole.uses),
        all_pictures=not said.scope.images,
        pictures=tuple(named[image] for image in withdrawn if image in named),
        stay=tuple(named[image] for image in said.kept if image in named),
        places=tuple(_place(words, named, line, final) for line in removals),
        kept=_kept(desk, said),
        final=final,
        in_memory=last is not None and last.circumstances.life is not Life.LIVING,
    )


def _named(desk: Desk, number: int, line: ImageLine) -> NamedPicture:
    spoken_of = desk.vault.decisions_on(line.source_sha256)
    code = desk.vault.record_line(spoken_of[-1].record).code if spoken_of else ""
    return NamedPicture(number, line.source_sha256, line.label, code)


def _place(words: Wording, named: dict[str, NamedPicture], line: RemovalLine, final: bool) -> LeftPlace:
    at, last = line.place.placement, line.reports[-1] if line.reports else None
    told = last if final else None
    day = told.at.day if told else line.removal.due
    title = at.title or at.link
    use = _use_words(words, at.use)
    return LeftPlace(
        named[at.image].number, at.kind, title, at.outlet, use, day, told.outcome if told else None
    )


def _kept(desk: Desk, said: Withdrawal) -> Kept | None:
    """What the law has the clinic keep, where the medical record is concerned (R33)."""
    rule = next((r for r in desk.pack.duties.retention if r.kept is KeptWhat.MEDICAL_RECORD), None)
    if rule is None or said.scope.whole.uses:
        return None
    born = desk.vault.patient(said.patient).born
    age = age_on(born, said.at.day, desk.pack.ages.leap_birthday)
    return Kept(rule.years, rule.minors_until_age if age < desk.pack.ages.majority else 0)


def _sheet(desk: Desk, record: ConsentRecord) -> StatusSheet:
    today = counts_today(desk, record.patient.id)
    asked = ((i.source_sha256, use) for i in record.images for use in record.offered)
    return StatusSheet(
        language=record.language,
        clinic=desk.vault.clinic(),
        code=record.code,
        day=desk.now().day,
        uses=tuple((use, record.use_words[use].short) for use in record.offered),
        pictures=tuple(NamedPicture(i.number, i.source_sha256, i.label, record.code) for i in record.images),
        answers=tuple(_answer(*where, today[where]) for where in asked if where in today),
    )


def _answer(image: str, use: str, word: LastWord) -> TodaysAnswer:
    plain = "yes" if word.effective else "no"
    return TodaysAnswer(image, use, _STATES.get(word.standing.fate, plain), word.standing.day)


_STATES = {
    Fate.WITHDRAWN: "withdrawn",
    Fate.SUSPENDED: "suspended",
    Fate.EXPIRED: "expired",
    Fate.FROZEN: "frozen",
}


def _wording(desk: Desk, language: str) -> Wording:
    return desk.wordings.get(language) or desk.staff_wording


def _use_words(words: Wording, use: str) -> str:
    return words.uses[use].short if use in words.uses else use
