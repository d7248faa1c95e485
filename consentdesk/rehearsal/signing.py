"""Plays the last step: each person signs, the patient says their own word, the explainer attests."""

from __future__ import annotations

from consentdesk.domain.draft import Answer, Draft, Step
from consentdesk.domain.pack import AssentRule
from consentdesk.domain.readiness import effective, signers
from consentdesk.domain.signing import signature_holds
from consentdesk.rehearsal.visit import Visit


def play_sign(visit: Visit) -> None:
    """Everybody who has not signed yet signs; then the session is sealed."""
    _child_speaks_up(visit)
    for role in signers(visit.flow.rules, visit.draft, visit.flow.now()):
        if not signature_holds(visit.draft, role):
            _sign_as(visit, role)
    visit.picture("sign-attest")
    visit.play.decided[:] = [_told(visit.draft, given) for given in visit.draft.answers]
    visit.hands.type("code", visit.code)
    visit.hands.click("continue")
    visit.stop_if_refused(Step.SIGN)


def _child_speaks_up(visit: Visit) -> None:
    """A young child may say no without being asked; the page has a button for it (R9)."""
    path = visit.flow.pathway()
    unasked = path is not None and path.assent is AssentRule.SPONTANEOUS
    if unasked and visit.scenario.assent is not None and visit.draft.assent is None:
        visit.hands.click("says_no")
        _own_word(visit)


def _sign_as(visit: Visit, role: str) -> None:
    if role == "assent" and visit.scenario.assent is not None:
        if visit.hands.sees("pad") or visit.hands.sees("no_all"):
            _own_word(visit)
        return
    _draw(visit, role)
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
