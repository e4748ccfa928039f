"""How a written line is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.speaking.wording import LIMIT, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("p95 was 120 ms", "P 95 was 120 milliseconds"),
        ("lr=1e-4", "lr equals 1 e minus 4"),
        ("3e-05, 2.5e6", "3 e minus 5, 2.5 e 6"),
        ("10⁻⁴ or 10^-4", "10 to the minus 4 or 10 to the minus 4"),
        ("R² and n³", "R squared and n cubed"),
        ("81.2 ± 0.3%", "81.2 plus or minus 0.3 percent"),
        ("The KL term", "The K L term"),
        ("LoRA or QLoRA?", "Lora or Q Lora?"),
        ("F1, L2, R2", "F 1, L 2, R 2"),
        ("arXiv:2106.09685v2", "archive 2 1 0 6, 0 9 6 8 5"),
        ("p < 0.05 and n > 3", "P less than 0.05 and n more than 3"),
        ("p<0.05", "P less than 0.05"),
        ("a 7B model, 10x faster", "a 7 B model, 10 times faster"),
        ("a 3×3 kernel", "a 3 by 3 kernel"),
        ("3–5 seeds", "3 to 5 seeds"),
        ("−0.4 and -2", "minus 0.4 and minus 2"),
        ("~40% of α", "about 40 percent of alpha"),
        ("λ and μ", "lambda and mu"),
        ("e.g. BLEU vs. ROUGE", "for example blue versus rouge"),
        ("an A/B test at 300 tok/s", "an A B test at 300 tokens per second"),
        ("Smith et al. said so", "Smith and colleagues said so"),
        ("train_loss", "train loss"),
        ("well-tuned, state-of-the-art", "well-tuned, state-of-the-art"),
        ("AdamW beats SGD; GPT-4 does not.", "AdamW beats SGD; GPT-4 does not."),
    ],
)
def test_symbols_are_said_as_an_expert_says_them(written, said):
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[slnc 9000]] Why?", "Why?"),
        ('<speak>Why <break time="9s"/> five?</speak>', "Why five?"),
        ("**Why** `five` _seeds_?", "Why five seeds?"),
        ("# Question\n- Why?", "Question Why?"),
        ("See [the paper](https://a.b/c) or https://x.y/z?q=1", "See the paper or a link"),
        ("[hibari](/hibˈɑɹi/)", "hibari"),
        ("one\x00two\x1b[31m\u202ethree\nfour", "one two 31m three four"),
        ("***", ""),
        ("", ""),
    ],
)
def test_nothing_in_a_line_commands_the_engine(written, said):
    assert spoken(written) == said


def test_a_long_line_ends_at_a_sentence():
    sentence = "How would you have ruled that out before you wrote the paper? "
    said = spoken(sentence * 20)
    assert LIMIT - len(sentence) < len(said) <= LIMIT
    assert said.endswith("?")


def test_one_endless_word_is_cut_too():
    assert len(spoken("a" * 5000)) == LIMIT


@given(st.text(max_size=900))
def test_any_text_can_be_said_without_commands(text):
    said = spoken(text)
    assert len(said) <= LIMIT
    assert not set(said) & set("<>[]{}`*\\\n\x00")
