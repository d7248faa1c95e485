"""The commands about who can open a vault: people, recovery-code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from consentdesk.commands.terminal import (
    WRONG,
    add_code,
    add_passphrase,
    add_vault,
    ask_secret,
    code,
    passphrase,
    say,
)
from consentdesk.domain.access import FOR_PEOPLE, Role
from consentdesk.domain.refusals import Refusal, refuse, refuse_if_any
from consentdesk.system.paths import default_vault
from consentdesk.ui.words import _, day_in_words, sentence

if TYPE_CHECKING:
    from consentdesk.workflows.desk import Desk
    from consentdesk.workflows.people import StaffLine
    from consentdesk.workflows.ports import NewRecoveryCode, Secrets

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)
Command = Callable[[argparse.Namespace], int]
Part = Callable[[argparse.ArgumentParser], None]

TRIES = 3  # at typing a recovery code back


def list_people(asked: argparse.Namespace) -> int:
    """Who works here, and who did."""
    with _staff(asked) as (_desk, staff):
        say(*map(staff_line, staff))
    return 0


def add_person(asked: argparse.Namespace) -> int:
    """Let somebody in; they choose their own secrets."""
    from consentdesk.domain.people import initials_of
    from consentdesk.workflows.people import Newcomer, admit_person

    with _staff(asked) as (desk, staff):
        initials = asked.initials or initials_of(asked.name, {line.initials for line in staff})
        secrets = _chosen_secrets(asked, asked.name)
        newcomer = Newcomer(asked.name, asked.profession, asked.roles, initials.upper(), secrets)
        admit_person(desk, code(asked), newcomer)
    say(_("{name} can sign in now, as {initials}").format(name=asked.name, initials=initials.upper()))
    return 0


def set_roles(asked: argparse.Namespace) -> int:
    """Say what somebody may do from now on."""
    from consentdesk.workflows.people import change_roles

    with _staff(asked) as (desk, staff):
        change_roles(desk, code(asked), _who(staff, asked.who).member.id, asked.roles)
    say(_("Saved. It counts from now on"))
    return 0


def renew_secrets(asked: argparse.Namespace) -> int:
    """New secrets for somebody who forgot theirs; by the recovery code, which has no other code, too."""
    from consentdesk.workflows.come_and_go import who_is_here
    from consentdesk.workflows.people import renew_after_recovery, renew_secrets_of

    with _staff(asked) as (desk, staff):
        member = _who(staff, asked.who).member
        secrets = _chosen_secrets(asked, member.name)
        if Role.RECOVERY in who_is_here(desk).roles:
            renew_after_recovery(desk, member.id, secrets)
        else:
            renew_secrets_of(desk, code(asked), member.id, secrets)
    say(_("{name} has a new passphrase and a new code").format(name=member.name))
    return 0


def remove(asked: argparse.Namespace) -> int:
    """End somebody's key, and put the vault under another one."""
    from consentdesk.workflows.people import change_key, remove_person

    with _staff(asked) as (desk, staff):
        member = _who(staff, asked.who).member
        remove_person(desk, code(asked), member.id, asked.reason)
        say(_("{name} works here no more").format(name=member.name))
        change_key(desk)
    say(*_after_key_change())
    return 0


def change_the_key(asked: argparse.Namespace) -> int:
    """What a removal that was broken off still owes."""
    from consentdesk.workflows.people import change_key

    with _staff(asked) as (desk, _everybody):
        change_key(desk)
    say(*_after_key_change())
    return 0


def recovery_code(asked: argparse.Namespace) -> int:
    """Show a new recovery code; it counts once it was typed back."""
    from consentdesk.workflows.people import begin_new_recovery_code

    with _staff(asked) as (desk, _everybody):
        new = begin_new_recovery_code(desk, code(asked))
        say(_("Write this recovery code down now. It is shown once and kept nowhere:"), new.code)
        if not _typed_back(new):
            say(_("Nothing was changed: the recovery code before counts"))
            return WRONG
    say(_("The new recovery code counts from now on. Destroy the paper with the old one"))
    return 0


def staff_line(line: StaffLine) -> str:
    """Somebody who works here, or did, in a line."""
    from consentdesk.ui.roles import roles_in_words

    member = line.member
    who = ", ".join(part for part in (member.name, member.role) if part)
    if line.left is not None:
        since, left = day_in_words(line.since.day), day_in_words(line.left.day)
        return _("{who}: left, {since} to {left}").format(who=who, since=since, left=left)
    seen = _("not here yet")
    if line.last_seen is not None:
        seen = _("last here on {day}").format(day=day_in_words(line.last_seen.day))
    told = _("{initials}: {who}. {roles}. Since {day}, {seen}")
    since, roles = day_in_words(line.since.day), roles_in_words(member.roles)
    return told.format(initials=line.initials, who=who, roles=roles, day=since, seen=seen)


def add_to(commands: argparse._SubParsersAction[Parser]) -> None:
    """Let the command line know these commands."""
    people = commands.add_parser("people", help=_("who works here: list, let in, give roles, help, remove"))
    add_vault(people)
    add_passphrase(people)
    people.set_defaults(command=list_people)
    acts = people.add_subparsers(metavar="ACT", parser_class=type(people))
    add = acts.add_parser("add", help=_("let somebody in"))
    _take(add, add_person, _add_particulars, _add_role_names, _add_new_secrets, add_code)
    roles = acts.add_parser("roles", help=_("say what somebody may do"))
    _take(roles, set_roles, _add_who, _add_role_names, add_code)
    renew = acts.add_parser("renew-secrets", help=_("new secrets for somebody who forgot theirs"))
    _take(renew, renew_secrets, _add_who, _add_new_secrets, add_code)
    leave = acts.add_parser("remove", help=_("end somebody's key, and change the vault's"))
    _take(leave, remove, _add_who, _add_reason, add_code)
    late = acts.add_parser("change-key", help=_("change the vault's key after a removal broken off"))
    _take(late, change_the_key)
    new = commands.add_parser("recovery-code", help=_("make a new recovery code in place of the old one"))
    _take(new, recovery_code, add_code)
    new.set_defaults(vault=None, passphrase_file=None)


def _take(parser: argparse.ArgumentParser, command: Command, *parts: Part) -> None:
    """What the vault was said to be before the act counts, unless it is said again."""
    for add in parts:
        add(parser)
    add_vault(parser, default=argparse.SUPPRESS)
    add_passphrase(parser, default=argparse.SUPPRESS)
    parser.set_defaults(command=command)


def _add_particulars(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help=_("as it stands under \u201cexplained by\u201d"))
    parser.add_argument("--profession", default="", help=_("as copies print it"))
    parser.add_argument("--initials", default="", help=_("how they sign in; suggested by the name"))


def _add_reason(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", required=True, metavar="TEXT", help=_("why this person leaves"))


def _add_who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("who", metavar="INITIALS", help=_("by which this person signs in"))


def _add_role_names(parser: argparse.ArgumentParser) -> None:
    names = _("what they may do, with commas between: {roles}").format(roles=", ".join(FOR_PEOPLE))
    parser.add_argument("--roles", type=_roles, required=True, metavar="ROLES", help=names)


def _add_new_secrets(parser: argparse.ArgumentParser) -> None:
    words = _('a file with the new person\'s passphrase, "-" for standard input; without it they are asked')
    parser.add_argument("--new-passphrase-file", metavar="F", help=words)
    words = _('a file with the new person\'s code, "-" for standard input; without it they are asked')
    parser.add_argument("--new-code-file", metavar="F", help=words)


def _roles(text: str) -> tuple[Role, ...]:
    """Raises ValueError, which the command line tells."""
    return tuple(Role(name.strip()) for name in text.split(","))


@contextmanager
def _staff(asked: argparse.Namespace) -> Iterator[tuple[Desk, tuple[StaffLine, ...]]]:
    """The desk, and everyone at it; whoever may not see them is asked nothing further."""
    from consentdesk import windowless
    from consentdesk.workflows.people import staff_list

    with windowless.desk_at(asked.vault or default_vault(), passphrase(asked)) as desk:
        yield desk, staff_list(desk)


def _who(staff: tuple[StaffLine, ...], initials: str) -> StaffLine:
    for line in staff:
        if line.left is None and line.initials == initials.upper():
            return line
    raise refuse("member_unknown")


def _chosen_secrets(asked: argparse.Namespace, name: str) -> Secrets:
    """What somebody chooses for themself; what is typed here is typed twice."""
    from consentdesk.workflows.choose_secrets import secrets_problems
    from consentdesk.workflows.ports import Secrets

    file = asked.new_passphrase_file
    chosen = ask_secret(file, _("{name}, choose a passphrase: ").format(name=name))
    again = chosen if file else ask_secret(None, _("The same passphrase again: "))
    secrets = Secrets(chosen, ask_secret(asked.new_code_file, _("{name}, choose a code: ").format(name=name)))
    refuse_if_any(secrets_problems(secrets, again))
    return secrets


def _typed_back(new: NewRecoveryCode) -> bool:
    """Whether it was, in a few tries."""
    for _try in range(TRIES):
        sys.stderr.write(_("Type the recovery code back: "))
        sys.stderr.flush()
        try:
            new.finish(sys.stdin.readline())
        except Refusal as refusal:
            say(sentence(refusal.problems[0]))
        else:
            return True
    return False


def _after_key_change() -> tuple[str, ...]:
    return (
        _("The vault lies under another key now"),
        _("Copies and backups made until today still open with the old passphrase: make a new backup"),
    )
