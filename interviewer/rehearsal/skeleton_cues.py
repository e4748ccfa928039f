"""Turns of phrase by which a listener knows where a talk is; what each speaks for is learned, none decides alone.

They are sought in text without case and marks, in which every figure is a 0.
"""

from __future__ import annotations

import re

# A family's name, then alternatives of its pattern, between word ends; a family may have several lines. Written by
# hand with the talks of authors t and x of training/talks known and those of u, v and w unread.
_TABLE = r"""
people people|patients?|nurses?|doctors?|customers?|users?|drivers?|farmers?|operators?|engineers?|children
people teachers?|students?|pilots?|clinicians?|analysts?|technicians?|editors?|annotators?|workers?|volunteers?
people households?|biologists?|chemists?|residents?|families|clients?|radiologists?|moderators?|translators?
people dispatchers?|somebody|someone
at_work hospitals?|ward|clinic|factory|plant|warehouse|school|company|control room|call cent(er|re)|lab|bank|court
at_work farm|shift|office|city|village|charity|agency|utility|phone
harm dies?|died|dead|lost|loses? (money|time|trust)|injur\w+|accidents?|alarms?|alerts?|wait(s|ed|ing)?|stuck
harm blame\w*|afraid|dangerous|harm\w*|expensive|wasted?|wrong (drug|dose|part|answer|one|place|person)|outages?
harm crash(es|ed)?|recall(ed|s)|complain\w*|trouble|nobody trusts|guess(ing|es|ed)?|by hand
pays 0 (pounds?|dollars?|euros?|cents?|pence|francs?)|costs? (them|us|you|her|him|the|a|about|0)|money|budget
pays cheap\w*|expensive
often every (day|night|week|morning|evening|shift|month|time|year)|each (day|night|week|morning|shift|month)
often a (day|week|month|shift|year)|per (day|week|shift|month|year)
matters why (anyone|anybody|you|we|i|this|it|that)( should)?( matters?| cares?)?|who cares|matters? because
matters (the )?problem (is|was|here|we|they|that|i|there)|(the )?trouble (is|was|with)
matters the (issue|question|trouble|pain) (is|was|here)|what goes wrong|goes wrong
prior existing|previous\w*|prior|literature|papers?|earlier (work|methods|attempts)|related work
prior known (methods|ways)|published|state of the art|citations?|survey|line of|lines of
others_do (people|folks|everyone|everybody|others|they) (do|does|did|uses?|try|tries|tried|have tried)
others_do (people|folks|everyone|everybody|others|they) (take|fix|treat|assume|just|reach|go)
others_do (most|practice|the field|practitioners) (do|does|did|uses?|try|tries|tried|have tried)
others_do (most|practice|the field|practitioners) (take|fix|treat|assume|just|reach|go)
others_do (people|everyone|everybody|they|most) (usually|mostly|normally|all|already|typically)
others_do what (people|they|everybody|everyone|folks|most) (do|does|use|did|usually)
others_do the (usual|standard|obvious|classic|common|normal) (thing|way|answer|approach|trick|fix|methods?)
others_do the (usual|standard|obvious|classic|common|normal) (recipe|solution|practice|practise|move)
others_do the (textbook|traditional|default|current) (thing|way|answer|approach|trick|fix|methods?)
others_do the (textbook|traditional|default|current) (recipe|solution|practice|practise|move)
others_do you d think|you would think
lacking nobody|no one|none of|neither|nothing (in|that|out|does)|there (is|was|s) no|no notion|no way
lacking don t (know|have|tell|say|look|touch|handle|model|use|see|care)
lacking doesn t (know|have|tell|say|look|touch|handle|model|see|care)|does not|do not|cannot|can t|couldn t|never
lacking ignor\w+|assum\w+|blind|missing|miss(es)?|only works?|breaks? (down|when|as)|falls? (over|apart|down)
lacking too (slow|expensive|big|late|coarse)
two_roads the other (road|camp|family|way|option|route|half|line|side|school)|one (camp|family|line|school|group)
two_roads either\b.*\bor|both of (them|these|those)|all of (them|these|those)|they (all|both)|nearly all
two_roads most of them|pretty well all|two (families|camps|lines|kinds|papers)
two_roads there (is|are|s) (one|two|a few|several|some|plenty|lots|a lot|a long)
however but|except|however|although|whereas|unfortunately|only (that|problem|trouble)
claims i (built|made|wrote|designed|developed|propose|proposed|present|introduce|introduced|gave|trained)
claims i (show|showed|came up|contribute|invented)
claims we (built|made|designed|developed|propose|proposed|present|introduce|introduced|show|showed|came up)
claims we (contribute)
claims what (i|we) (did|made|built|do|have|bring|propose|present|contribute|ve (done|made|built))|so what came out
claims i ve (made|built)|we ve (made|built)|i have (made|built)|we have (made|built)
sentence one (sentence|breath|line|slide|phrase|idea|thing to remember|thing you)|a (sentence|nutshell|breath|line)
sentence in short|to (sum|summarise|summarize|put) (up|it)|remember (one|this|only)
sentence take (home|away) (one|this|message)|if you (remember|keep|take|leave)
sentence the whole (thing|idea|point|talk|claim)|the claim|short version
newness new (is|thing|here|part|bit|idea)|what s new|what is new|novel\w*|contribution
newness the first (to|time|method|one|system|model)|nowhere|my idea|our idea|the idea (is|was|here)
newness the point (is|was)|nobody (had|has) (done|tried)|for the first time
so_that so that|and (with|by) (that|this|it)|which (lets|means|gives|gets|cuts|makes|keeps)
so_that and it (gives|gets|cuts|brings|lets|keeps|needs|works|does|finds|makes)
so_that that (lets|gives|gets|cuts|keeps|needs|decides|learns|picks|tells|knows|says|reads|finds|works|uses|takes)
so_that without (any|anyone|that|changing|retraining|needing|touching|having|a|labels?|ever)|instead of|rather than
likeness (it s|its|it is|that s|is|s|was|were|be|bit|sort of|kind of|just|exactly|rather|more|works|same|much) like
likeness like (a|an|the|when|if|in|you|your|my|someone|somebody|playing|asking|trying|having|being|reading)|as if
likeness the same (as|way|thing|reason)|same with|analog\w+|metaphor
likeness picture (a|an|it|this|yourself|your|two|somebody|someone)|imagine|think of|think about|suppose|say you
likeness pretend|if you (ve|have) ever|you know (how|when|that)|the way i (think|see|picture)|intuiti\w+
likeness in your head|mental\w*
homely kitchen|grand(mother|father|ma|pa|mum|dad)|mother|father|mum|dad|aunt|uncle|sister|brother|wife|husband|kids?
homely son|daughter|neighbou?rs?|friends?|bag|shop\w*|cook\w*|soup|bread|cake|pub|quiz|football|dog|cat|car|road|map
homely bus|train|bike|bicycle|garden|choir|piano|song|music|orchestra|market|house|door|key|box|jar|jury|witness\w*
homely card|cards|party|game|team|coach|teacher|recipe book|library|librarian|queue|ship|boat|river|weather|umbrella
homely coat|shoes|letter|postman|photograph\w*|drawer|cup|coffee|tea|glass|water|wine|beer|restaurant|waiter|chef
homely salt|sugar|rope|ladder|bridge|wall|window|crowd|stranger|thief|detective
mathword loss|objective|minimi[sz]\w*|maximi[sz]\w*|sum|sums|sum of|squared?|square root|log|logarithm|probabilit\w+
mathword function of|exponential|dot product|inner product|divided|plus|minus|times|equation|symbols?|algebra
mathword formally|formula|notation|expectation|expected|gradients?|arg ?max|arg ?min|constraints?|subject to|norm
mathword theorem|bound|bounds|proof|divergence|k l|kl|softmax|sigmoid|cross entropy|likelihood|posterior|prior
mathword variance|distribution|matrix|vector|scalar|set of|subset|submodular|monotone|convex|derivative|integral
mathword mean of|weighted|weights?|term|penalty|margin|distance|score
greek lambda|beta|alpha|tau|epsilon|theta|gamma|delta|sigma|phi|pi|mu|eta|omega|psi|rho
letter_name (of|call it|a|the|and|with|over|is|times|plus|minus|where|given|each|every|for) [b-hj-z]( |$)
letter_name [b-hj-z] (of|sub|is|times|plus|minus|given|equals|hat|prime|star|minus)|[a-z] sub [a-z]|[xyzkn] (i|j|t)
on_paper written (down|out)|write (it|this|that) (down|out|as)|on paper|in symbols|to put it|more properly|precisely
on_paper formally|in (maths|math|notation)|you (re|are) (minimi|maximi|looking for|solving)\w*
on_paper what (gets|is|s|we|i|you) (minimi|maximi|optimi)\w+|the (loss|objective|score) (is|has|itself)|is defined
on_paper define|defined|equals?|is equal|let (x|me call|the|us)|call (it|that|this)|given (a|an|the|x|that)
on_paper at test time you
training a\d+|h\d+|bf\d+|adam|adamw|adam w|sgd|learning rate|batch(es)?|epochs?|steps?|layers?|warm ?up|warmed up
training schedule|cosine|pytorch|jax|tensorflow|a hundreds?|a 0|h 0|gpus?|t p us?|cards?|fine tun\w+|finetun\w+
training dropout|transformer|resnet|res net|encoder|decoder|vit|unet|u net|lstm|dimensions?|hidden|units
training optimi[sz]er|pretrained|pre trained|checkpoints?|initiali[sz]\w+|weight decay|clipp\w+|momentum|precision
training bf 0|float|lora|adapters?|backbone|convolution\w*|embedding|heads?|tokeni[sz]er|tokens|parameters
plumbing loader|pipeline|script|bug|debug\w*|logs?|hash\w*|buffer|queue|table|cache\w*|filter\w*|cut (it|them|into)
plumbing clean\w*|sampl(e|ed|er|ing)|shuffl\w+|mask\w*|crop\w*|scal(e|ed|ing)|normali[sz]\w+|augment\w*
plumbing preprocess\w*|resiz\w+|window|windows|pad|padding|code|implement\w*|trick|fiddly|gotcha
plumbing under the (bonnet|hood)|the doing|building it|to build|in practice|how (i|we) (did|built|made|train\w*) it
plumbing details?|what (broke|bit)|bit me|cost me|weeks?|a fortnight
made_it i (took|used|trained|wrote|froze|ran|fitted|cut|sorted|hashed|set|start\w*|put|cached|sampled)
made_it i (generated|collected|recorded)
made_it we (took|used|train|trained|start|started|froze|freeze|ran|fitted|cut|flatten|sample|sampled)
made_it we (generate|generated|collected|recorded|feed|cache|mask|crop|add)
made_it (is|are|was|were) trained|trained (on|with|for|it|the|by|from)
time_cost milliseconds?|microseconds?|seconds|minutes|hours|gpu (hours?|days?)|megabytes?|gigabytes?|kilobytes?
time_cost bytes?|memory|r a m|ram|latency|throughput|flops|overhead|compute|core|cores|laptop|phone|chip|real time
time_cost faster|slower|speed|energy|watts?
growth linear(ly)?|quadratic(ally)?|logarithm\w*|n log n|n squared|scales?( with| like)?|grows?( like| with)?
growth constant( in)?|order (n|of)|big o|doubl(e|es|ing)|twice (the|as)|doesn t (care|grow|depend)
growth per (query|token|frame|image|item|example|sample|request|layer|step|block|call|kernel)|cost(s)? (you|is|of)
growth what it costs|practically free|nearly free|almost free|for free|extra|fits (on|in)|complexity|asymptot\w+
trial_set test(ed|ing|s)?|test set|held out|hold out|kept (back|away|out|aside)|keep (back|out)|set aside|hidden
trial_set splits?|data ?sets?|benchmarks?|corpus|corpora|public|unseen|validation|cross valid\w+|train(ing)? set
trial_set annotat\w+|labell?ed|double labell?ed|ground truth|agree(d|ment)?|none of (these|them|which)
trial_set never (seen|saw)
compares baselines?|against|compar\w+|versus|up against|opponents?|contenders?|competitors?|alternatives
compares other methods|rivals?
compares the same (budget|number|tuning|trials|data|training|encoder|model|backbone|hours|steps|compute)
compares the same (amount|features|goes|questions)
compares same (budget|tuning|0|trials|data|training)|equal(ly)?|all (of them|with|got|tuned|had)
compares everyone (got|getting)|each (got|of them|tuned|with)|tuned|tuning|trials|sweeps?|grid search|random search
compares hyper ?parameters
metric f\d|r2|metric|f one|f 0|accuracy|precision|recall|auc|a u c|roc|word error|error rate
metric mean (absolute|average|squared|reciprocal)|average precision|bleu|rouge|ndcg|m a p|calibration|score(d)?
metric count(ed|ing)?|measured?|measur(e|es|ing)|report(ed|ing)?|looked at|judged?|rated?|blind\w*|win rate
seeds seeds?|0 (runs|repeats|folds|times)|folds?|bootstrap\w*|confidence intervals?|error bars?
seeds standard (error|deviation)|spread|plus (or )?minus|significan\w+|noise
moves from (about |around |roughly |something like )?0( percent| points?)? to|goes from|went from|(down|up) to
moves drops?( from| to)?|dropped|f[ae]ll(s|en)? (from|to|by)|r(i|o)se(s|n)?|improv\w+|gains?|climb\w*|halv\w+
moves reduc\w+|increas\w+|cut(s)? (it|the|by|that)|gets? (you|us|to|it|about)|got (to|about|us|it)|reach(es|ed)?
moves came (out|to|in)|lands? (at|on)|gives (you|us|0)|sits? at|ends? up
beats beats?|better than|ahead of|behind|best (of|baseline|one|method)|outperform\w*|wins?|won|loses? to|lost to
beats worse than|on par|level with|ties?|tied|matches|matched|close(r)? to|within (0|a|about|one|two)|gap
headline the (headline|main|big|top) (number|result|figure|table|one)|the numbers?|results?
headline what (we|i) (found|got|saw|see)|turns? out|so did it work|does it work|it works|it worked|here s what
headline the answer is|where (that|it) (gets|got|leaves|lands)|good news|bad news
amounts 0 percent|0 points?|point 0|a (third|half|quarter|fifth|tenth)|two thirds|three quarters|half (a|of|the)
amounts twice|0 times|0 fold
without without|remov\w+|drop(s|ped|ping)? (the|that|out|it)
without t(a|oo)k(e|ing)? (it|them|that|this|the|away|out|off|\w+) ?(\w+ )?(away|out|off|apart|to bits|down)?
without (take|took|taking|leave|left|leaving|throw|threw|throwing|turn\w*) (\w+ ){0,3}(away|out|off)
without (switch\w*|rip\w*|pull\w*|strip\w*|knock\w*) (\w+ ){0,3}(away|out|off)
without swap(s|ped|ping)?|replac\w+|instead of|switch(ed|ing)? off|turn(ed|ing)? off|ablat\w+|freez\w+ the
without random (ones?|instead)|shuffl\w+|only the|just the|alone|with(out)? just|keep the|kept the|strip\w*
without disabl\w+|pull\w* (bits|it|things)|in isolation|back to (plain|the|random)|fewer|half the
what_does what s (doing|holding|carrying|driving)|what is (doing|holding|carrying|driving)
what_does which (part|bit|piece|of (the|these|them|it))|where (it|the gain|that) comes from|was it (the|that)
what_does is it (the|that|just)|does the work|doing (the|something|most|all|nothing|any)|piece (by|for) piece
what_does one (by|at a) (one|time)|matters? (most|more|little)|carr(y|ies|ied) (the|most)
what_does makes? (almost |no |little |hardly |a )?(nothing|difference)|you (lose|give|keep|get|still)|loses?|lost
what_does costs? (you|us|about|0)|gives? (away|back|up)|most of (the|it)|nearly the whole
what_does hardly (anything|any|matters)|barely|practically (all|nothing)|of the gain|worth
read_errors (went|go|going|looked) (\w+ ){0,3}(through|at|to|into|all|up|over|with|every|them)
read_errors (look|read|listened|sat|sorted) (\w+ ){0,3}(through|at|to|into|all|up|over|with|every|them)
read_errors (stared|pulled|opened) (\w+ ){0,3}(through|at|to|into|all|up|over|with|every|them)
read_errors (watched|filmed|printed|inspected) (\w+ ){0,3}(through|at|to|into|all|up|over|with|every|them)
read_errors (checked|examined|combed|tagged|clicked|dug) (\w+ ){0,3}(through|at|to|into|all|up|over|with|every|them)
read_errors by hand|one by one|the worst|worst (0|ones|cases|errors)|0 (errors|failures|mistakes|misses|cases|wrong)
read_errors errors?|mistakes?|failures?|fail(s|ed|ing)?|misses|missed|wrong|confus\w+|mix(es|ed) up
read_errors false (alarms?|positives?|negatives?)|still (gets?|falls?|fails?|trips?|miss\w*|lost)|gets? wrong
read_errors got wrong|when it (fails|is wrong|gets|goes)|where it (fails|breaks|goes|trips|falls)|failure modes?
sorted_kinds half of (them|it|those|these|the)|about half|(the )?rest( are| is| were)?|a third of (them|those)
sorted_kinds most of (them|those|these)|0 of (them|the|those|these)|0 (are|were|is|was)|and 0 (are|were)
sorted_kinds the (bigger|biggest|larger|largest|second) (one|group|pile|family|bucket|kind|chunk|share|heap|part)
sorted_kinds the (other|main|smaller) (one|group|pile|family|bucket|kind|chunk|share|heap|part)
sorted_kinds kinds?|piles?|buckets?|famil(y|ies)|categor\w+|clusters?|groups?|handful|remaining|majority
sorted_kinds (one|0) in 0|getting on for
limits limits?( of| is| to)?|limitations?|caveats?|honest(ly)?|fair|in fairness|careful
limits to be (fair|straight|clear|honest)|straight with you|bear in mind|warn\w*|should say|must say|have to say
limits admit|own up|don t (trust|believe|take|read|use|expect)
limits wouldn t (trust|bet|take|expect|want|believe|claim|use)|would not (trust|bet|take|expect|want|claim)
limits can t (say|tell|claim|promise|rule)|cannot (say|tell|claim|promise|rule)
limits haven t (tested|tried|checked|shown|run)|have not (tested|tried|checked|shown|run)
limits don t know (if|whether|what|how)|never (tested|tried|ran|checked)
limits not (tested|tried|a proof|many|enough|clear)|untested|no (idea|business|evidence|claim)
limits doesn t (hold|apply|work|transfer)|won t (work|hold|help)|if you (have|don t have|haven t)
only_one (only )?(one|a single|just one|just two|two) (corner|city|cities|lab|labs|winter|site|sites)
only_one (only )?(one|a single|just one|just two|two) (hospital|hospitals|language|languages|camera|cameras)
only_one (only )?(one|a single|just one|just two|two) (kind|vendor|machine|company|country|factory|house)
only_one (only )?(one|a single|just one|just two|two) (houses|season|year|dataset|data set|data|model|models)
only_one (only )?(one|a single|just one|just two|two) (domain|microscope|family|place|plant|region|institute)
only_one (only )?(one|a single|just one|just two|two) (instrument|robot|sensor|chip)
only_one one (\w+ )?and (one|a)|(all|everything|it s all|that s all) (from|in|on|one|english|simulated|dense)
only_one english|small (sample|number|set)|not very many|simulat\w+|synthetic|depends on|leans on|relies
only_one stands and falls|assumes|general(ise|ize|ises|izes|isation|ization)
next_step (the )?next (thing|step|experiment|is|up|on|would|i|we)|what s next|first thing
next_step what (i d|i would|we d|we would|i ll|i want|comes|i d like)
next_step i d (do|run|try|like|want|start|take|build|love|go|first|test|next)
next_step i would (do|run|try|like|want|start|take|build|love|let|go|test)
next_step we d (do|run|try|like|want|start|take|build|love|go|test)|we (would|want|plan|will)
next_step i (want|plan|hope|intend)( to)?|going to (run|try|do|test|build|be)|experiment|follow up|if i had
next_step if (somebody|someone) (gave|lent|will|would)|given (another|a|three|six|more)
next_step with (another|three|six|more) (months?|weeks?|time)|another (month|year|week|0)|itching|to do list
next_step starts? (on|in|next)|monday|tomorrow
would_tell (would|d|will|ll) (tell|show|settle|say|know|decide|answer|mean|prove)
would_tell then (one|you|we|i) (know|knows|d know|would know)
would_tell if (it|that|they|the \w+) (survives?|holds?|works|doesn t|fails?|still|goes|comes|stays|does)
would_tell whether (it|the|that|this|or)|one way or the other|kill\w*( the| it)?|falsif\w+|prediction
would_tell predict (that|it)|bet|expect|hypothesis|believe|guess is|i suspect
future in (the )?future|future|one day|some day|long term|vision|everyone will|everybody will|the field|excit\w+
greets hello|hi|good (morning|afternoon|evening)|thanks? (you |so |very |to |for |a )?|thank|welcome|hear me|see my
greets my name|i m (a|from|at|in my|going to|very)|can (you|everyone|everybody)|invit\w+|having me|questions
greets listening|patience|attention|that s (it|all|me|about)|that was|happy to|glad
staging slides?|next slide|clicker|screen|projector|share|microphone|mic|laptop|video|picture|photo|animation|skip
staging minutes left|on time|over time|running|clock|appendix|backup|figure|typo|colou?rs?|font|sorry|excuse
aside by the way|incidentally|anyway|funny|laugh\w*|joke|story|coffee|tea|cake|lunch|dinner|biscuits?|birthday
aside holiday|vacation|weather|rain|cold|supervisor|advis[eo]r|professor|boss|manager|colleague|flatmate|reviewer
aside team|intern\w*|meeting|office|poster|conference|train|flight|hotel|marathon|hobby|weekend|christmas|credit
aside grateful|acknowledg\w*
figure 0
i_word i|i m|i ve|i d|my|me
we_word we|we re|we ve|our|us
you_word you|your|you re|you ve
they_word they|them|their|he|she|his|her|him
would_word would|could|might|d
if_word if|when|whenever|unless
was_word was|were|had|did|went|came|said|took|got|made|\w+ed
is_word is|are|has|does|it s|that s|there s
filler um|uh|er|erm
quoted (he|she|they|who|someone|somebody) (said|says|told|asked)|said|told (me|us)|asked
"""


def _patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, list[str]] = {}
    for row in _TABLE.strip().splitlines():
        name, words = row.split(" ", 1)
        found.setdefault(name, []).append(words)
    return {name: re.compile(rf"\b(?:{'|'.join(words)})\b") for name, words in found.items()}


PATTERNS = _patterns()
