"""Terms of the trade: found in texts, said to the recogniser in a sentence, spelled as they are listed."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.events import Word
from audio.listening import jargon, spelling
from audio.listening.expecting import Expecting

TERMS = ("LoRA", "QLoRA", "FlashAttention", "AUPRC", "ResNet50", "LibriSpeech", "KV cache", "gRPC", "RoBERTa")


def said(text):
    return [Word(word, at * 0.3, at * 0.3 + 0.2, 0.9) for at, word in enumerate(text.split())]


def spelled(text, terms=TERMS):
    return " ".join(word.text for word in spelling.spelled(said(text), terms))


def test_acronyms_camel_case_letters_with_digits_and_names_are_terms():
    text = (
        "We used LoRA and QLoRA at 3x speed, GPT-4o on 8 GPUs, and the Wasserstein distance. The p99 of vLLM's "
        "cache fell by 30ms."
    )
    assert set(jargon.pick([text])) == {"LoRA", "QLoRA", "GPT-4o", "GPUs", "Wasserstein", "p99", "vLLM"}


def test_headings_sentence_starts_numbers_and_shouting_are_no_terms():
    text = "# What A Strong Answer Covers\nCompany: Acme\nIn 2024 we ran it. Then the 2nd one.\nDO NOT SHOUT THIS\n"
    assert jargon.pick([text]) == []


def test_the_terms_used_most_come_first():
    assert jargon.pick(["BLEU and COMET", "COMET again, and COMET"]) == ["COMET", "BLEU"]


def test_a_glossary_is_one_term_a_line():
    assert jargon.listed("# mine\nLoRA\n\n  KV   cache \nLoRA # not a comment\n") == [
        "LoRA",
        "KV cache",
        "LoRA # not a comment",
    ]


def test_every_term_once_the_users_own_spelling_first():
    assert jargon.gathered(["vLLM"], ["VLLM", "LoRA", "x" * 41, "one two three four five"]) == (
        "vLLM",
        "LoRA",
    )


def test_the_prompt_is_one_sentence():
    assert jargon.prompt(("LoRA", "QLoRA", "RLHF")) == "In this interview we talk about LoRA, QLoRA and RLHF."
    assert jargon.prompt(("LoRA",)) == "In this interview we talk about LoRA."
    assert jargon.prompt(()) == ""


def test_a_long_list_is_cut_after_the_most_relevant_terms():
    terms = [f"Term{number:03d}" for number in range(500)]
    sentence = jargon.prompt(terms)
    assert 20 < sentence.count("Term") < 100
    assert "Term000," in sentence
    assert sentence.endswith(".")
    assert "Term499" not in sentence


def test_the_longest_prompt_fits_whisper(tmp_path):
    from tokenizers import Tokenizer

    from audio.listening import models

    folder = models.find("tiny.en", tmp_path, offline=True).folder
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    dense = [f"xQ{number}zKv{number % 7}" for number in range(100)]
    for terms in (dense, ["GPTQ", "IVFPQ", "AUPRC", "bfloat16", "wav2vec", "YOLOv8"] * 30):
        unique = jargon.gathered(terms)
        assert len(tokenizer.encode(" " + jargon.prompt(unique)).ids) <= 223


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("we report a UPRC, not accuracy", "we report AUPRC, not accuracy"),
        ("a Res Net 50 baseline", "a ResNet50 baseline"),
        ("flash attention's memory", "FlashAttention's memory"),
        ("behind GRPC.", "behind gRPC."),
        ("Q LoRA and LoRA", "QLoRA and LoRA"),
    ],
)
def test_terms_are_written_as_they_are_listed(heard, written):
    assert spelled(heard) == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("a raise net 50 baseline", "a ResNet50 baseline"),
        ("the Breyer score", "the Brier score"),
        ("without the callback labeler, penalty", "without the Kullback Leibler, penalty"),
        ("the Ray Ranker stayed", "the reranker stayed"),
        ("once BFLO 16 was on", "once bfloat16 was on"),
        ("in that case to the end", "in that case to the end"),
        ("up to four and one of them", "up to four and one of them"),
    ],
)
def test_where_the_recogniser_doubts_itself_a_term_that_sounds_alike_is_meant(heard, written):
    terms = (*TERMS, "Brier", "Kullback Leibler", "reranker", "bfloat16", "U-Net", "Triton", "Optuna")
    certain = said(heard)
    doubted = [dataclasses.replace(word, probability=0.5) for word in certain]
    assert " ".join(word.text for word in spelling.spelled(doubted, terms)) == written
    assert " ".join(word.text for word in spelling.spelled(certain, terms)) == heard


@pytest.mark.parametrize(
    "heard",
    [
        "ask Robert about it",
        "a flash, attention please",
        "the library speaks for itself",
        "zero rope and a clip",
        "we said a lot",
        "the resonant noise",
    ],
)
def test_plain_words_stay_plain_words(heard):
    assert spelled(heard, (*TERMS, "ZeRO", "RoPE", "CLIP", "SAC")) == heard


def test_a_joined_term_keeps_its_time_and_its_least_certainty():
    (word,) = spelling.spelled([Word("a", 1.0, 1.1, 0.9), Word("UPRC.", 1.1, 1.8, 0.4)], TERMS)
    assert word == Word("AUPRC.", 1.0, 1.8, 0.4)


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1, max_size=12))
)
def test_spelling_loses_no_time_and_no_order(texts):
    words = [Word(text, float(at), at + 0.5, 0.5) for at, text in enumerate(texts)]
    written = spelling.spelled(words, TERMS)
    assert [word.start for word in written] == sorted({word.start for word in written})
    assert {word.end for word in written} <= {word.end for word in words}
    assert (written[-1].end if written else None) == (words[-1].end if words else None)


@pytest.mark.parametrize(
    "text",
    [
        "In this interview we talk about LoRA",
        "LoRA QLoRA FlashAttention AUPRC ResNet50",
        "LoRA, LoRA, LoRA, LoRA, LoRA, LoRA",
        "we know LoRA QLoRA FlashAttention AUPRC ResNet50 and other things that are not in the list at all",
    ],
)
def test_a_prompt_that_is_read_back_is_noticed(text):
    assert jargon.echoes(said(text), TERMS)


def test_speech_full_of_terms_is_no_echo():
    text = (
        "we compared LoRA with QLoRA, FlashAttention was on, and AUPRC was worse than ResNet50 without LoRA"
    )
    assert not jargon.echoes(said(text), TERMS)


class Scripted:
    """Answers by the prompt it is given."""

    name, digest, device = "scripted", "abc", "cpu"

    def __init__(self, plain, prompted="never asked"):
        self.plain, self.prompted = plain, prompted
        self.prompts = []

    def transcribe(self, samples, prompt=""):
        self.prompts.append(prompt)
        return said(self.prompted if prompt else self.plain)

    sketch = transcribe

    def transcribe_all(self, sounds, prompt=""):
        return [self.transcribe(sound, prompt) for sound in sounds]


SOUND = np.zeros(16000, np.float32)


def heard(words):
    return " ".join(word.text for word in words)


def test_where_a_term_may_have_been_said_it_is_listened_for_once_more():
    inner = Scripted("the Q Laura was better", "the QLoRA was better")
    expecting = Expecting(inner, TERMS)
    assert heard(expecting.transcribe(SOUND)) == "the QLoRA was better"
    assert [bool(prompt) for prompt in inner.prompts] == [False, True]
    assert [heard(words) for words in expecting.transcribe_all([SOUND])] == ["the QLoRA was better"]
    assert (expecting.name, expecting.digest, expecting.device) == ("scripted", "abc", "cpu")


def test_plain_speech_is_heard_once_and_left_alone():
    inner = Scripted("we went home and thought about it")
    assert heard(Expecting(inner, TERMS).transcribe(SOUND)) == "we went home and thought about it"
    assert inner.prompts == [""]


def test_a_second_hearing_without_gain_changes_nothing():
    inner = Scripted("we ran it on a GPU at night", "we ran it on an AGP at nine")
    assert heard(Expecting(inner, TERMS).transcribe(SOUND)) == "we ran it on a GPU at night"
    assert len(inner.prompts) == 2


@pytest.mark.parametrize(
    "echo",
    [
        "In this interview we talk about LoRA, QLoRA and FlashAttention",
        "LoRA QLoRA FlashAttention AUPRC ResNet50",
        "LoRA LoRA LoRA LoRA LoRA LoRA LoRA",
    ],
)
def test_an_echo_of_the_prompt_is_not_believed(echo, caplog):
    inner = Scripted("we ran it on a GPU at night", echo)
    assert heard(Expecting(inner, TERMS).transcribe(SOUND)) == "we ran it on a GPU at night"


def test_the_terms_that_may_have_been_said_are_asked_for_first():
    inner = Scripted("the flesh attention was on")
    Expecting(inner, [f"Term{number}" for number in range(300)] + ["FlashAttention"]).transcribe(SOUND)
    assert inner.prompts[1].startswith("In this interview we talk about FlashAttention, Term0, ")


def test_interim_text_is_heard_once_and_spelled():
    inner = Scripted("the a UPRC went up")
    assert heard(Expecting(inner, TERMS).sketch(SOUND)) == "the AUPRC went up"
    assert inner.prompts == [""]


def test_without_terms_nothing_is_changed():
    assert heard(Expecting(Scripted("a UPRC")).transcribe(SOUND)) == "a UPRC"


def test_a_caller_with_a_prompt_of_its_own_gets_it():
    inner = Scripted("never", "Um, a UPRC")
    assert heard(Expecting(inner, TERMS).sketch(SOUND, "Um, uh.")) == "Um, a UPRC"
    assert inner.prompts == ["Um, uh."]


def test_terms_can_change_between_answers():
    expecting = Expecting(Scripted("a UPRC", "a UPRC"), ())
    assert heard(expecting.transcribe(SOUND)) == "a UPRC"
    expecting.expect(TERMS)
    assert heard(expecting.transcribe(SOUND)) == "AUPRC"


@pytest.fixture(scope="module")
def whisper(tmp_path_factory):
    from audio.listening import models
    from audio.listening.whisper import Whisper

    return Whisper(models.find("tiny.en", tmp_path_factory.mktemp("store"), offline=True), "cpu")


def keyboard(at):
    rng = np.random.default_rng(5)
    sound = np.zeros(len(at))
    for start in rng.integers(0, len(at) - 800, 40):
        sound[start : start + 800] += 0.3 * rng.normal(0, 1, 800) * np.exp(-np.arange(800) / 120)
    return sound


def music(at):
    notes = (220.0, 277.2, 329.6, 440.0)
    return sum(0.06 * np.sin(2 * np.pi * note * at) * (1 + np.sin(2 * np.pi * 2 * at)) for note in notes)


NOTHING = {
    "silence": lambda at: np.zeros(len(at)),
    "noise": lambda at: np.random.default_rng(1).normal(0, 0.02, len(at)),
    "hum": lambda at: 0.1 * np.sin(2 * np.pi * 50 * at) + 0.03 * np.sin(2 * np.pi * 150 * at),
    "keyboard": keyboard,
    "music": music,
}


@pytest.mark.parametrize("kind", NOTHING)
def test_a_list_of_terms_puts_no_words_into_what_is_no_speech(whisper, kind):
    from audio.listening.whole_file import transcribe_file

    sound = NOTHING[kind](np.arange(20 * 16000) / 16000).astype(np.float32)
    assert transcribe_file(Expecting(whisper, TERMS), sound) == []
