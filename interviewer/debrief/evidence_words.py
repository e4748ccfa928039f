"""How a debrief says what stands behind it: objections, claims, ladders and checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.debrief.wording import clock

if TYPE_CHECKING:
    from interviewer.debrief import standing as objections
    from interviewer.debrief.claims import Claims, Drifted
    from interviewer.debrief.rigour import Checked
    from interviewer.debrief.said import Said
    from interviewer.debrief.standing import Met
    from interviewer.debrief.whys import Ladder, Rung
    from interviewer.examiner.grid import State
    from interviewer.examiner.grid_words import Column
    from interviewer.examiner.ledger import Standing

NEXT = ("What to do next", "One thing to do next", "Two things to do next", "Three things to do next")
"""The heading over the steps, by how many there are."""
LONGEST = 16
"""Words of a quote in a sentence; the recording has the rest."""

VALIDITIES = {
    "valid": "The objection was right",
    "invalid": "The objection was wrong",
    "false_premise": "You had never said it",
}
METS: dict[Met, str] = {
    "concede": "Conceded",
    "revise": "Revised",
    "hold": "Held",
    "deflect": "Deflected",
    "unsure": "Unclear",
}
STANDINGS: dict[Standing, str] = {
    "measured": "Measured",
    "cited": "Cited",
    "believed": "Believed",
    "unmarked": "Unmarked",
}
STATES: dict[State, str] = {
    "empty": "not spoken of",
    "claimed": "claimed",
    "evidenced": "with evidence",
    "conceded": "conceded",
}
SIGNS: dict[State, str] = {"empty": "·", "claimed": "○", "evidenced": "●", "conceded": "◇"}
BROUGHT = {
    "substantial": "answered in full",
    "partial": "answered in part",
    "thin": "nothing new",
    "silent": "no answer",
}
BROUGHT_SIGNS = {"substantial": "●", "partial": "◐", "thin": "○", "silent": "·"}
ENDED = {
    "unknown_with_test": "“I don't know”, with the experiment that would tell",
    "concession": "a concession",
    "evidence": "evidence of your own",
    "mechanism": "a mechanism",
    "authority": "who else does it",
    "repetition": "the same answer again",
    "two_thin": "two empty replies",
    "depth": "the deepest why, answered",
    "time": "no time left",
    "": "the end of the round",
}
RUNGS = ("Challenge", "Why 1", "Why 2", "Why 3")
# What to do about an empty check, and what the claim came without.
ADVISED: dict[Column, tuple[str, str]] = {
    "spread over seeds": ("Say how many seeds, and how far they lay apart.", "with no spread"),
    "baseline tuned alike": ("Say how the baseline was tuned.", "with no word on how the baseline was tuned"),
    "test data untouched": (
        "Say how the test data were kept apart.",
        "with no word on how the test data were kept apart",
    ),
    "ablation isolates": ("Name the ablation that shows what brings the gain.", "with no ablation"),
    "metric fits the goal": (
        "Say why the metric stands for the goal.",
        "with no word on why its metric fits the goal",
    ),
    "budget matched": ("Say what both sides were allowed to spend.", "with no word on the budget"),
    "more than one dataset": ("Say where else it holds.", "with no second dataset"),
    "failures shown": ("Name the case in which it fails.", "with no case in which it fails"),
    "cost stated": ("Say what it costs.", "with no word on what it costs"),
}
FIRST_WORD = "“we measured”, “they report”, or “I expect”"
NO_CASES = "No objection that you answered is known to be right or wrong, so nothing can be said of it."
TOO_FEW = "Too few to put a figure on it: at least four objections that are right and four that are wrong are needed."
NO_CLAIMS = "No claim was found in what was said."
NO_LADDERS = "No challenge was answered in this round."
NO_RESULTS = "No headline result was claimed, so there is nothing to check."
HOW_SURE = (
    "Judged from the words alone, rightly for about nine replies in ten; what is unclear is not counted."
)
GRID_NOTE = "Found by words: the grid shows what was spoken of, and says little about its worth."
LEDGER_NOTE = (
    "“Measured” and the others are how you marked a claim in your own words, not whether it is true."
)


def at(seconds: float) -> str:
    """Say a moment of the round."""
    return clock(seconds)


def cut(text: str, longest: int = LONGEST) -> str:
    """Return the first words of a text."""
    words = text.split()
    if len(words) <= longest:
        return " ".join(words).rstrip(".,;:")
    return " ".join(words[:longest]).rstrip(".,;:") + "…"


def quoted(said: Said) -> str:
    """Return what was said, in quotation marks."""
    return f"“{cut(said.text)}”"


def share(standing: objections.Standing) -> list[str]:
    """Say how often the candidate gave way where it was right, and where not."""
    found = []
    given, of = standing.right
    if of:
        found.append(f"You gave way to {given} of {of} {_objections(of)} that {_were(of)} right.")
    given, of = standing.wrong
    if of:
        held = sum(case.met == "hold" for case in standing.cases if case.validity != "valid")
        found.append(
            f"Of {of} {_objections(of)} that {_were(of)} wrong or rested on what you never said, you held against "
            f"{held} and gave way to {given}."
        )
    return found


def sensitivity(standing: objections.Standing) -> str:
    """Say how well giving way followed the objection's being right, or why that cannot be said."""
    if not standing.cases:
        return NO_CASES
    found = standing.sensitivity
    return TOO_FEW if found is None else d_prime(found)


def d_prime(found: objections.Sensitivity) -> str:
    """Say how well giving way followed the objections' being right, in figures."""
    low, high = (_signed(value) for value in (found.low, found.high))
    clear = "" if found.low > 0 or found.high < 0 else "; it spans zero, so no clear difference"
    value = f"d′ {_signed(found.d_prime)} (95 % interval {low} to {high}{clear})"
    return f"{value}: 0 would be giving way to right and wrong alike."


def unknown(standing: objections.Standing) -> str:
    """Say how many challenges stay out of it."""
    count = standing.unknown
    if not count:
        return ""
    one = count == 1
    others = "1 other challenge is" if one else f"{count} other challenges are"
    return f"{others} left out: nobody knows whether {'it was' if one else 'they were'} right."


def case(found: objections.Case) -> str:
    """Say in a few words how an objection was met, and whether that was right."""
    judged = {True: "rightly", False: "wrongly", None: ""}[found.well_met]
    return " ".join(part for part in (METS[found.met], judged) if part)


def drift(found: Drifted) -> str:
    """Say how a number changed."""
    return f"“{cut(found.earlier)}” at {at(found.before.at)} became “{cut(found.later)}” at {at(found.after.at)}."


def claim_counts(claims: Claims) -> str:
    """Count the claims by how they stand."""
    whole = len(claims.made)
    parts = [
        f"{claims.count(name)} {STANDINGS[name].lower()}"
        for name in ("measured", "cited", "believed", "unmarked")
    ]
    return f"{whole} {'claim' if whole == 1 else 'claims'}: {', '.join(parts)}."


def ladder(found: Ladder) -> str:
    """Say how deep a ladder went and what ended it."""
    asked, survived = found.whys, found.survived
    depth = (
        f"{survived} of {asked} {'why' if asked == 1 else 'whys'} answered" if asked else "no why was needed"
    )
    return f"{depth}; ended by {ended(found)}"


def ended(found: Ladder) -> str:
    """Say what ended a ladder."""
    return ENDED.get(found.ended, found.ended)


def ladder_title(found: Ladder) -> str:
    """Say what a ladder is about."""
    return f"“{cut(found.quote)}”" if found.quote else cut(found.rungs[0].asked)


def rung(found: Rung) -> str:
    """Say what came back to a question of a ladder."""
    replied = f": {quoted(found.reply)}" if found.reply else ""
    return f"{'Easier question, ' if found.easier else ''}{BROUGHT[found.brought]}{replied}"


def check(found: Checked) -> str:
    """Say what is known of one check."""
    return f"{STATES[found.state]}: {quoted(found.said)}" if found.said else STATES[found.state]


def _objections(count: int) -> str:
    return "objection" if count == 1 else "objections"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _signed(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")
