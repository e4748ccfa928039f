"""Words as they are compared between a slide, a plan and speech: stems without function words, numbers as figures."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from interviewer.examiner.numbers import quantities
from interviewer.examiner.quoting import tokens_of, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

_EMPTY = frozenset(
    word
    for row in (
        "a an the of in to on at by for from with and or but so because than that which who whose if as is are was",
        "were be been it's its it my our your his her their this these those we i you they he she um uh er like just",
        "about into over when while where what how has have had do does did can could will would also then there here",
        "very more most not no s t re ve ll d m us them me one ones only each per via vs etc e g ie eg all any some",
        "now let's lets let get gets got go goes going say said says well ok okay okay right yes yeah really actually",
        "basically kind sort want need thing things still even much many such own other another both same too up down",
        "out off again first second third next last finally slide slides talk show shows shown see look give gives",
    )
    for word in row.split()
)
# What slides abbreviate and speech spells out, and words for the same thing; the first of a row stands for all.
_ALIKE = (
    "parameter params param",
    "accuracy acc",
    "perplexity ppl",
    "approximately approx roughly",
    "percent percentage pct",
    "point points pt pts",
    "compute computation flops flop",
    "configuration config configs",
    "hyperparameter hparams hparam hyperparams",
    "experiment expt exps exp",
    "performance perf",
    "temperature temp",
    "reference ref",
    "figure fig",
    "minute minutes min mins",
    "second seconds sec secs",
    "hour hours hr hrs",
    "millisecond milliseconds ms msec",
    "gigabyte gigabytes gb",
    "megabyte megabytes mb",
    "evaluation eval evals evaluate evaluated evaluating",
    "distribution dist distributions",
    "reduce lower shrink decrease",
    "increase raise grow",
    "fast faster fastest quick quicker rapid speed",
    "cost price expensive cheap cheaper",
    "big bigger large larger huge",
    "small smaller little tiny",
    "fail break failure",
    "use using employ apply",
    "better improve outperform beat exceed improvement",
    "worse degrade hurt harm",
    "limitation limit weakness caveat shortcoming",
    "problem issue trouble",
    "propose introduce present",
    "delay latency",
    "model network",
    "data dataset corpus datum",
    "split cut divide divided partition",
    "input sequence inputs document documents",
    "lose lost loses losing",
    "build built builds",
    "choose chose chosen choice",
    "show shown",
    "win won wins winning",
    "drop dropped fall fell fallen",
    "rise rose risen climb",
    "train trained training retrain retraining",
)
_SIGNS = (("w/o", "without"), ("×", " times "), ("→", " "), ("≈", " about "), ("≥", " at least "),
          ("%", " percent "), ("&", " and "))  # fmt: skip
_ENDINGS = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("fulness", "ful"), ("iveness", "ive"),
    ("ations", "ate"), ("ation", "ate"), ("ments", "ment"), ("ities", "ity"), ("ising", "ize"), ("ised", "ize"),
    ("ise", "ize"), ("ingly", ""), ("ously", "ous"), ("ings", ""), ("ness", ""), ("ing", ""), ("ies", "y"),
    ("ied", "y"), ("edly", ""), ("ed", ""), ("ers", "er"), ("ly", ""), ("sses", "ss"), ("es", ""), ("s", ""),
)  # fmt: skip
# "32k" and "13B" are figures; in "40ms" and "2x" a unit follows one.
_UNIT = re.compile(r"(?<=\d)(?=[a-zA-Z])(?![kKmMbB]\b)")
# Words that come up in any sentence of a talk, and that a paraphrase drops first.
_WEAK = (
    "need use work make take put come run try call know think mean follow hold keep become begin whole all no none "
    "without alone every each new different possible simple simply better worse good bad high low more less cover "
    "cost close way kind part number case point time result model data method paper"
)
# Two spellings this much alike are one word that the recogniser heard a little differently.
ALIKE = 0.84
LONG = 6


def _stripped(word: str) -> str:
    word = word.removesuffix("'s")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(ending) + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


_SAME = {_stripped(word): _stripped(row.split()[0]) for row in _ALIKE for word in row.split()}


_WEAK_STEMS = frozenset(_SAME.get(_stripped(word), _stripped(word)) for word in _WEAK.split())


def is_weak(stem: str) -> bool:
    """Whether a stem says little by itself."""
    return stem in _WEAK_STEMS


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return a word without its endings, or the one that stands for all that mean the same."""
    found = _stripped(word)
    return _SAME.get(found, found)


def stems(text: str) -> list[str]:
    """Return what a text speaks of, in order, each time it does."""
    return [found for found, _ in placed(text.split())]


def placed(words: Collection[str]) -> list[tuple[str, int]]:
    """Return the stems of these words, each with the index of the word it stands in."""
    tokens, owners = _tokens(tuple(words))
    figures = {one.start: one for one in quantities(tokens)}
    found: list[tuple[str, int]] = []
    index = 0
    while index < len(tokens):
        figure = figures.get(index)
        if figure is not None:
            found.append((f"{figure.value:g}", owners[index]))
            if figure.unit:
                found.append((stem(figure.unit), owners[figure.stop - 1]))
            index = max(figure.stop, index + 1)
            continue
        found += [(stem(word), owners[index]) for word in words_of(tokens[index]) if _says(word)]
        index += 1
    return found


def _says(word: str) -> bool:
    return word not in _EMPTY and (len(word) > 1 or word.isdigit())


@lru_cache(maxsize=64)
def _tokens(words: tuple[str, ...]) -> tuple[list[str], list[int]]:
    """Split words where a slide runs figures, signs and units together."""
    tokens: list[str] = []
    owners: list[int] = []
    for index, word in enumerate(words):
        for sign, said in _SIGNS:
            word = word.replace(sign, said)
        parts = tokens_of(_UNIT.sub(" ", word) if not re.fullmatch(r"\d+(?:st|nd|rd|th)\W*", word) else word)
        tokens += parts
        owners += [index] * len(parts)
    return tokens, owners


class Vocabulary:
    """Stems that were said, and whether another one is among them."""

    def __init__(self, said: list[str]) -> None:
        self._said = set(said)
        # "Data set" and "dataset", "look up" and "lookup" are written either way.
        self._said |= {one + other for one, other in pairwise(said)} | {f"{one}up" for one in said}
        self._long = [word for word in self._said if len(word) >= LONG]

    def __contains__(self, word: str) -> bool:
        if word in self._said:
            return True
        if len(word) < LONG or word[0].isdigit():
            return False
        return any(_alike(word, other) for other in self._long)


@lru_cache(maxsize=65536)
def _alike(word: str, other: str) -> bool:
    if word[0] != other[0] or abs(len(word) - len(other)) > 3:
        return False
    return SequenceMatcher(None, word, other).ratio() >= ALIKE
