"""What the gate asks of the views: many images at once, as one by one, and never by walking a table."""

from __future__ import annotations

from consentdesk.storage.vault import OpenVault
from tests.benchmarks.big_vault import IMAGES, seal, source, today
from tests.storage.conftest import Place
from tests.storage.plans import heard, plans_of, walks

CONSENTS = 320  # with withdrawals, suspensions, images asked about again and images erased among them


def filled(place: Place) -> OpenVault:
    vault = place.open()
    with vault.transaction():
        for n in range(CONSENTS):
            seal(vault, n, today(CONSENTS))
    return vault


def test_many_at_once_are_answered_as_one_by_one(place: Place) -> None:
    vault = filled(place)
    sources = [source(n, image) for n in range(CONSENTS) for image in range(1, IMAGES + 1)]
    known = vault.known_images([*sources, "unheard of"])
    assert set(known) == set(sources)
    for each, image in known.items():
        assert image.line == vault.image(each)
        assert image.history == vault.decisions_on(each)
        assert image.endings == vault.endings_on(each)
    assert any(image.endings for image in known.values())
    assert any(image.line.erased_at for image in known.values())
    vault.close()


def test_every_look_is_given_with_its_image(place: Place) -> None:
    vault = filled(place)
    looks = dict(vault.looks())
    image = vault.image(source(3))
    assert image is not None and image.look and looks[source(3)] == image.look
    assert all(len(look) == 16 for look in looks.values())
    vault.close()


def test_no_question_of_the_gate_walks_a_table(place: Place) -> None:
    vault = place.open()
    with heard(vault) as asked:
        vault.known_images(("a", "b", "c"))
    assert len(asked) == 3 and not any(map(walks, plans_of(vault, asked).values()))
    with heard(vault) as asked:
        vault.looks()
    looks = plans_of(vault, asked).values()
    assert all("images_by_look" in step for plan in looks for step in plan), "an index alone, and no wide row"
    vault.close()
