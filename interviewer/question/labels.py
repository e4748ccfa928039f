"""The wordings under which the sections of a question file are known."""

from __future__ import annotations

import re
from enum import Enum, auto

NUMBER = r"(?:\d{1,2}|[ivx]{1,4}|[a-h]|one|two|three|four|five|six)"


class Kind(Enum):
    """What the lines under a heading are."""

    INTRODUCTION = auto()
    CONSTRAINTS = auto()
    CLARIFYING = auto()
    PART = auto()
    COVER = auto()
    PART_DIMENSIONS = auto()
    DIMENSIONS = auto()
    HINT = auto()
    FOLLOW_UPS = auto()
    SUMMARY = auto()
    UNKNOWN = auto()


_STRONG = r"(?:a |an |the )?(?:strong|good|great|excellent|ideal|complete|top|best|outstanding)(?: research)?"
_ANSWER = r"(?:answers?|responses?|candidates?|solutions?|performance)"
_SHOWS = r"(?:covers?|includes?|looks? like|shows?|demonstrates?|contains?|has|have|does|do)"
_THIS = rf"(?:this|the|each|part {NUMBER})(?: (?:part|section|round|stage))?"
_COVER = r"(?:cover|covers|include|includes|address|addresses|contain|show|shows|touch on)"
_RULES_OF = r"(?:(?:the|key|main|common|working|stated|setting|scope|rules|context)(?: and)? )*"
_MORE_RULES = r"(?: (?:and|or) (?:constraints?|assumptions?|scope|context|rules))*"
_AIM = r"(?:please |points to |topics to |things to |be sure to |make sure to )?"

# Tried in order against a heading in lower case, without marks, numbering, dashes and final colon.
_WORDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        Kind.PART_DIMENSIONS,
        (
            rf"(?:what )?{_THIS} (?:should|must|needs to|ought to|has to|will) {_COVER}",
            rf"what (?:to|should|{_THIS}) {_COVER}(?: in {_THIS})?",
            rf"(?:what|how) {_THIS} is (?:graded|judged|assessed)(?: on)?",
            rf"(?:rubric|criteria|expectations|expected coverage|coverage|graded on)(?: for| of)? {_THIS}",
        ),
    ),
    (
        Kind.DIMENSIONS,
        (
            rf"what {_STRONG} {_ANSWER} {_SHOWS}",
            rf"{_STRONG} {_ANSWER}(?: {_SHOWS})?",
            r"(?:evaluation|grading|scoring|assessment)(?: (?:criteria|rubric|dimensions?|guide|notes))?",
            r"(?:overall )?(?:rubric|criteria|dimensions|graded on|expected coverage|coverage)",
            r"what (?:the )?interviewers? (?:looks?|listens?|assess\w*|evaluates?|wants?)(?: for| to see)?",
            r"how (?:you|answers|candidates) (?:will be|are) (?:judged|graded|assessed|evaluated|scored)",
        ),
    ),
    (
        Kind.CLARIFYING,
        (
            r"(?:good |useful |key |possible )?clarif\w*(?: questions?)?"
            r"(?: (?:to|you|a|worth|first|before|the).*)?",
            r"(?:good |useful |key )?questions? (?:to|you (?:should|could|can)) (?:ask|clarify)(?: .*)?",
            r"questions? a (?:good|strong) candidate asks?(?: .*)?",
            r"(?:what to )?ask (?:first|before you (?:start|begin|answer))",
        ),
    ),
    (
        Kind.CONSTRAINTS,
        (
            rf"{_RULES_OF}(?:constraints?|assumptions?){_MORE_RULES}",
            r"(?:ground rules|requirements|limits|limitations and assumptions)",
            r"what you (?:may|can) assume",
        ),
    ),
    (
        Kind.FOLLOW_UPS,
        (
            r"(?:(?:possible|common|likely|stock|typical|expected|optional) )?"
            r"follow ?ups?(?: (?:questions?|prompts?|probes?))?",
            r"(?:further|additional|extension|extra|deeper|probing|stretch|bonus) (?:questions?|probes?)",
            r"(?:questions?|what) (?:that )?(?:may|might|could|often|to expect|come) (?:follow|next).*",
        ),
    ),
    (
        Kind.SUMMARY,
        (
            r"(?:the )?(?:quick|short|brief|one paragraph|condensed|model|sample) answer(?: .{0,40})?",
            r"(?:tl ?dr|in short|in brief|in a nutshell|summary|executive summary|key takeaways?)",
        ),
    ),
    (
        Kind.COVER,
        (
            rf"{_AIM}(?:cover|discuss|address)(?: the following| these(?: points| topics)?)?",
            r"(?:topics|talking points|points|agenda)",
            r"your (?:talk|answer|presentation) should (?:cover|include)",
        ),
    ),
    (
        Kind.INTRODUCTION,
        (
            r"(?:the )?(?:introduction|intro|overview|background|context|scenario|prompt|setting)",
            r"(?:the )?(?:(?:interview )?question|problem|task)(?: (?:statement|description|prompt))?",
            r"(?:the )?description",
        ),
    ),
)
EXACT = tuple((kind, re.compile(f"^(?:{'|'.join(wordings)})$")) for kind, wordings in _WORDINGS)

# A heading with a word of ours and something more ("Constraints for this round") is still ours.
LOOSE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.PART_DIMENSIONS, re.compile(r"\bthis part\b.*\bcover|\bpart \w+ should cover")),
    (Kind.DIMENSIONS, re.compile(r"\bstrong (?:answer|response|candidate)s?\b")),
    (Kind.CLARIFYING, re.compile(r"\bclarif(?:y|ying|ications?)\b")),
    (Kind.CONSTRAINTS, re.compile(r"\b(?:constraints?|assumptions?)\b")),
    (Kind.FOLLOW_UPS, re.compile(r"\bfollow ?ups?\b")),
    (Kind.SUMMARY, re.compile(r"\bquick answer\b")),
)
