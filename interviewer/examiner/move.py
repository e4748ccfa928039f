"""What a challenge move is, and which rubric dimension each weakness belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PartName = Literal["discussion", "presentation"]

WEAKNESSES: dict[str, str] = {
    "unscoped_area": "scoped_depth",
    "survey_list": "scoped_depth",
    "unconditional_comparison": "comparative_judgment",
    "secondhand_evidence": "first_hand_evidence",
    "unfalsifiable_forecast": "falsifiable_forecasting",
    "no_product_constraints": "research_to_product",
    "unclear_contribution": "crisp_contribution",
    "blurred_ownership": "crisp_contribution",
    "unjustified_choice": "method_altitudes",
    "untuned_baseline": "experimental_rigor",
    "misaligned_metric": "experimental_rigor",
    "missing_ablation": "experimental_rigor",
    "single_dataset": "experimental_rigor",
    "test_leakage": "experimental_rigor",
    "no_uncertainty": "experimental_rigor",
    "ignored_compute": "experimental_rigor",
    "belief_as_measurement": "intellectual_honesty",
    "hidden_limitations": "honest_limitations",
    "appeal_to_authority": "first_principles",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One way to challenge: it asks about a possible weakness and never claims that there is one."""

    id: str
    dimension: str
    labels: tuple[str, ...]
    """The weaknesses it probes; none for a move that fits any answer."""
    ask: tuple[str, ...]
    """Ways to put it, each one question with a `{quote}` slot."""
    plain: str
    """The same without a quote, for an answer too short to quote."""
    whys: tuple[str, ...]
    """One "why" deeper each, with a `{quote}` slot for the answer to the question before."""
    parts: tuple[PartName, ...] = ("discussion", "presentation")
