"""The cue words: what calls for a question about a weakness, and what in the same answer already meets it.

They find where to ask; they prove nothing. The weights are our judgement, not fitted to any data.
"""

from __future__ import annotations

import re

Cues = tuple[tuple[re.Pattern[str], float], ...]

# Weakness, weight, words (alternatives of a pattern, read against text without case and marks). A weight
# above zero counts in the clause in which the words stand, one below zero wherever in the answer they stand.
_TABLE = r"""
unscoped_area 0.40 my (area|field|topic|expertise) is|i (work|specialise|specialize) (on|in|across)|broadly
unscoped_area 0.30 everything|all kinds|all sorts|all of|the whole|any kind|anything|in general|end to end
unscoped_area 0.30 full stack
unscoped_area 0.20 deep learning|machine learning|generative|foundation models|a ?i|language models|vision
unscoped_area 0.20 multimodal
unscoped_area -0.30 i leave|leave out|not (doing|covering)|only|specifically|narrow\w*|just the
survey_list 0.50 then (came|there was|there were|you have|people)|after that|followed by|next came|came out
survey_list 0.35 twenty (twelve|\w+teen|twenty \w+)|20[012]\d|in \d{4}|first there was|started with
survey_list 0.35 also there
survey_list 0.20 (there is|there s|you ve got|you have|we have)\b.*\b(and|also)\b.*\b(and|also)
survey_list -0.30 families|family|kinds of|groups?|fall into|camps?|boils down|two ideas|axis
unconditional_comparison 0.35 simply|just|always|strictly|clearly|obviously|by far|hands down
unconditional_comparison 0.35 across the board|in every
unconditional_comparison 0.40 better|best|superior|stronger|strongest|beats?|wins?|dominates?|obsolete
unconditional_comparison 0.40 outperforms?
unconditional_comparison 0.40 no reason to|nobody should|everyone should|the right (way|choice|answer)
unconditional_comparison 0.40 more powerful
unconditional_comparison -0.20 loses|breaks down|falls apart|below|under|above|beyond|unless|depends|whereas
unconditional_comparison -0.10 \d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty
unconditional_comparison -0.10 percent|points?
secondhand_evidence 0.50 people (say|found|report|have shown)|it s (well )?known|reported|reports|apparently
secondhand_evidence 0.50 supposedly
secondhand_evidence 0.40 i (ve )?(read|heard|saw)|blog|posts?|papers? (say|show|report)|literature
secondhand_evidence 0.40 according to|talks?
secondhand_evidence 0.50 haven t (tried|run|trained)|not (tried|run) (it|that|this) (myself|ourselves)
secondhand_evidence 0.50 from what
secondhand_evidence -0.30 i (trained|ran|built|measured|tried|debugged)|my (run|worst|own)
unfalsifiable_forecast 0.35 will|going to|gonna|eventually|in the future|sooner or later|one day|the future
unfalsifiable_forecast 0.35 huge|transform\w*|revolution\w*|everywhere|ubiquitous|big role|more and more
unfalsifiable_forecast 0.35 increasingly|explode
unfalsifiable_forecast 0.20 i (think|believe|expect|bet|see)|my bet|we ll see|heading|trend|direction
unfalsifiable_forecast -0.35 by (the end|next|twenty)|within|wrong|change my mind
unfalsifiable_forecast -0.35 if (it|that) (doesn|stays|isn)|i d drop|months
no_product_constraints 0.40 product|deploy\w*|ship\w*|production|users?|customers?|launch\w*|roll(ed)? out
no_product_constraints 0.40 serve|serving|live
no_product_constraints 0.30 just|simply|straightforward|plug|drop it in|put it (in|behind)|integrat\w+
no_product_constraints 0.30 easily|api
no_product_constraints -0.30 latency|millisecond\w*|cost|cents?|p ?95|p ninety|roll ?back|fallback|budget
no_product_constraints -0.30 monitor\w*|threshold
unclear_contribution 0.35 framework|system|platform|pipeline|holistic|comprehensive|unified|several things
unclear_contribution 0.35 various|a range of
unclear_contribution 0.35 we (looked at|explored|studied|worked on|investigated|played)|looking (at|into)
unclear_contribution 0.35 sort of|kind of
unclear_contribution 0.20 the project (is|was) about|basically|overall|many aspects|different aspects
unclear_contribution 0.20 a lot of
unclear_contribution -0.35 contribution|the new (thing|part|idea)|what s new|in one sentence|the claim
blurred_ownership 0.50 we (built|designed|developed|trained|came up|decided|wrote|implemented)
blurred_ownership 0.50 we (collected|ran|created|set up)
blurred_ownership 0.40 the team|our team|our group|our lab|together|all of us|everyone
blurred_ownership 0.30 (was|were) (built|designed|developed|trained|decided|written|implemented|collected)
blurred_ownership -0.35 i (wrote|built|ran|designed|came up|owned)|my part|was mine|i did
unjustified_choice 0.35 (we|i) (used|use|chose|picked|took|went with|set|adopted|just)
unjustified_choice 0.35 default|usual|typical|natural choice|felt right|seemed|out of the box|off the shelf
unjustified_choice 0.35 as everyone
unjustified_choice 0.20 layers|loss|architecture|optimi[sz]er|transformer|lora|adapter|temperature
unjustified_choice 0.20 learning rate|encoder
unjustified_choice -0.20 because|since|so that|the reason|we compared|against
untuned_baseline 0.40 baselines?|the old (one|model|system)|vanilla|the plain|standard (model|version)
untuned_baseline 0.40 competitor
untuned_baseline 0.50 defaults?|as (published|released|is)|out of the box|off the shelf|public checkpoint
untuned_baseline 0.50 their (numbers|paper)
untuned_baseline 0.25 copied|took (the|their)|reported (in|by)|once|as it came|that came with
untuned_baseline -0.40 trials each|same (number|budget|sweep|search|tuning)|its own (sweep|search|learning)
untuned_baseline -0.40 both got|equally
misaligned_metric 0.40 judge|bleu|rouge|perplexity|clicks?|engagement|likes|thumbs|proxy|win rate|reward
misaligned_metric 0.40 length
misaligned_metric 0.35 metric|measured by|score|scored|measure|rated|rating|preferred|grader
misaligned_metric 0.15 so (it s|we re|users|the)|which (means|shows|tells)
misaligned_metric -0.25 human\w*|blind|second (measure|metric)|checked|by hand|agree\w*|annotat\w+
missing_ablation 0.30 also|plus|on top|at the same time|as well|together with|along with|in addition
missing_ablation 0.30 while we were
missing_ablation 0.30 new|changed|added|switched|moved to|swapped|replaced|combined|combination|increased
missing_ablation 0.25 gain comes from|thanks to|due to|which (shows|tells|proves)|so the|that s what
missing_ablation -0.35 ablat\w+|leave one out|without the|remov\w+|only thing|one at a time|on its own|alone
missing_ablation -0.35 both arms
single_dataset 0.30 any|every|all|whatever|whether|in general|generally|universal\w*|across|everywhere
single_dataset 0.30 always
single_dataset 0.45 works for|holds for|generali[sz]es?|transfers?|carries over|applies to
single_dataset 0.45 other (domains?|languages?)
single_dataset 0.20 the dataset|our (data|set|corpus|benchmark)
single_dataset 0.20 one (hospital|site|dataset|benchmark|language)
single_dataset -0.35 (two|three|four|five|six|several) (data ?sets|benchmarks|sites|suites|corpora|queues)
test_leakage 0.35 (test|held out|holdout|evaluation|eval) (set|data|split|period|part|score|accuracy|months?)
test_leakage 0.35 picked|pick|chose|selected|kept|keep|tuned|tuning|early stop\w*
test_leakage 0.35 best (checkpoint|epoch|seed|one)
test_leakage 0.45 random(ly)? split|split (it )?(at )?random|before (the )?split|whole (data|set|corpus)
test_leakage 0.45 all the data|normali[sz]ed
test_leakage -0.35 never (touched|seen|looked)|opened once|once at the end
test_leakage -0.35 by (user|patient|author|time|speaker)|separate
no_uncertainty 0.30 gains?|improv\w+|wins?|won|beats?|outperform\w*|better|higher|lower|went (up|down|from)
no_uncertainty 0.30 ahead
no_uncertainty 0.35 point (one|two|three|four|five|six|seven|eight|nine)|\d\.\d
no_uncertainty 0.30 one run|single run|ran it once|a run|clearly|so it s (better|real)|improvement
no_uncertainty -0.40 seeds?|interval|standard (error|deviation)|plus or minus|either way|significan\w+
no_uncertainty -0.40 bootstrap|spread|noise
ignored_compute 0.40 samples?|sampling|ensembles?|votes?|voting|passes|times each|best of|search|longer
ignored_compute 0.40 bigger|larger
ignored_compute 0.40 (\d+|two|three|four|five|eight|ten|\w+teen|\w+ty) (samples|models|passes|times)
ignored_compute 0.40 (\d+|two|three|four|five|eight|ten|\w+teen|\w+ty) (steps|rollouts|calls|votes)
ignored_compute 0.25 every (token|step|query|example)|second model|verifier|rerank\w*|twice
ignored_compute -0.35 same (compute|cost|budget|g ?p ?u|steps|hours)|cost\w*|millisecond\w*|flops
ignored_compute -0.35 per (query|request)|cheaper
belief_as_measurement 0.40 because|the reason|why it works|due to|since the model|that s why|explains?
belief_as_measurement 0.40 which is why
belief_as_measurement 0.45 the model (understands?|learns?|knows?|realises?|realizes?|has learned|figures)
belief_as_measurement 0.45 it (understands?|learns?)
belief_as_measurement 0.30 proves?|shows? that|means that|demonstrates?|tells us|clearly|obviously|of course
belief_as_measurement -0.30 we (checked|tested|measured)|i (guess|suspect|haven)|might|ablat\w+|control
hidden_limitations 0.60 no (real |major |big )?(limitations?|problems?|issues?|weakness\w*|downsides?)
hidden_limitations 0.60 robust|flawless\w*
hidden_limitations 0.40 works (well|great|everywhere|fine)|just works|very (happy|robust|solid)|ready|solved
hidden_limitations 0.40 reliabl\w+
hidden_limitations 0.25 in all|in every|all (the )?cases|always|never fails?|any
hidden_limitations -0.35 fails?|falls? (over|apart)|breaks?|worse|still (wrong|fails|not)|limit\w*
hidden_limitations -0.35 doesn t (work|help)|weak
appeal_to_authority 0.50 google|deepmind|openai|meta|anthropic|nvidia|stanford|big labs?|the labs|famous
appeal_to_authority 0.50 turing
appeal_to_authority 0.40 everyone|everybody|state of the art|standard|de facto|community|consensus|sota
appeal_to_authority 0.40 best practice
appeal_to_authority 0.30 they (know|do|use)|paper says|professor|advisor|cited|citations?
appeal_to_authority 0.30 uses? (it|this|that)
appeal_to_authority -0.20 because|mechanism|we (tried|measured|checked)|reason
"""


def _read(table: str, sign: int) -> dict[str, Cues]:
    cues: dict[str, Cues] = {}
    for row in table.strip().splitlines():
        label, weight, words = row.split(maxsplit=2)
        if float(weight) * sign > 0:
            cue = (re.compile(rf"\b(?:{words})\b"), abs(float(weight)))
            cues[label] = (*cues.get(label, ()), cue)
    return cues


CUES = _read(_TABLE, 1)
RELIEFS = _read(_TABLE, -1)
