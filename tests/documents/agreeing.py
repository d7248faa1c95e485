"""Records of every way of agreeing that departs from the usual one."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.draft import Correction, Signature
from consentdesk.domain.people import OVERRIDE, Capacity, Circumstances, Representative
from consentdesk.domain.question import AskedQuestion, Attempt
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.route import PaperForm, Route, Scan
from consentdesk.domain.signing import NOTHING_DRAWN
from tests.helpers.sessions import ALL_USES, NOW, drawing, hash_of, later, rules, sealed_record

WITNESS = "Pat Witness"
SECOND = Representative("Jamie Probe", "father", "parental_responsibility")
ABSENT = "The father is at sea until June"
ALONE_BECAUSE = "Lives alone since March, the court paper was seen"
IN_THEATRE = "Asleep in theatre, and the pictures guide the operation"
CORRECTED = Correction("record-0", "7777-8888", "The left arm was written, the right one is shown")
RIGHT, WRONG = Attempt("right", True, NOW), Attempt("wrong", False, NOW)


def corrected(record: ConsentRecord) -> ConsentRecord:
    return replace(record, corrects=CORRECTED)


def questioned(record: ConsentRecord) -> ConsentRecord:
    """Asked three questions in its own words: one known at once, one after reading again, one left open."""
    went = ((RIGHT,), (WRONG, RIGHT), (WRONG, WRONG))
    worded = rules(record.language).wording.questions
    asked = (AskedQuestion(q.id, q.statement, q.text, a) for q, a in zip(worded, went, strict=False))
    return replace(record, asked=tuple(asked))


def of_two(record: ConsentRecord, one_signs: str = "") -> ConsentRecord:
    """Two parents asked for; `one_signs` is why the second did not."""
    if one_signs:
        return replace(record, one_signs=one_signs)
    terms = {**rules(record.language).wording.terms, **record.terms}
    meaning = rules(record.language).wording.meanings["second_representative"]
    again = replace(
        record.signatures[0],
        role="second_representative",
        name=SECOND.name,
        meaning=meaning,
        drawing=drawing(4),
    )
    signatures = (record.signatures[0], again, *record.signatures[1:])
    return replace(record, second_representative=SECOND, signatures=signatures, terms=terms)


def alone_by_override(record: ConsentRecord) -> ConsentRecord:
    """An adult's record made that of a minor for whom the rules were departed from."""
    facts = Circumstances(decides_alone=OVERRIDE, reason=ALONE_BECAUSE)
    return replace(record, circumstances=facts, override=ALONE_BECAUSE, age_years=15)


def for_a_while_unable(record: ConsentRecord) -> ConsentRecord:
    facts = Circumstances(Capacity.TEMPORARILY_LACKING, reason=IN_THEATRE)
    return replace(record, circumstances=facts, override=IN_THEATRE)


def aloud(record: ConsentRecord) -> ConsentRecord:
    """Said before a witness, who signs; so does an interpreter."""
    said = tuple(
        signature
        if signature.role == "interpreter"
        else replace(signature, drawing=NOTHING_DRAWN, witness=WITNESS, route=Route.VERBAL)
        for signature in record.signatures
    )
    meaning = rules(record.language).wording.meanings["witness"]
    heard = Signature("witness", WITNESS, meaning, drawing(7), NOW, "")
    return replace(record, route=Route.VERBAL, signatures=(*said, heard))


def in_ink(record: ConsentRecord, pages: int = 3) -> ConsentRecord:
    """Signed on a form printed the day before, each page of it back."""
    scans = tuple(Scan(page, hash_of(f"page {page}"), NOW) for page in range(1, pages + 1))
    form = PaperForm("form-1", pages, "", later(days=-1), scans)
    signed = (replace(s, drawing=NOTHING_DRAWN, route=Route.PAPER) for s in record.signatures)
    return replace(record, route=Route.PAPER, paper=form, signatures=tuple(signed))


def everything(language: str = "en") -> ConsentRecord:
    """An override, two representatives, said aloud, questions, a correction: all in one."""
    usual = sealed_record("represented", 2, ALL_USES, interpreter=True, language=language)
    return corrected(questioned(aloud(of_two(for_a_while_unable(usual)))))
