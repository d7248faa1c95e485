"""Publishing a rulebook: a new version of what was changed, all of it or nothing; and who did so, when."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

import tomli_w

from consentdesk.domain.access import Act
from consentdesk.domain.facts import Body, ClinicDescribed, Fact, PackAdopted, UsesPreset, WordingAdopted
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RulePack
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.refusals import Problem, refuse, refuse_if_any
from consentdesk.domain.wording import require_words
from consentdesk.workflows.access import needs
from consentdesk.workflows.adopt_pack import require_version_free
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.edit_rules.book import Rulebook, Tables, in_version, next_version, written
from consentdesk.workflows.edit_rules.uses import unworded
from consentdesk.workflows.edit_rules.words import changed_words, word_problems
from consentdesk.workflows.first_run import clinic_problems
from consentdesk.workflows.words_in_force import in_force, needed_languages


@dataclass(frozen=True)
class Change:
    """What differs from what is in force. `part` is "contact", "pack", "usual" or "words"."""

    part: str
    language: str = ""


@dataclass(frozen=True)
class Version:
    """One version of what the clinic worked by. `part` is "contact", "pack" or "words"; `name` is the pack or
    the language; `by` who published it."""

    part: str
    name: str
    version: str
    at: Moment
    by: str
    text: str
    reviewed_by: str = ""


@needs(Act.EDIT_RULES)
def rulebook(desk: Desk) -> Rulebook:
    """What is in force. Raises Refusal `pack_not_adopted`, `clinic_unknown`."""
    text, words = desk.vault.adopted_pack().text, desk.wordings
    tables = {language: tomllib.loads(words.text(desk.vault, language)) for language in words.bundled}
    by_name = dict(sorted(tables.items(), key=lambda pair: str(pair[1]["wording"]["name"])))
    return Rulebook(desk.vault.clinic(), text, tomllib.loads(text), by_name, desk.vault.preset_uses())


def changes(before: Rulebook, after: Rulebook) -> tuple[Change, ...]:
    """What publishing would change."""
    found = [Change("contact")] if after.clinic != before.clinic else []
    found += [Change("pack")] if after.pack != before.pack else []
    found += [Change("usual")] if after.usual != before.usual else []
    return (*found, *(Change("words", language) for language in _reworded(before, after)))


@needs(Act.EDIT_RULES)
def publish(desk: Desk, before: Rulebook, after: Rulebook) -> Rulebook:
    """Bring what was changed since `before` into force, as new versions; returns what is in force then. A
    language that lacks words for a use is not offered.

    Raises Refusal `rules_changed_meanwhile` where `before` is not in force any more; the problems of
    `clinic_problems` and `word_problems`; `words_not_printable` (characters); `usual_uses_missing`;
    `use_words_missing` in a language that the clinic cannot do without; `pack_malformed`,
    `pack_is_template` and `wording_malformed` with file, key and reason. Then nothing has changed.
    """
    if rulebook(desk) != before:
        raise refuse("rules_changed_meanwhile")
    refuse_if_any(_problems(desk, before, after))
    bodies = tuple(_bodies(desk, before, after))
    with desk.vault.transaction():
        for body in bodies:
            desk.note(body)
    desk.wordings.renew(desk.vault, desk.pack)
    return rulebook(desk)


@needs(Act.EDIT_RULES)
def approve(desk: Desk, shown: Tables, language: str, code: str) -> Rulebook:
    """Approve the words of a language that were shown, in the name of whoever gives their code: from now on
    they are no draft. Raises Refusal `rules_changed_meanwhile` where others are in force, `code_wrong` and
    `locked_by_codes`."""
    if tomllib.loads(desk.wordings.text(desk.vault, language)) != shown:
        raise refuse("rules_changed_meanwhile")
    desk.vault.check_code(code)
    reviewed_by = f"{desk.vault.me.name}, {desk.now().day}"
    words = {**shown, "wording": {**shown["wording"], "reviewed_by": reviewed_by}}
    desk.note(WordingAdopted(language, words["wording"]["version"], tomli_w.dumps(words)))
    desk.wordings.renew(desk.vault, desk.pack)
    return rulebook(desk)


@needs(Act.EDIT_RULES)
def history(desk: Desk) -> tuple[Version, ...]:
    """Every version of the contact, the pack and the words, newest first."""
    names = {member.id: member.name for member in desk.vault.members()}
    return tuple(_version(fact, names.get(fact.header.actor, "")) for fact in desk.vault.adoptions())


@needs(Act.EDIT_RULES)
def uses_ever(desk: Desk) -> frozenset[str]:
    """The ids of all uses that a pack in use has ever had."""
    packs = [fact.body.text for fact in desk.vault.adoptions() if isinstance(fact.body, PackAdopted)]
    return frozenset(use["id"] for text in packs for use in tomllib.loads(text)["uses"])


def _problems(desk: Desk, before: Rulebook, after: Rulebook) -> Iterator[Problem]:
    if after.clinic != before.clinic:
        yield from clinic_problems(after.clinic)
    if not after.usual:
        yield Problem("usual_uses_missing", "usual")
    for language in _reworded(before, after):
        yield from word_problems(before, after, language)
        yield from _unprintable(desk, before, after, language)


def _unprintable(desk: Desk, before: Rulebook, after: Rulebook, language: str) -> Iterator[Problem]:
    """Words that the patient's copy could not show (R23)."""
    for where, words in changed_words(before, after, language):
        if missing := desk.copies.missing_characters("".join(words.split())):
            yield Problem("words_not_printable", where, {"characters": missing})


def _unworded(after: Rulebook, pack: RulePack) -> Iterator[Problem]:
    """Uses without words in a language that the clinic cannot do without."""
    for language in (code for code in needed_languages(pack) if code in after.words):
        name = after.words[language]["wording"]["name"]
        for id in unworded(after, language):
            yield Problem("use_words_missing", f"use:{id}:{language}:title", {"language": name})


def _bodies(desk: Desk, before: Rulebook, after: Rulebook) -> Iterator[Body]:
    """The facts to append, each checked against the others."""
    if after.clinic != before.clinic:
        yield ClinicDescribed(after.clinic)
    text = _pack_text(desk, before, after)
    pack = parse_pack(text, f"{after.pack['pack']['id']}.toml")
    refuse_if_any(_unworded(after, pack))
    if text != before.pack_text:
        require_version_free(desk.vault, pack, text)
        yield PackAdopted(pack.id, pack.version, text)
    if after.usual != before.usual or text != before.pack_text:
        yield UsesPreset(after.usual)
    yield from _wordings(desk, before, after, pack)


def _wordings(desk: Desk, before: Rulebook, after: Rulebook, pack: RulePack) -> Iterator[WordingAdopted]:
    texts = {language: desk.wordings.text(desk.vault, language) for language in after.words}
    taken = frozenset(v.version for v in history(desk) if v.part == "words")
    for language in _reworded(before, after):
        version = next_version(before.words[language]["wording"]["version"], taken)
        texts[language] = tomli_w.dumps(in_version(after.words[language], "wording", version))
        _require_sound(after, language, pack)
        yield WordingAdopted(language, version, texts[language])
    in_force(texts, pack)


def _require_sound(book: Rulebook, language: str, pack: RulePack) -> None:
    """Only words for uses may be missing, and only in a language that the clinic can do without."""
    wording = book.wording(language)
    worded = tuple(use for use in pack.uses if use.id in wording.uses)
    needed = language in needed_languages(pack)
    require_words(wording, pack if needed else replace(pack, uses=worded), f"{language}.toml")


def _pack_text(desk: Desk, before: Rulebook, after: Rulebook) -> str:
    if after.pack == before.pack:
        return before.pack_text
    if not after.pack_is_changed:
        return after.pack_text
    head = after.pack["pack"]
    taken = frozenset(v.version for v in history(desk) if v.part == "pack" and v.name == head["id"])
    version = next_version(head["version"], taken)
    return written(in_version(after.pack, "pack", version), desk.now().day)


def _reworded(before: Rulebook, after: Rulebook) -> list[str]:
    return [language for language, words in after.words.items() if words != before.words[language]]


def _version(fact: Fact, by: str) -> Version:
    body, at = fact.body, fact.header.at
    if isinstance(body, PackAdopted):
        return Version("pack", body.pack, body.version, at, by, body.text)
    if isinstance(body, WordingAdopted):
        reviewed_by = tomllib.loads(body.text)["wording"]["reviewed_by"]
        return Version("words", body.language, body.version, at, by, body.text, reviewed_by)
    assert isinstance(body, ClinicDescribed)
    told = asdict(body.clinic)
    lines = [told["name"], told["address"], *told["contact"].values()]
    return Version("contact", body.clinic.name, "", at, by, "\n".join(line for line in lines if line))
