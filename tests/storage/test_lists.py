"""Lists of images in a real vault: what fits and nothing else, page by page, and never by walking a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

import pytest

from consentdesk.domain.facts import ImageAdded, ListForgotten, ListSaved
from consentdesk.domain.listing import ImagePage, ListedImage, ListPlace, SavedList, Status, WantedImages
from consentdesk.domain.moment import Moment
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import lists
from tests.benchmarks import big_vault
from tests.benchmarks.big_vault import PHOTOGRAPHERS, seal, today
from tests.helpers.sessions import ALL_USES, rules
from tests.storage.conftest import Place
from tests.storage.consents import person, register
from tests.storage.plans import heard, plan_of, walks

CONSENTS = 120
AGES = rules().pack.ages
DAY = today(CONSENTS).day
FOREARMS = WantedImages(site="forearm")


@pytest.fixture(scope="module")
def filled_place(template: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = template.copy(tmp_path_factory.mktemp("filled") / "vault")
    vault = place.open()
    with vault.transaction():
        for n in range(CONSENTS):
            seal(vault, n, today(CONSENTS))
    vault.close()
    return place


@pytest.fixture(scope="module")
def filled(filled_place: Place) -> Iterator[OpenVault]:
    """To be read only."""
    opened = filled_place.open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def standing(filled: OpenVault) -> dict[tuple[str, str], Status | None]:
    """How each image stands for each use."""
    return {
        (line.source_sha256, use): line.status
        for use in ALL_USES
        for line in listed(filled, WantedImages(use))
    }


def page(
    vault: OpenVault, wanted: WantedImages, before: ListPlace | None = None, limit: int = 50
) -> ImagePage:
    return vault.list_images(wanted, AGES, DAY, before, limit)


def listed(vault: OpenVault, wanted: WantedImages, limit: int = 50) -> list[ListedImage]:
    """Everything that is wanted, page by page."""
    return list(pages(vault, wanted, limit))


def pages(vault: OpenVault, wanted: WantedImages, limit: int) -> Iterator[ListedImage]:
    found = page(vault, wanted, None, limit)
    yield from found.images
    while found.older is not None:
        found = page(vault, wanted, found.older, limit)
        yield from found.images


def sources(lines: list[ListedImage]) -> list[str]:
    return [line.source_sha256 for line in lines]


def test_the_newest_come_first_and_no_page_has_one_twice(filled: OpenVault) -> None:
    whole = listed(filled, WantedImages())
    places = [line.place for line in whole]
    assert places == sorted(places, reverse=True) and len(set(places)) == len(places) == 216
    for limit in (1, 7, 216):
        assert listed(filled, WantedImages(), limit) == whole


@pytest.mark.parametrize(
    "wanted",
    [
        WantedImages(use, status, site=site, photographer=by)
        for use, status, site, by in product(
            ("", "online"), (None, *Status), ("", "left fore"), ("", PHOTOGRAPHERS[2].id)
        )
    ],
    ids=str,
)
def test_filters_together_take_what_fits_all_of_them(
    filled: OpenVault, standing: dict[tuple[str, str], Status | None], wanted: WantedImages
) -> None:
    found = listed(filled, wanted)

    def fits(line: ListedImage) -> bool:
        uses = (wanted.use,) if wanted.use else ALL_USES
        stands = {standing[line.source_sha256, use] for use in uses}
        if wanted.status is Status.NOT_ASKED and not wanted.use:
            fits_status = stands == {Status.NOT_ASKED}
        else:
            fits_status = wanted.status is None or wanted.status in stands
        words = line.label.split()
        typed = wanted.site.split()
        fits_words = all(any(word.startswith(each) for word in words) for each in typed)
        return fits_status and fits_words and wanted.photographer in ("", line.photographer)

    expected = [line for line in listed(filled, WantedImages()) if fits(line)]
    assert sources(found) == sources(expected)


def test_what_is_rare_comes_in_short_pages_and_comes_whole(
    filled: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    rare = WantedImages("teaching", Status.REFUSED, site="scalp")
    whole, any_use = listed(filled, rare), listed(filled, WantedImages(status=Status.ALLOWED))
    monkeypatch.setattr(lists, "LOOKED_AT", 5)
    assert len(page(filled, rare).images) < len(whole) and page(filled, rare).older is not None
    assert listed(filled, rare) == whole != []
    assert sources(listed(filled, WantedImages(status=Status.ALLOWED), 3)) == sources(any_use)


def test_days_are_those_of_the_clinic(vault: OpenVault) -> None:
    register(vault, person())
    for n, at in enumerate(("2026-03-01T23:30:00.000-05:00", "2026-03-02T00:30:00.000-05:00")):
        image = ImageAdded(f"s{n}", "p", "v", "t", "JPEG", 1, 1, "scalp", True)
        vault.append(image, Moment.parse(at), "patient-1")
    first = WantedImages(last_day=date(2026, 3, 1))
    second = WantedImages(first_day=date(2026, 3, 2), last_day=date(2026, 3, 2))
    assert (sources(listed(vault, first)), sources(listed(vault, second))) == (["s0"], ["s1"])
    assert listed(vault, WantedImages(first_day=date(2026, 3, 3))) == []


def test_an_image_that_is_somebody_elses_now_is_listed_once_and_under_them(vault: OpenVault) -> None:
    for n, (whose, label) in enumerate((("Alex", "scalp"), ("Kim", "knee")), start=1):
        register(vault, person(n, whose, "Specimen"), today(n))
        added = ImageAdded("s1", "p", "v", "t", "JPEG", 1, 1, label, True)
        vault.append(added, today(n), f"patient-{n}")
    (found,) = listed(vault, WantedImages())
    assert (found.patient_name, found.label) == ("Kim Specimen", "knee")
    assert listed(vault, WantedImages(site="knee")) == [found]
    assert listed(vault, WantedImages(site="scalp")) == []


@pytest.mark.parametrize("site", ["%", "_", "'", "fore%", "forearm;", "FOREARM", "förearm"])
def test_what_is_typed_is_never_a_pattern(filled: OpenVault, site: str) -> None:
    plain = {"FOREARM", "förearm", "forearm;", "fore%"}
    everything = {"%", "_", "'"}
    found = listed(filled, WantedImages(site=site))
    assert bool(found) and found == listed(filled, FOREARMS if site in plain else WantedImages())
    assert plain.isdisjoint(everything)


def test_patients_are_found_by_the_day_they_were_born(filled: OpenVault) -> None:
    born = big_vault.patient(7).born
    assert [line.id for line in filled.patients_born(born)] == ["patient-7"]
    assert filled.patients_born(date(1800, 1, 1)) == ()


def test_lists_are_kept_by_name_until_they_are_forgotten(vault: OpenVault) -> None:
    for name in ("b", "a", "c"):
        vault.append(ListSaved(SavedList(name, name, WantedImages("teaching", first_day=DAY))), today(1))
    vault.append(ListForgotten("c"), today(2))
    assert [saved.id for saved in vault.saved_lists()] == ["a", "b"]
    assert vault.saved_lists()[0].wanted.first_day == DAY


def test_those_who_took_pictures_in_are_known(filled: OpenVault) -> None:
    assert filled.photographers() == {member.id for member in PHOTOGRAPHERS}


def of_status(use: str, status: Status | None) -> Callable[[OpenVault], object]:
    return lambda vault: page(vault, WantedImages(use, status), ListPlace(2**50, "f"))


QUESTIONS: dict[str, Callable[[OpenVault], object]] = {
    **{f"{use or 'any use'}, {s}": of_status(use, s) for use in ("", "print") for s in (None, *Status)},
    "words": lambda vault: page(vault, WantedImages(site="left fore")),
    "photographer": lambda vault: page(vault, WantedImages(photographer=PHOTOGRAPHERS[0].id)),
    "days": lambda vault: page(vault, WantedImages(first_day=DAY, last_day=DAY)),
    "birth date": lambda vault: vault.patients_born(DAY),
    "photographers": lambda vault: vault.photographers(),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_list_walks_a_table_or_is_sorted(filled: OpenVault, question: str) -> None:
    with heard(filled) as asked:
        QUESTIONS[question](filled)
    plans = [plan_of(filled, sql) for sql in asked]
    assert plans and not any(map(walks, plans))
    sorts = sum("TEMP B-TREE" in step for plan in plans for step in plan)
    assert sorts <= (2 if question.endswith("erased") else 1), "few were erased; one who died has few records"


@pytest.mark.parametrize("status", [Status.EXPIRED, Status.FROZEN, Status.ALLOWED, Status.WITHDRAWN])
def test_what_is_passed_by_on_the_way_is_read_in_the_index_alone(filled: OpenVault, status: Status) -> None:
    with heard(filled) as asked:
        page(filled, WantedImages("print", status))
    [way] = [step for sql in asked for step in plan_of(filled, sql) if step.startswith("SEARCH standings")]
    assert "COVERING INDEX" in way
