"""The overview in the words of staff. What goes outside tells no small count of an age and a use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from consentdesk.domain.overview import (
    FEW,
    AgeBand,
    Given,
    Overview,
    Stage,
    blurred,
    few,
)
from consentdesk.domain.report import Plot, Report, Section, Shape
from consentdesk.ui.overview.incidents import IncidentTelling
from consentdesk.ui.words import _, month_name, ngettext, pgettext

PER_CENT = 100


@dataclass(frozen=True)
class Telling:
    """How it is told on the day that is `today`: `uses` are the words for them, in their order, `day` says a
    date; `outside`: it leaves the vault."""

    overview: Overview
    uses: Mapping[str, str]
    today: date
    day: Callable[[date], str]
    outside: bool = False

    def subtitle(self) -> str:
        words = _("From {first} to today, {today}")
        return words.format(first=self.day(self.overview.weeks.first), today=self.day(self.today))

    def report(self, language: str) -> Report:
        """All of it, to be taken along."""
        note = _(
            "Counts of records sealed here; a corrected record is counted as it was corrected. Of an age and "
            "a use, counts under {few} are not told, and the others in fives."
        ).format(few=FEW)
        return Report(_("Overview"), self.subtitle(), language, self.sections(), note)

    def sections(self) -> tuple[Section, ...]:
        return (
            self._consents(),
            self._answers(),
            self._stages(),
            self._cleared(),
            self._open_tasks(),
            *IncidentTelling(self.overview.incidents, self._when(), self._period, self.outside).sections(),
        )

    def numbers(self) -> tuple[tuple[str, str], ...]:
        """What stands above everything: the whole time in a few numbers."""
        overview = self.overview
        whole = overview.medians.get(Stage.WHOLE)
        return (
            (_("Consents"), str(overview.consents)),
            (_("Everything refused"), str(overview.all_refused)),
            (_("Answers that are a no"), _share(overview.answered())),
            (_("A session, typically"), seconds_words(whole) if whole is not None else "–"),
            (_("Open tasks"), str(sum(each.count for each in overview.open_tasks))),
        )

    def _consents(self) -> Section:
        overview, counts = self.overview, self.overview.per_period()
        rows = tuple(
            (self._period(since), clinic, str(count))
            for (since, clinic), count in sorted(overview.clinics.items())
        )
        refused = few(overview.all_refused) if self.outside else str(overview.all_refused)
        note = _("Sealed records. In {refused} of them everything was refused.").format(refused=refused)
        labels = tuple(map(self._period, overview.weeks.periods()))
        plot = Plot(Shape.COLUMNS, labels, tuple(map(float, counts)), tuple(map(str, counts)))
        columns = (self._when(), _("Clinic"), _("Consents"))
        heading = _("Consents a month") if overview.weeks.by_month else _("Consents a week")
        return Section("consents", heading, note, columns, rows, plot, _no_consent())

    def _answers(self) -> Section:
        used = {answer.use for answer in self.overview.answers}
        uses = [use for use in (*self.uses, *sorted(used - set(self.uses))) if use in used]
        bands = [band for band in AgeBand if any(self.overview.answered("", band).values())]
        rows = [row for use in uses for band in bands if (row := self._answer_row(use, band))]
        counts = [self.overview.answered(use) for use in uses]
        noes = [self._noes(each) for each in counts]
        labels, told = tuple(self._use(use) for use in uses), zip(counts, noes, strict=True)
        plot = Plot(Shape.BARS, labels, tuple(noes), tuple(self._share_words(*each) for each in told))
        note = _("Each picture and use is one answer. Drawn is how many of a hundred were a no.")
        columns = (_("Use"), _("Age"), _("Yes"), _("No"), _("The patient's own no"))
        return Section("answers", _("Answers"), note, columns, tuple(rows), plot, _no_consent())

    def _answer_row(self, use: str, band: AgeBand) -> tuple[str, ...]:
        counts = self.overview.answered(use, band)
        if not any(counts.values()):
            return ()
        told = blurred(counts) if self.outside else {each: str(n) for each, n in counts.items()}
        return (self._use(use), band_words(band), *(told[each] for each in Given))

    def _share_words(self, counts: dict[Given, int], share: float) -> str:
        return few(0) if self._too_few(counts) else f"{share:g} %"

    def _too_few(self, counts: dict[Given, int]) -> bool:
        """Whether a share would tell outside what one or two people answered."""
        return self.outside and sum(counts.values()) < FEW

    def _noes(self, counts: dict[Given, int]) -> float:
        if self._too_few(counts):
            return 0.0
        share = PER_CENT * (counts[Given.NO] + counts[Given.DISSENT]) / max(sum(counts.values()), 1)
        return float(FEW * round(share / FEW)) if self.outside else float(round(share))

    def _stages(self) -> Section:
        medians = self.overview.medians
        found = [(stage_words(stage), medians[stage]) for stage in Stage if stage in medians]
        told = tuple(seconds_words(seconds) for _stage, seconds in found)
        rows = tuple((label, words) for (label, _s), words in zip(found, told, strict=True))
        values = tuple(float(seconds) for _stage, seconds in found)
        plot = Plot(Shape.BARS, tuple(label for label, _seconds in found), values, told)
        note = _("The middle one of all sessions, by the times in their records; paper sessions left out.")
        columns = (_("Part of a session"), pgettext("how long", "Time"))
        return Section("stages", _("How long a session takes"), note, columns, rows, plot, _no_consent())

    def _cleared(self) -> Section:
        found = {cleared.since: cleared for cleared in self.overview.cleared}
        rows = tuple(
            (self._period(since), str(c.done), _days(c.median_days), str(c.open))
            for since, c in found.items()
        )
        periods = self.overview.weeks.periods()
        medians = tuple(found[since].median_days if since in found else None for since in periods)
        told = tuple(_days(each) if each is not None else "" for each in medians)
        plot = Plot(Shape.LINE, tuple(map(self._period, periods)), medians, told)
        note = _("From the withdrawal until its last take-down was done: the middle one of each time.")
        columns = (self._when(), _("Done"), _("Until the last"), _("Still open"))
        nothing = _("No withdrawal asked for a take-down in these weeks.")
        return Section(
            "cleared", _("From withdrawal to the last take-down"), note, columns, rows, plot, nothing
        )

    def _open_tasks(self) -> Section:
        tasks = self.overview.open_tasks
        labels = tuple(_age_words(each.most_days) for each in tasks)
        told = tuple(str(each.count) for each in tasks)
        plot = Plot(Shape.BARS, labels, tuple(float(each.count) for each in tasks), told)
        rows = tuple(
            (label, str(each.take_downs), str(each.copies)) for label, each in zip(labels, tasks, strict=True)
        )
        note = _("Take-downs, and copies not given, that are open today, by how long they have been.")
        columns = (_("Open for"), _("Take-downs"), _("Copies not given"))
        shown = () if plot.empty else rows
        return Section("open_tasks", _("Open tasks"), note, columns, shown, plot, _("No task is open."))

    def _when(self) -> str:
        return _("Month") if self.overview.weeks.by_month else _("Week from")

    def _period(self, since: date) -> str:
        if not self.overview.weeks.by_month:
            return self.day(since)
        return _("{month} {year}").format(month=month_name(since.month), year=since.year)

    def _use(self, use: str) -> str:
        return self.uses.get(use, use)


def band_words(band: AgeBand) -> str:
    """How old somebody was, in years."""
    return _("died") if band is AgeBand.DIED else band.value.replace("-", "–")


def stage_words(stage: Stage) -> str:
    return {
        Stage.PREPARE: _("Patient and pictures"),
        Stage.SHOW: _("Showing the pictures"),
        Stage.EXPLAIN: _("Explaining"),
        Stage.CHOOSE: _("Choosing"),
        Stage.SIGN: _("Check and sign"),
        Stage.SEAL: _("Sealing"),
        Stage.WHOLE: _("The whole session"),
    }[stage]


def seconds_words(seconds: int) -> str:
    """ "45 s", "2 min 15 s"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _("{seconds} s").format(seconds=rest)
    if not rest:
        return _("{minutes} min").format(minutes=minutes)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def _days(days: float | None) -> str:
    if days is None:
        return "–"
    whole = round(days)
    return ngettext("{count} day", "{count} days", whole).format(count=whole)


def _age_words(most: int | None) -> str:
    if most is None:
        return _("longer")
    return ngettext("{count} day at most", "{count} days at most", most).format(count=most)


def _share(counts: dict[Given, int]) -> str:
    every = sum(counts.values())
    return f"{round(PER_CENT * (every - counts[Given.YES]) / every)} %" if every else "–"


def _no_consent() -> str:
    return _("No consent was sealed in these weeks.")
