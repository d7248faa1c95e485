"""Leads the page of outlets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from consentdesk.domain.access import Act
from consentdesk.domain.outlets import folded
from consentdesk.domain.pack import RECORD_USE, OutletEntry, OutletKind, RulePack
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.register.outlets.state import OutletEntries, OutletsState
from consentdesk.ui.register.room import Room, told
from consentdesk.ui.register.told import about_outlet
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.access import may
from consentdesk.workflows.register import outlets, save_outlet

ROWS_SHOWN = 7
NEW = "new"


@dataclass(frozen=True)
class _Read:
    outlets: tuple[OutletEntry, ...]
    pack: RulePack
    words: dict[str, str]
    acts: frozenset[Act]


class OutletsPresenter(Presenter[OutletsState]):
    def __init__(self, room: Room) -> None:
        super().__init__(OutletsState())
        self._room = room
        self._read: _Read | None = None
        self._before = OutletEntries()
        room.unsaved = lambda: bool(self.state.chosen) and self.state.entries != self._before

    def open(self) -> None:
        """Read the register and show it."""
        self._run(self._ask, self._show)

    def search(self, typed: str) -> None:
        """Show the outlets with these words in one of their names."""
        self._list(replace(self.state, typed=typed))

    def choose(self, id: str) -> None:
        """Show one outlet."""
        entry = self._entry(id)
        if entry is not None:
            self._begin(id, _as_entered(entry))

    def begin_new(self) -> None:
        """Enter another one."""
        self._begin(NEW, OutletEntries())

    def type(self, name: str, text: str) -> None:
        self._enter(replace(self.state.entries, **{name: text}))  # type: ignore[arg-type]  # all are texts

    def choose_kind(self, kind: str) -> None:
        """What it is; uses that a platform or an outlet cannot serve are taken back."""
        if self.state.chosen == NEW:
            self._enter(replace(self.state.entries, kind=kind, uses=(), classes=()))

    def press_use(self, use: str) -> None:
        self._enter(replace(self.state.entries, uses=_pressed(self.state.entries.uses, use)))

    def press_class(self, id: str) -> None:
        """In a class, or no longer; what the rules say stays."""
        if self.state.of_pack:
            self.state_changed.emit(self.state)
        else:
            self._enter(replace(self.state.entries, classes=_pressed(self.state.entries.classes, id)))

    def save(self) -> None:
        """Enter it into the register."""
        entry = _entry_of(self.state.entries, "" if self.state.chosen == NEW else self.state.chosen)

        def work() -> tuple[OutletEntry, _Read]:
            return save_outlet(self._room.desk, entry), self._ask()

        self._run(work, lambda saved: self._saved(*saved))

    def _saved(self, entry: OutletEntry, read: _Read) -> None:
        self._show(read)
        self.choose(entry.id)
        self.become(replace(self.state, notice=_("Saved.")))

    def _begin(self, id: str, entries: OutletEntries) -> None:
        self._before = entries
        assert self._read is not None, "nothing is chosen before the register was read"
        of_pack = id in {entry.id for entry in self._read.pack.outlets}
        state = replace(self.state, chosen=id, of_pack=of_pack, problems=(), trouble="", notice="")
        self.become(state)
        self._enter(entries)

    def _enter(self, entries: OutletEntries) -> None:
        self.become(replace(self.state, entries=entries, uses=self._uses(entries), notice=""))

    def _ask(self) -> _Read:
        desk = self._room.desk
        words = {use: said.short for use, said in desk.staff_wording.uses.items()}
        return _Read(outlets(desk), desk.pack, words, may(desk))

    def _show(self, read: _Read) -> None:
        self._read = read
        classes = tuple((e.id, e.name) for e in read.outlets if e.kind == "class")
        state = replace(self.state, classes=classes, may_extend=Act.EDIT_RULES in read.acts, trouble="")
        self._list(state)

    def _list(self, state: OutletsState) -> None:
        assert self._read is not None, "nothing is looked for before the register was read"
        wanted = folded(state.typed)
        known = [e for e in self._read.outlets if e.kind != "class"]
        found = [e for e in known if any(wanted in folded(name) for name in (e.name, *e.aliases))]
        names = dict(state.classes)
        rows = [
            (e.id, e.name, about_outlet(e, [names[c] for c in e.classes if c in names]))
            for e in sorted(found, key=lambda e: folded(e.name))
        ]
        more = max(0, len(rows) - ROWS_SHOWN)
        self.become(replace(state, rows=tuple(rows[:ROWS_SHOWN]), more=more))

    def _uses(self, entries: OutletEntries) -> tuple[tuple[str, str], ...]:
        """Those that an outlet of this kind can serve, and those that it does."""
        assert self._read is not None
        platform = entries.kind == "platform"
        fitting = [
            use.id
            for use in self._read.pack.uses
            if use.id != RECORD_USE and (use.outlet is OutletKind.PLATFORM) == platform
        ]
        words = self._read.words
        return tuple((use, words[use]) for use in dict.fromkeys((*fitting, *entries.uses)) if use in words)

    def _entry(self, id: str) -> OutletEntry | None:
        read = self._read
        return next((entry for entry in read.outlets if entry.id == id), None) if read else None

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._room.machine.lane.run(self, work, done, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        at_fields = tuple(each for each in told(refusal.problems) if each[0])
        trouble = "" if at_fields else self._trouble(refusal)
        state = replace(self.state, problems=at_fields, trouble=trouble, tried=self.state.tried + 1)
        self.become(replace(state, notice=""))

    def _trouble(self, refusal: Refusal) -> str:
        problem = refusal.problems[0]
        if problem.code == "not_allowed" and problem.details.get("act") == Act.EDIT_RULES:
            return _(
                "Another name or a class lets earlier consents reach further: that is for whoever may change "
                "the rules"
            )
        return sentence(problem)


def _as_entered(entry: OutletEntry) -> OutletEntries:
    aliases = "\n".join(entry.aliases)
    return OutletEntries(entry.name, aliases, entry.kind, entry.uses, entry.classes, entry.note, entry.link)


def _entry_of(entries: OutletEntries, id: str) -> OutletEntry:
    names = tuple(entries.aliases.splitlines())
    about = entries.uses, entries.classes, entries.note, entries.link
    return OutletEntry(id, entries.kind, entries.name, names, *about)


def _pressed(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(v for v in values if v != value) if value in values else (*values, value)
