"""The rules of asking and agreeing as tables, written straight from their text: R2–R4, R7–R13, R15, R19, R21,
R27. Nothing here knows how the program decides.

Each row says: where these conditions hold, this follows, by this rule. `*` is anything, `a/b` is either,
`-` is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """Rows of conditions with what follows from them, in columns named by the first line; those after the
    bar follow."""

    text: str

    @cached_property
    def rows(self) -> tuple[tuple[Row, Row], ...]:
        heads, *lines = (line for line in self.text.strip().splitlines() if line.strip())
        conditions, follows = (half.split() for half in heads.split("|"))
        return tuple(_row(conditions, follows, line) for line in lines)

    def first(self, **facts: str) -> Row:
        """What follows from the first row whose conditions all hold. Raises LookupError where none does."""
        for conditions, follows in self.rows:
            if _hold(conditions, facts):
                return follows
        raise LookupError(facts)

    def every(self, **facts: str) -> list[Row]:
        """What follows from each row whose conditions hold."""
        return [follows for conditions, follows in self.rows if _hold(conditions, facts)]

    def codes(self, **facts: str) -> dict[str, str]:
        """The problem codes of each row whose conditions hold, with the rule that each stands for."""
        return {row["code"]: row["rule"] for row in self.every(**facts)}


def _row(conditions: list[str], follows: list[str], line: str) -> tuple[Row, Row]:
    left, right = (half.split() for half in line.split("|"))
    return dict(zip(conditions, left, strict=True)), dict(zip(follows, right, strict=True))


def _hold(conditions: Row, facts: Row) -> bool:
    return all(wanted == "*" or facts[name] in wanted.split("/") for name, wanted in conditions.items())


# From which age a child is asked too, decides alone, is of age; 29 February's birthday in common years
AGES = Table("""
pack | asked  alone  majority  leap
us   | 7      18     18        03-01
uk   | 7      16     18        03-01
eu   | 6      14     18        02-28
""")

# Whether the birthday of somebody born on 29 February has come (R13)
LEAP_BIRTHDAYS = Table("""
year    leap   day   | come
common  *      02-27 | no
common  02-28  02-28 | yes
common  03-01  02-28 | no
common  *      03-01 | yes
leap    *      02-28 | no
leap    *      02-29 | yes
leap    *      03-01 | yes
""")

# Grounds on which a minor decides alone by law (R15)
GROUNDS = Table("""
pack  ground                  | known
us    emancipated/lawful_care | yes
uk    competent_child         | yes
*     *                       | no
""")

# Who has to agree. `band`: below the age of being asked, below that of deciding alone, or above it.
# `ground`: none, one that the pack knows, another, or a departure from the rules
WHO = Table("""
life       capacity             band   ground       | pathway      rule
stillborn  *                    *      *            | stillborn    R11
deceased   *                    *      *            | deceased     R11
living     lacking/guardian     *      *            | represented  R10
living     temporarily_lacking  *      *            | represented  R15
living     no_doubt/found       adult  *            | adult        R7
living     no_doubt/found       minor  known        | minor_alone  R15
living     no_doubt/found       minor  override     | adult        R15
living     no_doubt/found       minor  none/unknown | minor        R8
living     no_doubt/found       young  *            | young_minor  R9
""")

# What is missing on the patient page before anybody agrees
CIRCUMSTANCES = Table("""
life    capacity  disability  departs  reason | code                     rule
living  no_doubt  yes         *        *      | capacity_not_asked       R10
*       *         *           yes      no     | override_reason_missing  R15
""")

# Whether the pathway departs from the rules, which the copy has to show (R15)
DEPARTS = Table("""
life    capacity             band   ground   | departs
living  temporarily_lacking  *      *        | yes
living  no_doubt/found       minor  override | yes
*       *                    *      *        | no
""")

# Who decides, how many of them, and what the patient's own word means
PATHWAYS = Table("""
pack   pathway     | decides         how_many  own_word     rule
*      adult       | patient         1         none         R7
*      minor_alone | patient         1         none         R15
eu     minor       | representative  2         asked        R8
us/uk  minor       | representative  1         asked        R8
eu     young_minor | representative  2         spontaneous  R9
us/uk  young_minor | representative  1         spontaneous  R9
*      represented | representative  1         if_possible  R10
*      deceased    | representative  1         none         R11
*      stillborn   | representative  2         none         R11
""")

# The adult who decides; `expert` is whoever explained
REPRESENTATIVES = Table("""
adult       seen_at | code                         rule
missing     patient | representative_missing       R12
nameless    patient | representative_missing       R12
stranger    patient | relationship_missing         R12
unentitled  patient | authority_missing            R12
expert      seal    | explainer_is_representative  R19
""")

# The second one, where two have to agree; `alone` is none, with the reason why only one agrees. `same` has
# the name of the first, if that one has a name
SECOND = Table("""
second      first                      seen_at | code                         rule
missing     *                          patient | representative_missing       R11
same        right/stranger/unentitled  patient | representatives_are_one      R11
stranger    *                          patient | relationship_missing         R12
unentitled  *                          patient | authority_missing            R12
expert      expert                     patient | representatives_are_one      R11
expert      *                          seal    | explainer_is_representative  R19
""")

# What the uses of each pack need of a yes: an outlet or platform, an expiry, warnings to the clinician
USES = Table("""
pack   use                                                       | asks      dated  warns
*      medical_record/teaching/teaching_inhouse/teaching_outside | -         no     no
us     print/online                                              | outlet    yes    no
us     social_media                                              | platform  yes    yes
uk/eu  print/online                                              | outlet    no     no
uk/eu  social_media                                              | platform  no     yes
""")

# Classes of outlets that a pack allows (R4)
CLASSES = Table("""
pack  use          | allowed
us    print/online | peer_reviewed_medical
*     *            | -
""")

# Why an answer cannot be sealed. `asks` is what the use asks for, `named` what the yes names (`foreign`: a
# class that the pack does not allow), `ends` when the yes does, `warned` whether the clinician was
ANSWERS = Table("""
given asks     named                        dated ends         warns warned | code                     rule
none  *        *                            *     *            *     *      | answer_missing           R2
yes   outlet   -/blank/platform/foreign     *     *            *     *      | outlet_missing           R4
yes   platform -/blank/outlet/class/foreign *     *            *     *      | platform_missing         R4
yes   *        *                            yes   -/never/both *     *      | authorisation_incomplete R21
yes   *        *                            yes   today/past   *     *      | expiry_not_in_future     R21
yes   *        *                            *     *            yes   no     | warnings_not_read        R27
""")

# Why the patient's own word, beside a representative's, stops the seal. `granted`: there is a yes
OWN_WORDS = Table("""
own_word     said                    granted | code                   rule
asked        not_asked               yes     | assent_missing         R8
asked        not_possible            yes     | assent_required        R8
asked        not_possible_no_reason  yes     | assent_required        R8
if_possible  not_asked               yes     | assent_missing         R10
if_possible  not_possible_no_reason  yes     | assent_reason_missing  R10
""")

# Whether a yes is effective. `no_here` is the patient's own no to one use of one image, `place` that one or
# another
EFFECTIVE = Table("""
answer  own_word                       said       place | effective  rule
no      *                              *          *     | no         R2
yes     asked/if_possible/spontaneous  no_to_all  *     | no         R8
yes     asked/if_possible/spontaneous  no_here    here  | no         R8
yes     *                              *          *     | yes        R8
""")

# Whether the patient signs beside whoever decides, and has seen what they agree to. `granted`: there is a yes
AGREES_TOO = Table("""
own_word           said            granted | signs  sees  rule
asked/if_possible  agrees/no_here  yes     | yes    yes   R8
asked/if_possible  agrees/no_here  no      | yes    no    R8
*                  *               *       | no     no    R9
""")

# The program's names for what the patient's own word means beside a representative's
MEANT = {"none": "none", "required": "asked", "spontaneous": "spontaneous", "if_possible": "if_possible"}
