"""Turns a written line into what an expert would say: no markup, no engine commands, symbols in words."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 600
"""Characters; about 40 s of speech. A voice engine is never handed more at once."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_POWER = r"[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"

_MARKUP = (
    (r"\[\[.*?\]\]", " "),  # a command to macOS's engine, phonemes to espeak
    (r"</?[A-Za-z!?][^<>]*>", " "),  # SSML and HTML; "p < 0.05 and n > 3" stays
    (r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1"),  # a link; hibari would take it as a pronunciation
    (r"https?://\S+|www\.\S+", " a link "),
    (r"(?m)^\s*(?:#{1,6}|>|[-*+])\s+", ""),
    (r"```\w*|`|\*\*|__|~~", ""),
    (r"(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", ""),
)

_SHORT_FORMS = {
    "e.g.": "for example",
    "i.e.": "that is",
    "w.r.t.": "with respect to",
    "et al.": "and colleagues",
    "vs.": "versus",
    "vs": "versus",
    "i.i.d.": "I I D",
    "and/or": "and or",
    "tok/s": "tokens per second",
}

_WORDS = {
    "KL": "K L",
    "LoRA": "Lora",
    "QLoRA": "Q Lora",
    "DoRA": "Dora",
    "BLEU": "blue",
    "ROUGE": "rouge",
    "CUDA": "kooda",
    "ELBO": "elbow",
    "ReLU": "rell you",
    "GELU": "gell you",
    "RoPE": "rope",
    "MoE": "M O E",
    "mAP": "M A P",
    "NaN": "nan",
    "NaNs": "nans",
    "LaTeX": "lay tech",
    "arXiv": "archive",
    "SwiGLU": "swish G L U",
    "kNN": "K N N",
    "k-NN": "K N N",
}
"""Names that an engine would misread; hibari and espeak-ng spell LLM, RLHF, GPU or ICLR by themselves."""

_UNITS = {
    "ms": "milliseconds",
    "µs": "microseconds",
    "μs": "microseconds",
    "ns": "nanoseconds",
    "GB": "gigabytes",
    "MB": "megabytes",
    "TB": "terabytes",
    "kHz": "kilohertz",
    "Hz": "hertz",
    "GHz": "gigahertz",
    "dB": "decibels",
}

_SYMBOLS = {
    "±": " plus or minus ",
    "≈": " about ",
    "≤": " at most ",
    "≥": " at least ",
    "<=": " at most ",
    ">=": " at least ",
    "≠": " is not ",
    "!=": " is not ",
    "→": " to ",
    "->": " to ",
    "∞": " infinity ",
    "∝": " proportional to ",
    "∈": " in ",
    "∑": " the sum of ",
    "√": " the square root of ",
    "°": " degrees ",
    "&": " and ",
    "%": " percent",
}

_GREEK = {
    letter: unicodedata.name(letter).split()[-1].lower() for letter in "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
} | {"λ": "lambda", "Λ": "lambda"}


def spoken(text: str) -> str:
    """Return what to hand to a voice engine; empty when nothing in it can be said."""
    text = "".join(" " if _is_control(character) else character for character in text)
    for pattern, replacement in _MARKUP:
        text = re.sub(pattern, replacement, text)
    for reading in (_names, _numbers, _signs):
        text = reading(text)
    text = re.sub(r"(?<=\w)[_\\|](?=\w)", " ", text)
    text = re.sub(r"[\[\]{}<>*_`^~|\\#@$=+]", " ", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", text)).strip()
    text = _shortened(text)
    return text if any(character.isalnum() for character in text) else ""


def _is_control(character: str) -> bool:
    return character != "\n" and unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def _names(text: str) -> str:
    """Read names and short forms."""
    # The five digits of a paper's number are said one by one, as people do.
    text = re.sub(
        r"(?i)\barxiv:\s?(\d{4})\.(\d{4,5})(?:v\d+)?",
        lambda m: f"archive {' '.join(m[1])}, {' '.join(m[2])}",
        text,
    )
    for short, long in _SHORT_FORMS.items():
        text = re.sub(rf"(?<![\w.]){re.escape(short)}(?!\w)", long, text)
    for word, reading in _WORDS.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", reading, text)
    text = re.sub(r"\b([Pp])(\d{2}(?:\.\d+)?)\b", r"P \2", text)
    text = re.sub(r"\bp-values?\b", lambda m: m[0].replace("p-", "P "), text)
    text = re.sub(r"\bp(?=\s*[<>=≤≥])", "P", text)
    text = re.sub(r"\b([FLR])(\d)\b", r"\1 \2", text)
    return re.sub(r"\bA/B\b", "A B", text)


def _numbers(text: str) -> str:
    """Read exponents, signs, ranges, multiples and units."""
    text = re.sub(rf"10({_POWER})", lambda m: f"10 to the {_signed(m[1])}", text)
    text = re.sub(rf"(?<=\w)({_POWER})", lambda m: _power(m[1]), text)
    text = re.sub(r"\b10\^\{?([-−+]?\d+)\}?", lambda m: f"10 to the {_signed(m[1])}", text)
    text = re.sub(rf"\b({_NUMBER})[eE]([-−+]?\d+)\b", lambda m: f"{m[1]} e {_signed(m[2])}", text)
    text = re.sub(rf"({_NUMBER})\s?[–-]\s?({_NUMBER})(?![\w-])", r"\1 to \2", text)
    text = re.sub(r"(?<![\w.])[-−](?=\.?\d)", "minus ", text)
    text = re.sub(r"(?<![\w.])\+(?=\.?\d)", "plus ", text)
    text = re.sub(rf"({_NUMBER})\s?[x×]\s?(?={_NUMBER})", r"\1 by ", text)
    text = re.sub(rf"({_NUMBER})[x×](?!\w)", r"\1 times", text)
    text = re.sub(rf"~\s?(?={_NUMBER})", "about ", text)
    text = re.sub(rf"({_NUMBER})([BMKTk])\b", r"\1 \2", text)
    units = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    text = re.sub(rf"({_NUMBER})\s?({units})(?!\w)", lambda m: f"{m[1]} {_unit(m[1], m[2])}", text)
    return re.sub(r"(?<=[a-z])/s\b", " per second", text)


def _signs(text: str) -> str:
    """Read what is left of signs and Greek letters."""
    for sign, word in _SYMBOLS.items():
        text = text.replace(sign, word)
    text = re.sub(r"(?<=\w)\s?<\s?(?=\w)|\s<\s", " less than ", text)
    text = re.sub(r"(?<=\w)\s?>\s?(?=\w)|\s>\s", " more than ", text)
    text = re.sub(r"(?<=\S)\s?=\s?(?=\S)", " equals ", text)
    text = re.sub(r"\s×\s", " times ", text)
    text = re.sub(r"(?<=\w)\s\+\s(?=\w)", " plus ", text)
    for letter, name in _GREEK.items():
        text = text.replace(letter, f" {name} ")
    return text


def _signed(number: str) -> str:
    """Read a sign and a number without its leading zeros."""
    number = number.translate(_SUPERSCRIPTS).replace("−", "-")
    digits = number.lstrip("+-").lstrip("0") or "0"
    return f"minus {digits}" if number.startswith("-") else digits


def _power(exponent: str) -> str:
    value = _signed(exponent)
    return {"2": " squared", "3": " cubed"}.get(value, f" to the {value}")


def _unit(number: str, unit: str) -> str:
    word = _UNITS[unit]
    return word.removesuffix("s") if number == "1" and unit not in {"Hz", "kHz", "GHz"} else word


def _shortened(text: str) -> str:
    """Cut at the last sentence's end, else at the last word, that leaves at most `LIMIT` characters."""
    if len(text) <= LIMIT:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", text[: LIMIT + 1])]
    return text[: ends[-1]] if ends else text[:LIMIT].rpartition(" ")[0] or text[:LIMIT]
