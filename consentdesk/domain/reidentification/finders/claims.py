"""Claims that there is only one, roles that few hold, faces that are said to be shown, tattoos, the news."""

from __future__ import annotations

from collections.abc import Iterator

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_WORDS = r"(?: [\w'-]+){0,3}?"
_IN = r"(?: (?:in|of|to|en|de|a|au) [A-Z]\w+)?"
_NOT = r"(?!(?: [\w'-]+){0,4}? (?:{not_claims.after})\b)"
_COUNT = r"(?:\d{1,3}|(?:{fews}))"
_UNIQUE = (
    r"\b(?i:(?:the|this is the|believed to be the) )?(?:{alone})\b"
    + _NOT
    + r"(?:(?: [\w'-]+){0,4} (?:{reach})\b)?"
    + _IN,
    rf"\b(?i:(?:the|der|die|das|el|la|le) )?(?:{{firsts}})(?: [\w'-]+){{0,2}}? "
    rf"(?:{{cases}})\b{_NOT}{_WORDS} (?:{{reach}})\b{_IN}",
    rf"\b(?i:(?:the|der|die|das|el|la|le) )?(?:{{firsts}})(?: [\w'-]+){{0,2}}? (?:{{reach}})(?:"
    rf" [\w'-]+){{0,2}}? (?:{{cases}})\b{_NOT}{_IN}",
    r"\b(?i:the|der|die|das|el|la|le) (?:{firsts})(?: [\w'-]+){0,2}? (?:{cases}) (?:in|of|on|from"
    r"|de|en|du|aus|im|von|d') ?(?:(?:the|this|all|dem|der|la|el|los|las|l'|our) ?)?(?:[A-Z][\w-]+"
    r"|country|county|region|state|world|island|literature|history|Land|pais|mundo|monde)",
    rf"\b(?:{{firsts}})(?: [\w'-]+){{0,2}}? (?:{{cases}}) (?:of|with|with a|von|mit|de|con|avec)(?:"
    rf" [\w'-]+){{1,5}}? (?:{{reach}})\b{_NOT}",
    rf"\b(?i:one|einer|eine|eines|uno|una|un|une) (?:of|von|de|der|des|d') ?(?:(?:only|just|the|fewer than"
    rf"|less than|about|around|some|nur|etwa|weniger als|bisher|los|las|solo|apenas|unos|menos de|les"
    rf"|seulement|moins de|quelques) ){{0,3}}{_COUNT}(?: [\w'-]+){{0,4}}? (?:{{reach}})\b",
    rf"\b(?i:one|einer|eine|eines|uno|una|un|une) (?:of|von|de|der|des|d') ?(?:(?:only|just|nur|solo|les"
    rf"|los|las|seulement) ){{1,2}}{_COUNT} (?:{{cases}})\b",
    rf"\b(?i:one|einer|eine|eines|uno|una|un|une) (?:of|von|de|des) (?:the |los |las |les )?{_COUNT}(?:"
    rf" [\w'-]+){{0,2}}? (?:{{cases}}) (?:in|en|au|aus|a) (?:the |la |el )?[A-Z][\w-]+",
    r"\b(?i:one|einer|eine|uno|una|un|une) (?:in|von|de cada|sur) (?:a |einer |un |una )?(?:\d{1,3}"
    r"(?:[ ,.]000){1,3}|million|billion|\d{1,3} million|Million|Millionen|millon|milliard)\b",
    rf"\bl'(?:un|une) des (?:(?:rares|seuls|seules) )?(?:{_COUNT} )?(?:{{cases}})?(?: [\w'-]+){{0,3}}? "
    rf"(?:{{reach}})\b",
    rf"\b(?i:only|just|fewer than|less than|under|nur|weniger als|solo|sólo|apenas|menos de|moins de"
    rf"|seulement) {_COUNT}(?: [\w'-]+){{0,3}}? (?:{{cases}})\b(?: [\w'-]+){{0,3}}? (?:{{reach}})\b",
    rf"\b{_COUNT} (?:(?:known|other|such|similar|living|reported|published) )+(?:{{cases}})\b(?:"
    rf" [\w'-]+){{0,2}}? (?:{{reach}})\b",
    rf"\b(?i:the |der |die |el |la |le )?(?:{{superlatives}})(?: [\w'-]+){{0,4}}? (?:{{reach}})\b{_NOT}",
    r"\b(?i:the |der |die |el |la |le )?(?:{superlatives})(?: [\w'-]+){0,2} (?:in|of|de|en|d'|del|du)"
    r" (?:the |all |la |el )?(?:[A-Z][\w-]+|country|county|region|state|world|island)\b",
    rf"\b(?i:the) (?:only|first) (?:one|person|man|woman|child|patient|family|case)\b{_NOT} (?:(?:with|who"
    rf"|to|in|on|from|ever) )",
)
_ROLE = (
    r"\b(?:(?:{own}) ){0,3}(?:{roles})(?=(?: (?:of|for|at|in|on|to|with|von|der|des|vom|im|am|auf|de|del"
    r"|de la|du|a|au|en)){1,2} (?:(?:the|la|el|le|les|los|dem|den) )?(?:(?:d'|l') ?)?[A-Z][\w'-]{1,30})",
    r"\b(?:{roles})(?= (?:d'|de l'|l') ?[A-Z])",
    r"\b(?:winner|champion|world champion|holder|runner-up|finalist|star|host|presenter|voice|face"
    r"|ganador|ganadora|gagnant|gagnante|vainqueur|Gewinner|Gewinnerin|Sieger|Siegerin) (?:of|de|del|du"
    r"|des|der) (?:the |la |el |le )?[A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30}){0,3}",
    r"\b(?:a |the )?(?:reigning|former|current|twice|three-time|two-time|retired) (?:Olympic|Paralympic"
    r"|world|national|European|Commonwealth)(?: [\w'-]+){0,2} ?[\w'-]+",
    r"\b(?:a |the |an )?(?:Olympic|Paralympic) [a-z]{4,}",
    r"\b(?i:first|lead|principal) (?i:trumpet|violin|violinist|horn|oboe|flute|cello|cellist|clarinet"
    r"|bassoon|trombone|tuba|viola|percussionist|soprano|tenor|alto|bass)\b",
    r"\b(?:{roles}) (?:of|at|in|on|for|im|der|des|auf der|del|de la|du|de l') ?(?:(?:the|our|this|a) )?"
    r"(?:small |local |tiny )?(?:village|island|town|parish|cathedral|lighthouse|abbey|local \w+|national"
    r" \w+|county|choir|fire brigade|Dorf|Dorfes|Insel|Gemeinde|Ort|Ortes|pueblo|isla|aldea|village|ile"
    r"|commune|phare)\b",
    r"\b(?:{own}) (?:(?:{own}) )*(?:{roles})\b",
    r"\b(?i:runs|owns|keeps|manages|ran|owned) (?:the only |the )(?:[a-z'-]+ ){0,2}[a-z'-]{3,}\b",
    r"\b(?i:first|last|youngest|oldest|longest-serving) (?:[\w'-]+ ){0,2}?(?:{occupations}|{roles})\b",
    r"\b(?:only|sole|einzige|einziger|einzigen|unico|unica|seul|seule) (?:[\w'-]+ ){0,2}?(?:{occupations}"
    r"|{roles})\b(?: (?:in|on|at|of|for|im|auf|de|en|del|du|sur|der|des|a) (?:the|our|this|der|dem|la|el"
    r"|los|le|les|l') ?[a-z]+)?",
    r"\b[A-Z][\w'-]{2,30}(?:'s|s') (?:only )?(?:{roles.en})\b(?! [A-Z])",
)
_OTHER = (
    r"\b(?:{faces})\b(?!(?i: (?:mask|masks|helmet|shield|visor|cpap|respirator|snorkel|transplant|burns?"
    r"|peel|lift|block|cover)))",
    r"(?<!no )(?<!no visible )\b(?:{biometrics.any})\b(?! (?:powder|test|lines|sign))",
    r"\b(?:{tattoos.any})\b[^.;\n]{0,40}?\b(?:{tattoos.said})\b:? ?(?P<said>[\"'«„]?[\w'&. -]{1,40}[\"'»“]?)",
    r"\b(?:{tattoos.any})[^.;\"«„“\n]{0,40}(?P<said>[\"«„“][^\"»”“]{1,40}[\"»”“]|(?<= )'[^']{2,40}'(?!\w))",
    r"\b(?i:face|visage|cara|rostro|Gesicht)\b[^.;\n]{0,25}?(?<!not )(?<!nicht )(?<!no )(?<!non )\b"
    r"(?i:unmasked|uncovered|visible|recogni[sz]able|identifiable|unobscured|unblurred|in full"
    r"|descubiert[ao]|decouvert|reconnaissable|erkennbar|unverdeckt|sichtbar)\b",
    r"\b(?i:tattoos?|tatuajes?|tatouages?|tatowierung(?:en)?) (?:{tattoos.picture}) (?:[\w'-]+ ){0,5}[\w'-]+",
    r"(?:[\"'«„][^\"'»“]{1,40}[\"'»“]|\b(?<![.:] )(?!The|Old|New|Red|Black|Blue|Green|Amateur"
    r"|Professional|Cosmetic)[A-Z][\w'-]+) (?:tattoos?|Tattoo|Tatowierung)\b(?! (?:pigment|removal"
    r"|reaction|ink|artist|granuloma|machine))",
    r"\b(?i:initials|name|names|date|dates|number|words?|letters|face|portrait) tattooed\b",
    r"\b(?i:subject|participant|proband|probandin|sujeto|sujet|participante|enrolled as)(?: (?:no|id|nr"
    r"|number|n)\b)?[ .:#]{1,3}(?P<said>[A-Z]{0,4}-?\d{2,5})(?![\w%/])",
    r"\b(?:{news})\b",
)


def find_claims(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """That somebody is the first, the only one, one of three, the oldest."""
    yield from _found(Kind.UNIQUENESS_CLAIM, _UNIQUE, text, lexicon)


def find_roles(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """A role with the place or body that it is held in, or "the only" before an occupation."""
    yield from _found(Kind.OCCUPATION_OR_ROLE, _ROLE, text, lexicon)


def find_others(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Words that a face is shown, a biometric sign, what a tattoo says, what was in the news."""
    yield from _found(Kind.OTHER, _OTHER, text, lexicon)


def _found(kind: Kind, grammars: tuple[str, ...], text: Text, lexicon: Lexicon) -> Iterator[Found]:
    for grammar in grammars:
        pattern = lexicon.pattern(grammar)
        part = "said" if "said" in pattern.groupindex else 0
        yield from (Found(kind, *match.span(part)) for match in pattern.finditer(text.plain))
