"""How finished a thought sounds from its words so far: a small linear model over the last of them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The words that hold English sentences together keep their identity; all others count by their ending.
KEPT = _set(
    """a about after all also am an and another any are as at back be because been before being both but by can
    could did do does doing done down each either else enough even every few first for from get gets getting go
    goes going gone got had has have he her here him his how i if in into is it its itself just last least less
    let like made make makes many maybe me mean mine more most much my never no none nor not now of off on once
    one only or other our ours out over own per quite rather really same say see should since so some still such
    than that the their them then there these they thing things think this those though three through till to too
    two um uh er hmm under until up us use used using very want was we well went were what whatever when where
    whether which while who whole whose why will with within without would yeah yes yet you your actually again
    already always anyway around because between during exactly far instead okay right sort kind lot bit part
    probably simply somewhere something anything nothing everything it's that's there's i'm i've i'd i'll we're
    we've we'd we'll you're they're he's she's what's don't doesn't didn't isn't aren't wasn't weren't can't
    couldn't won't wouldn't shouldn't hasn't haven't hadn't"""
)
FINITE = _set(
    """am are is was were be been do does did done has have had can could will would should may might must get
    gets got go goes went gone made make makes took takes take gave gives give ran run runs saw see sees said say
    says think thought know knew knows want wants found find finds came come comes kept keep keeps meant mean means
    left lost let put cut fell grew held led sat set hit beat cost read spent built bought won chose began became
    broke drew taught told felt works it's that's there's i'm i've i'd i'll we're we've we'd we'll you're they're
    he's she's what's don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't wouldn't shouldn't
    hasn't haven't hadn't"""
)
LINKS = _set(
    "and but or so because if when while since unless until although though whereas that which who where "
    "as than whether after before once"
)
ENDINGS = ("ing", "tion", "sion", "ment", "ness", "ity", "ence", "ance", "able", "ible", "ical", "ous", "ive",
           "less", "ful", "ally", "ly", "ed", "er", "est", "al", "ic", "ss", "s", "y")  # fmt: skip
LONGEST_CLAUSE = 24


@cache
def _weights() -> dict[str, float]:
    path = Path(__file__).with_name("completeness_words.json")
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def finished(text: str) -> float:
    """Return the log odds that a sentence ends after these words, where every second place were an end."""
    weights = _weights()
    return sum(weights.get(feature, 0.0) for feature in ("bias", *features(text)))


def features(text: str) -> list[str]:
    """Return what the last sentence of a text shows at its end."""
    words = _last_sentence(text)
    classes = ["<", "<", "<", *(_class(word) for word in words)]
    one, two, three = classes[-1], classes[-2], classes[-3]
    raw = ["<", "<", *words]
    link = next((k for k in range(len(words) - 1, -1, -1) if words[k] in LINKS), None)
    after = words if link is None else words[link + 1 :]
    verb = any(word in FINITE or word.endswith("ed") for word in after)
    head = "" if link is None else words[link]
    opened = words[0] if words and words[0] in LINKS else ""
    return [
        f"1 {raw[-1]}",
        f"2 {raw[-2]} {raw[-1]}",
        f"c1 {one}",
        f"c2 {two} {one}",
        f"c3 {three} {two} {one}",
        f"c4 {classes[-4] if len(classes) > 3 else '<'} {three} {two} {one}",
        f"s {two} _ {three}",
        f"n {min(len(words), LONGEST_CLAUSE)}",
        f"l {head} {min(len(after), 8)} {verb}",
        f"o {opened} {verb} {link == 0}",
        f"v {any(word in FINITE or word.endswith('ed') for word in words)} {min(len(words), 6)}",
    ]


def _last_sentence(text: str) -> list[str]:
    pieces = [piece for piece in re.split(r"[.?!]+(?:\s+|$)", text.lower()) if piece.strip()]
    if not pieces:
        return []
    return [word for word in re.findall(r"[a-z0-9][a-z0-9'.%-]*", pieces[-1].replace("’", "'")) if word]


def _class(word: str) -> str:
    if word in KEPT:
        return word
    if word[0].isdigit():
        return "#"
    return next((f"~{ending}" for ending in ENDINGS if word.endswith(ending)), "~")
