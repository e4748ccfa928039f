"""The words by which a clause is seen to speak of a column of the rigour grid, and to concede it.

They are our judgement, not fitted to data: they find where something was said, and say little about its worth.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

Column = Literal[
    "baseline tuned alike",
    "budget matched",
    "metric fits the goal",
    "ablation isolates",
    "more than one dataset",
    "test data untouched",
    "spread over seeds",
    "cost stated",
    "failures shown",
]

# Which moves ask about a column, the closest first.
MOVES_OF: dict[Column, tuple[str, ...]] = {
    "baseline tuned alike": ("ER-baseline",),
    "budget matched": ("ER-cost", "ER-scale"),
    "metric fits the goal": ("ER-metric",),
    "ablation isolates": ("ER-ablate", "ER-artifact"),
    "more than one dataset": ("ER-one-set",),
    "test data untouched": ("ER-leak",),
    "spread over seeds": ("ER-noise",),
    "cost stated": ("ER-cost", "RP-ship"),
    "failures shown": ("HL-worst", "ER-slice"),
}

# Column, then words (alternatives of a pattern, without case and marks; MANY is a count).
_MANY = "(two|three|four|five|six|seven|eight|nine|several|other|second|another|external|both|all)"
_TABLE = r"""
baseline tuned alike | (same|equal|identical|both|each|as many|own)\b.*\b(trials?|sweeps?|search|tun\w+|configs?)
baseline tuned alike | (same|equal|identical) (\w+ )?(hundred|forty|fifty|sixty|thirty|twenty|\d+)\b
baseline tuned alike | (trials?|sweep|search|configs?|tun\w+|candidates)\b.*\b(same|equal|each|alike|both|as ours)
baseline tuned alike | baselines?\b.*\b(tuned|retuned|swept|sweep|searched|search|trials|retrained|defaults?|settings)
baseline tuned alike | (tuned|retuned|swept|searched|retrained|defaults?)\b.*\bbaselines?|re ?tuned (for|on)
budget matched | (same|equal|matched|identical) (\w+ ){0,2}(compute|budget|cost|steps|flops|g ?p ?us?|tokens|hours)
budget matched | (same|equal|matched|identical) (\w+ ){0,2}(parameters|size|calls|samples|bill|money|time)
budget matched | per (euro|dollar|flop)|at equal cost|(both|either) (sides|draw|get|use|run|spend)
metric fits the goal | (human|blind|raters?|annotat\w+|doctors?|nurses?|users?|by hand)\b.*\b(prefer\w*|agree\w*)
metric fits the goal | (human|blind|raters?|annotat\w+|doctors?|nurses?|users?|by hand)\b.*\b(rated|checked|judged|read)
metric fits the goal | correlat\w+ with|second (metric|measure)|proxy|we count
metric fits the goal | (judge|score|measure|merit|goal|point)\b.*\bis|because (that|this|it) (s|is) what
metric fits the goal | what (matters|hurts|they pay)|only (a )?(side|debugging)
ablation isolates | ablat\w+|leave one out|without (the|it|that|any|this|them)|with(out)? and with(out)?
ablation isolates | remov\w+|taking out|take out|covered|drop(ping)? the|on its own|by (itself|themselves)
ablation isolates | this alone|these alone|alone brings?|only (this|thing|that)|switch(ed|ing)? (off|on)
ablation isolates | both arms|all (of )?the arms|control (has|included|gets|runs)|no \w+ (it s|it is|gives|gets)
ablation isolates | shuffled|one at a time|singly|held fixed
more than one dataset | MANY (\w+ ){0,2}(data ?sets?|benchmarks?|corpora)|MANY (\w+ ){0,2}(sites?|hospitals?)
more than one dataset | MANY (\w+ )?(suites?|domains?|languages?)|MANY (\w+ )?(regions?|queues|schools?|cities)
more than one dataset | holds (in|for|on)|i don t have a rule|that (loop|kitchen|district|site) only
more than one dataset | single (exam|source|site)
test data untouched | (opened|touched|looked at|used|scored|evaluated) (it )?(only )?(once|then)
test data untouched | never (touched|seen|looked)
test data untouched | (split|grouped|held out|cut|test) (\w+ )?(by|at) (\w+ )?(user|patient|speaker|author|time|date)
test data untouched | (split|group\w*|clustered|held out|cut) (\w+ )?(by|at) \w+|only then opened|untouched
test data untouched | by (user|patient|speaker|author|time|site|ring|owner)|kept (away|apart)|after the training
test data untouched | skipped|deduplicat\w+|no (cluster|group|overlap)|collapsed into
test data untouched | (whole|held out) (campaigns?|packages?|years?)
spread over seeds | seeds?|plus (or )?minus|standard (error|deviation)|interval|bootstrap\w*|spread|either way
spread over seeds | deviation|significan\w+|one run|single run|variance|noise|reruns?|range under
spread over seeds | within (a )?(half|point|one|two)
cost stated | milliseconds?|g ?p ?u (hours|days)|cents?|dollars?|euros?|watts?|battery|p ?95|p ninety five
cost stated | latency|gigabytes?|cost(s|ed)?|card hours|seconds (per|each|of)|hours (of|on)
cost stated | times (the|as) (cost|expensive|slow)
failures shown | fail(s|ed|ing|ure|ures)?|breaks?|broke|worse|falls? (over|apart|down)|can t (handle|do|vouch)
failures shown | bad (for|at|with)|doesn t (handle|work|help)|don t (handle|work|help)|struggles?|limitations?
failures shown | weak(er|ness\w*)?|silly|wrong|misleads?|rough|loses|not (work|help|solved)
failures shown | still (can t|doesn t|not)|untested|passes wrongly|mush
"""
_CONCEDED = (
    r"(didn t|did not|don t|never|haven t|have not) (check|tune|measure|run|ran|try|do|did|repeat|compare|test)\w*",
    r"only (one|a single) (run|seed|dataset|benchmark|site)|one run|single run|(the|its|their) defaults?",
    r"as (released|published)",
    r"no (ablation|interval|seeds?|second)|can t (say|tell|claim)|not (tuned|measured|checked|compared|repeated)",
)


def _read(table: str) -> dict[Column, re.Pattern[str]]:
    words: dict[str, list[str]] = {}
    for row in table.strip().splitlines():
        column, _, pattern = row.partition(" | ")
        words.setdefault(column, []).append(pattern.replace("MANY", _MANY))
    return {column: re.compile(rf"\b(?:{'|'.join(words[column])})\b") for column in get_args(Column)}


PATTERNS = _read(_TABLE)
CONCEDED = re.compile(rf"\b(?:{'|'.join(_CONCEDED)})\b")
