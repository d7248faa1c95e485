"""Role by operation: every workflow is called past the window, in the name of everybody it is not for."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlcipher3.dbapi2 import InterfaceError

from consentdesk.domain.access import ASKS_AGAIN, FOR_PEOPLE, Act, Role
from consentdesk.domain.facts import MemberChanged
from consentdesk.domain.people import Capacity, Circumstances
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.opening import Surroundings, open_folder
from consentdesk.system.clock import FixedClock
from consentdesk.system.ids import Ids
from consentdesk.workflows.access import NEEDS, OPEN, needs
from consentdesk.workflows.correct_record import correct_record
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.emergency import take_emergency_access
from consentdesk.workflows.find import find
from consentdesk.workflows.people import admit_person, change_roles, remove_person, staff_list
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import enter_patient, load_session, start_session
from tests.architecture.test_access import works_at_a_desk
from tests.helpers.sessions import NOW, later, patient
from tests.storage.conftest import CODE, Place
from tests.workflows.sealing import agreed, consent
from tests.workflows.test_people import KIM, KIMS

EVERYBODY = {"back_up", "check_vault"}
THEIR_OWN = EVERYBODY | {"own_secrets", "emergency_access"}
CONSENTING = {"take_consent", "look", "give_copy", "check_copy"}
AFTERWARDS = {"ask_use", "release", "keep_register", "withdraw", "take_down", "open_incident", "see_overview"}
# what each role is for, said a second time: a change there has to be meant
MAY = {
    Role.CLINICIAN: THEIR_OWN | CONSENTING | AFTERWARDS | {"depart_from_rules", "correct_record"},
    Role.PHOTOGRAPHER: THEIR_OWN | CONSENTING | AFTERWARDS,
    Role.PRIVACY_OFFICER: THEIR_OWN
    | AFTERWARDS
    | {"look", "give_copy", "check_copy", "edit_rules", "read_ledger", "export_ledger", "mend_vault"}
    | {"review_gap", "see_erasures", "erase", "lift_suspension", "lead_incident"},
    Role.ADMINISTRATOR: THEIR_OWN
    | {"edit_rules", "mend_vault", "review_gap", "see_erasures", "erase", "set_times"}
    | {"see_people", "manage_people", "change_key", "see_overview", "open_incident", "lead_incident"},
    Role.AUDITOR: THEIR_OWN | {"check_copy", "ask_use", "see_overview", "read_ledger", "export_ledger"},
    Role.RECOVERY: EVERYBODY | {"see_people", "renew_secrets"},
}
ROLES = [roles for many in range(1, 6) for roles in combinations(FOR_PEOPLE, many)]
WORKFLOWS = {name: work for name, work in works_at_a_desk() if getattr(work, NEEDS) != OPEN}


class Touched(Exception):
    """A workflow looked at what it was given."""


LOOKED_AT = (Touched, TypeError, InterfaceError)  # by an operator that it lacks, or as a value for SQL


class Untouchable:
    """A value that no workflow may look at before it knows whose work it is."""

    def __getattribute__(self, name: str) -> NoReturn:
        raise Touched(name)

    def _touch(self, *others: object) -> NoReturn:
        raise Touched

    __eq__ = __hash__ = __bool__ = __str__ = __repr__ = __len__ = __iter__ = __getitem__ = _touch  # type: ignore[assignment]


@dataclass(frozen=True)
class Post:
    """A desk over the vault in a folder, whoever sits there."""

    desk: Desk
    place: Place
    clock: FixedClock

    def sit(self, *roles: Role) -> None:
        """Whoever sits here has these roles from now on, whatever the rules of people say of it."""
        self.desk.note(MemberChanged(replace(self.desk.vault.me, roles=roles), "roles"))

    def bytes_on_disk(self) -> dict[str, bytes]:
        """Every file of the vault; the index of its log beside it changes by reading."""
        files = (file for file in self.place.folder.rglob("*") if not file.name.endswith("-shm"))
        return {file.name: hashlib.sha256(file.read_bytes()).digest() for file in files if file.is_file()}


@pytest.fixture
def post(desk: Desk, clinic: Place, tmp_path: Path) -> Iterator[Post]:
    """A desk whose clock stands still until a test moves it."""
    clock = FixedClock(NOW, ticking=False)
    place = clinic.copy(tmp_path / "another")
    around = Surroundings(clock.now, Ids(clock.now).new_id)
    vault = open_folder(place.folder, place.slots, place.keys, around)
    clock.advance(timedelta(minutes=1))
    yield Post(replace(desk, vault=vault, clock=clock), place, clock)
    vault.close()


def outcome(work: Callable[..., Any], desk: Desk, code: object = None) -> str:
    """How a workflow ends that is given nothing it may look at: "not_allowed", another refusal, "touched" or
    "done"."""
    _desk, *values = inspect.signature(work).parameters.values()
    given = [Untouchable() for value in values if value.kind is not value.KEYWORD_ONLY]
    named = {value.name: Untouchable() for value in values if value.kind is value.KEYWORD_ONLY}
    asked = [Untouchable() if code is None else code] if asks_code(work) else []
    try:
        work(desk, *asked, *given, **named)
    except Refusal as refusal:
        return refusal.code
    except LOOKED_AT:
        return "touched"
    return "done"


def asks_code(work: Callable[..., Any]) -> bool:
    return getattr(work, NEEDS, None) in ASKS_AGAIN


def forbidden(acts: set[str]) -> Iterator[tuple[str, Callable[..., Any]]]:
    return ((name, work) for name, work in WORKFLOWS.items() if getattr(work, NEEDS) not in acts)


def trespasses(post: Post, acts: set[str], works: Iterator[tuple[str, Callable[..., Any]]]) -> list[str]:
    """Which of these workflows did not refuse, or left a trace of having been asked."""
    found = []
    before = post.bytes_on_disk()
    for name, work in works:
        ended = outcome(work, post.desk)
        if ended != "not_allowed" or post.bytes_on_disk() != before:
            found.append(f"{name}: {ended}")
    return found


def test_the_workflows_found_are_enough_to_mean_something() -> None:
    assert len(WORKFLOWS) > 80
    assert {getattr(work, NEEDS) for work in WORKFLOWS.values()} >= set().union(*MAY.values()) - {
        "depart_from_rules",  # one value of one workflow: below
        "mend_vault",
        "check_vault",
    }


@pytest.mark.parametrize("roles", ROLES, ids=["+".join(roles) for roles in ROLES])
def test_no_forbidden_operation_succeeds_or_leaves_a_trace(post: Post, roles: tuple[Role, ...]) -> None:
    post.sit(*roles)
    acts = set().union(*(MAY[role] for role in roles))
    assert trespasses(post, acts, forbidden(acts)) == []


def test_the_recovery_code_opens_nothing_but_the_way_back_in(post: Post) -> None:
    recovering = post.place.door.unlock(post.place.recovery_code)
    acts = MAY[Role.RECOVERY]
    there = replace(post, desk=replace(post.desk, vault=recovering))
    assert trespasses(there, acts, forbidden(acts)) == []
    recovering.close()


def test_whoever_left_may_do_nothing_at_all(post: Post) -> None:
    post.sit()
    assert trespasses(post, set(), iter(WORKFLOWS.items())) == []


@pytest.mark.parametrize("role", FOR_PEOPLE)
def test_what_a_role_is_for_gets_past_the_check(post: Post, role: Role) -> None:
    post.sit(role)
    allowed = [(name, work) for name, work in WORKFLOWS.items() if getattr(work, NEEDS) in MAY[role]]
    assert [name for name, work in allowed if outcome(work, post.desk, CODE) == "not_allowed"] == []


def test_a_workflow_without_its_check_is_found(post: Post) -> None:
    bare = {"find": find.__wrapped__, "list": staff_list.__wrapped__}  # type: ignore[attr-defined]
    post.sit(Role.AUDITOR)
    assert trespasses(post, set(), iter(bare.items())) == ["find: touched", "list: done"]


def test_a_check_that_comes_too_late_is_found(post: Post) -> None:
    def curious(desk: Desk, typed: str) -> object:
        typed.strip()
        return find(desk, typed)

    def noting(desk: Desk, typed: str) -> object:
        start_session.__wrapped__(desk)  # type: ignore[attr-defined]
        return find(desk, typed)

    for late in (curious, noting):
        setattr(late, NEEDS, "look")
    post.sit(Role.AUDITOR)
    found = trespasses(post, set(), iter({"curious": curious, "noting": noting}.items()))
    assert found == ["curious: touched", "noting: not_allowed"]


def test_a_sensitive_act_asks_for_the_code_before_it_looks_at_anything(post: Post) -> None:
    sensitive = {name: work for name, work in WORKFLOWS.items() if asks_code(work)}
    assert len(sensitive) >= 10
    for name, work in sensitive.items():
        post.sit(next(role for role in FOR_PEOPLE if getattr(work, NEEDS) in MAY[role]))
        assert outcome(work, post.desk, "000000") == "code_wrong", name
        post.desk.vault.check_code(CODE)


def test_a_sensitive_act_is_never_marked_as_one_that_asks_nothing() -> None:
    with pytest.raises(AssertionError):
        needs(Act.MANAGE_PEOPLE)


def test_departing_from_the_rules_needs_more_than_taking_consent(post: Post) -> None:
    post.sit(Role.PHOTOGRAPHER)
    draft = start_session(post.desk)
    departs = Circumstances(Capacity.TEMPORARILY_LACKING, reason="Under sedation until tomorrow")
    before = post.bytes_on_disk()
    with pytest.raises(Refusal, match="not_allowed"):
        enter_patient(post.desk, draft.id, patient(), departs)
    assert post.bytes_on_disk() == before and load_session(post.desk, draft.id).patient is None
    post.sit(Role.CLINICIAN)
    assert enter_patient(post.desk, draft.id, patient(), departs).patient is not None


def test_sealing_a_correction_needs_more_than_taking_consent(post: Post) -> None:
    old = consent(post.desk, 1)
    draft = agreed(post.desk, correct_record(post.desk, old.id, "The date of birth was wrong"))
    post.sit(Role.PHOTOGRAPHER)
    with pytest.raises(Refusal, match="not_allowed"):
        attest_and_seal(post.desk, draft.id, CODE)
    assert load_session(post.desk, draft.id).signatures
    post.sit(Role.CLINICIAN)
    assert attest_and_seal(post.desk, draft.id, CODE).record.corrects


def test_a_role_taken_away_ends_what_it_allowed_at_a_desk_that_is_open(post: Post) -> None:
    kim = admit_person(post.desk, CODE, replace(KIM, roles=(Role.CLINICIAN,)))
    hers = replace(post.desk, vault=post.place.door.unlock(KIMS.passphrase))
    assert find(hers, "Nobody") == ()
    post.clock.advance(timedelta(seconds=1))
    change_roles(post.desk, CODE, kim.id, (Role.AUDITOR,))
    with pytest.raises(Refusal, match="not_allowed"):
        find(hers, "Nobody")
    hers.vault.close()


def test_a_removal_ends_everything_at_a_desk_that_is_open(post: Post) -> None:
    kim = admit_person(post.desk, CODE, replace(KIM, roles=FOR_PEOPLE))
    hers = replace(post.desk, vault=post.place.door.unlock(KIMS.passphrase))
    assert find(hers, "Nobody") == ()
    post.clock.advance(timedelta(seconds=1))
    remove_person(post.desk, CODE, kim.id, "Moved to another clinic")
    assert trespasses(replace(post, desk=hers), set(), iter(WORKFLOWS.items())) == []
    hers.vault.close()


def test_emergency_access_opens_records_for_half_an_hour_and_nothing_else(post: Post) -> None:
    post.sit(Role.AUDITOR)
    with pytest.raises(Refusal, match="not_allowed"):
        find(post.desk, "Nobody")
    assert take_emergency_access(post.desk, CODE, "A patient was taken ill") == later(NOW, minutes=31)
    acts = MAY[Role.AUDITOR] | {"look"}
    assert trespasses(post, acts, forbidden(acts)) == []
    post.clock.advance(timedelta(minutes=30))
    assert find(post.desk, "Nobody") == ()
    post.clock.advance(timedelta(milliseconds=1))
    with pytest.raises(Refusal, match="not_allowed"):
        find(post.desk, "Nobody")
