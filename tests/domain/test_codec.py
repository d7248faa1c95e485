"""Values to canonical bytes and back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.codec import canonical, from_plain, parse
from consentdesk.domain.draft import Draft, Expiry, Outlet
from consentdesk.domain.facts import ConsentSigned, Header, body_bytes, read_body
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Capacity, Circumstances, Patient
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.signature import Drawing
from tests.helpers.sessions import ALL_USES, BORN, NOW, complete_draft, sealed_record, signed

MOMENTS = st.builds(
    lambda at, offset: Moment(at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC), offset),
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),
    st.integers(-12 * 60, 14 * 60),
)
EXPIRIES = st.builds(Expiry, st.none() | st.dates(), st.text())
OUTLETS = st.builds(Outlet, st.text(), st.text(), st.text())


@given(MOMENTS)
def test_a_moment_comes_back_with_its_offset(at: Moment) -> None:
    assert Moment.parse(str(at)) == at


@given(st.builds(Patient, st.text(), st.text(), st.text(), st.dates(), st.text()) | EXPIRIES | OUTLETS)
def test_any_value_comes_back_from_its_bytes(value: Patient | Expiry | Outlet) -> None:
    assert parse(type(value), canonical(value)) == value


@given(st.from_type(Drawing))
def test_no_stroke_is_lost_or_moved(drawing: Drawing) -> None:
    finite = all(abs(n) < 1e300 for s in drawing.strokes for p in s.points for n in (p.x, p.y, p.pressure))
    if finite:
        assert parse(Drawing, canonical(drawing)) == drawing


@pytest.mark.parametrize("pathway", BORN)
def test_a_session_and_its_record_come_back(pathway: str) -> None:
    draft = signed(complete_draft(pathway, 2, ALL_USES, interpreter=True))
    record = sealed_record(pathway, 2, ALL_USES, interpreter=True)
    assert parse(Draft, canonical(draft)) == draft
    assert parse(ConsentRecord, canonical(record)) == record


def test_equal_values_have_the_same_bytes_whatever_the_order_of_names() -> None:
    one, other = (
        Header("1", "d", 1, NOW, "m", "k", 1, seen=s) for s in ({"a": "1", "b": "2"}, {"b": "2", "a": "1"})
    )
    assert one == other
    assert canonical(one) == canonical(other)


def test_canonical_bytes_are_sorted_compact_utf8() -> None:
    plain = canonical(Outlet("outlet", "Ärzteblatt", "1"))
    assert plain == '{"id":"1","kind":"outlet","name":"Ärzteblatt","words":""}'.encode()


@pytest.mark.parametrize(
    "plain",
    [
        "text",
        None,
        7,
        [],
        {"kind": "outlet"},
        {"kind": "outlet", "name": 7},
        {"kind": "outlet", "name": None},
        {"kind": "outlet", "name": "x", "colour": "red"},
    ],
)
def test_what_is_no_outlet_is_refused(plain: object) -> None:
    with pytest.raises(ValueError):
        from_plain(Outlet, plain)


@dataclass(frozen=True)
class Sample:
    many: tuple[int, ...] = ()
    capacity: Capacity = Capacity.FOUND
    on: date = date(2026, 1, 1)
    at: Moment = NOW
    certain: bool = True
    share: float = 0.5
    counts: dict[str, int] | None = None


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("many", "12"),
        ("many", ["1"]),
        ("many", [True]),
        ("capacity", "maybe"),
        ("capacity", []),
        ("on", "2026-02-30"),
        ("on", 20260101),
        ("at", "2026-01-01T10:00:00"),
        ("at", "0001-01-01T00:00:00.000+14:00"),
        ("at", 0),
        ("certain", 1),
        ("share", "half"),
        ("share", True),
        ("counts", {"a": "b"}),
        ("counts", []),
    ],
)
def test_a_wrong_value_is_refused_as_a_value_error(name: str, wrong: object) -> None:
    plain = json.loads(canonical(Sample()))
    assert from_plain(Sample, plain) == Sample()
    with pytest.raises(ValueError):
        from_plain(Sample, {**plain, name: wrong})


def test_what_has_no_plain_form_is_a_bug() -> None:
    with pytest.raises(TypeError):
        canonical({1, 2})


def test_not_a_number_is_never_stored() -> None:
    with pytest.raises(ValueError):
        canonical(replace(Sample(), share=float("nan")))


def test_a_fact_comes_back_by_its_kind() -> None:
    body = ConsentSigned(sealed_record())
    assert read_body("consent_signed", 1, body_bytes(body)) == body


@pytest.mark.parametrize(
    ("kind", "schema", "data"),
    [
        ("consent_singed", 1, b"{}"),
        ("consent_signed", 2, b"{}"),
        ("consent_signed", 1, b"{}"),
        ("logged_in", 1, b"{"),
    ],
)
def test_an_unknown_or_unfit_fact_is_refused(kind: str, schema: int, data: bytes) -> None:
    with pytest.raises(ValueError):
        read_body(kind, schema, data)


def test_names_hide_from_repr_and_stay_in_the_bytes() -> None:
    record = sealed_record()
    assert "Probe" not in repr(record)
    assert "Probe" in json.loads(canonical(record))["patient"]["family_name"]
    assert "Probe" not in repr(Circumstances())
