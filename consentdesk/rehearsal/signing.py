"""Plays the last step: each person agrees, the patient says their own word, the explainer attests."""

from __future__ import annotations

from pathlib import Path

from consentdesk.domain.draft import Answer, Draft, Step
from consentdesk.domain.pack import AssentRule
from consentdesk.domain.readiness import effective, signers
from consentdesk.domain.route import Route
from consentdesk.domain.signing import signature_holds
from consentdesk.rehearsal.visit import Visit

SCAN_PX = 1654  # the width of A4 at 200 dots an inch


def play_sign(visit: Visit) -> None:
    """Everybody who has not agreed yet does so, in the scenario's way; then the session is sealed."""
    _choose_route(visit)
    if visit.draft.route is Route.PAPER:
        come_back(visit, print_form(visit))
        _note_ink(visit)
    else:
        _child_speaks_up(visit)
        for role in signers(visit.flow.rules, visit.draft, visit.flow.now()):
            if not signature_holds(visit.draft, role):
                _sign_as(visit, role)
    visit.picture("sign-attest")
    visit.play.decided[:] = [_told(visit.draft, given) for given in visit.draft.answers]
    visit.hands.type("code", visit.code)
    visit.hands.click("continue")
    visit.stop_if_refused(Step.SIGN)


def _choose_route(visit: Visit) -> None:
    """Another way than the pen, unless it was chosen before."""
    route = visit.scenario.route
    if visit.draft.route is not route:
        visit.hands.click("other_way")
        visit.picture("sign-routes")
        visit.hands.click(f"route_{route.value}")


def print_form(visit: Visit) -> list[Path]:
    """Save the form to be signed, and have its pages as a scanner would leave them, a picture each."""
    visit.hands.click("save_form")
    form = visit.saved[-1]
    scans = []
    for number, png in enumerate(visit.flow.desk.copies.pictures(form.read_bytes(), SCAN_PX), start=1):
        scans.append(form.with_name(f"{form.stem}-page-{number}.png"))
        scans[-1].write_bytes(png)
    return scans


def come_back(visit: Visit, scans: list[Path]) -> None:
    """Add pages that were signed in ink."""
    visit.choose_files(scans)
    visit.hands.click("scans")
    visit.picture("sign-pages")


def _note_ink(visit: Visit) -> None:
    """Note whose ink is on the paper, and what the patient themself wrote."""
    hands = visit.hands
    for role in signers(visit.flow.rules, visit.draft, visit.flow.now()):
        if role != "assent" and not signature_holds(visit.draft, role):
            hands.click(f"ink_{role}")
            visit.stop_if_refused(Step.SIGN)
    visit.picture("sign-ink")
    if visit.scenario.assent is not None and visit.draft.assent is None:
        hands.click("own_word" if hands.sees("own_word") else "says_no")
        _own_word(visit)
    if hands.sees("paper_page"):
        visit.go_on()


def _child_speaks_up(visit: Visit) -> None:
    """A young child may say no without being asked; the page has a button for it (R9)."""
    path = visit.flow.pathway()
    unasked = path is not None and path.assent is AssentRule.SPONTANEOUS
    if unasked and visit.scenario.assent is not None and visit.draft.assent is None:
        visit.hands.click("says_no")
        _own_word(visit)


def _sign_as(visit: Visit, role: str) -> None:
    if role == "assent" and visit.scenario.assent is not None:
        if any(visit.hands.sees(name) for name in ("pad", "rather_not", "no_all")):
            _own_word(visit)
        return
    if visit.hands.sees("pad"):
        _draw(visit, role)
    elif visit.hands.sees("heard_by"):
        visit.hands.type("heard_by", visit.scenario.witness, counted=False)
    visit.picture(f"sign-{role}")
    visit.go_on()


def _own_word(visit: Visit) -> None:
    """The patient's own page: what they say beside the one who decides."""
    hands, said = visit.hands, visit.scenario.assent
    assert said is not None
    if said.state == "not_possible":
        hands.click("not_possible")
        hands.type("assent_reason", said.reason)
    elif said.state == "dissents":
        hands.click("rather_not" if hands.sees("rather_not") else "no_all")
    else:
        for no in said.noes:
            hands.click(f"no_{no.image}_{no.use}")
    if hands.sees("named_yes"):
        hands.click("named_yes" if said.may_be_named else "named_no")
    if said.state == "agrees" and hands.sees("pad"):
        _draw(visit, "assent")
    visit.picture("sign-assent")
    visit.go_on()


def _draw(visit: Visit, role: str) -> None:
    visit.hands.draw("pad", visit.scenario.strokes(role))


def _told(draft: Draft, given: Answer) -> dict[str, object]:
    image = draft.image(given.image)
    return {
        "image": image.number if image else 0,
        "use": given.use,
        "answer": "yes" if given.yes else "no",
        "counts": effective(draft, given),
        "outlet": given.outlet.name if given.outlet else "",
        "until": str(given.expiry.until or given.expiry.event) if given.expiry else "",
    }
