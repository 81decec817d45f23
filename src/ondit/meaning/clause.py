"""What a clause says of itself: that it asks, wishes, commands or hedges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ondit.meaning import lexicon
from ondit.meaning.cues import ASK, FLAT, OPEN, UNKNOWN, WANT, Step, Weight, steps
from ondit.meaning.lexicon import Group, grammar
from ondit.reading import Certainty

SPEAKER = frozenset({"i", "we"})
ANYONE = frozenset({"i", "we", "he", "she", "they", "it"})
"""By whom a voice means itself: in its own words, and where others report them."""

_TOKEN = re.compile(r"'(?:s|d|ll|re|ve|m)\b|\w+(?:-\w+)*|[^\w\s]")
_MONTH = re.compile(r"(?<=\w )May\b")
GERUND = re.compile(r"(?!bring|sing|ring|swing|cling|spring)\w{2,}ing")
_CLOSING = frozenset("\"”“'’‘«»)]")
_DETERMINERS = grammar("determiners")
_PREPOSITIONS = grammar("prepositions")
_TELLING = grammar("telling")
_FINITE_BE = grammar("forms of be")
_FORMS_OF_BE = _FINITE_BE | grammar("other forms of be")
_SUBJECTS = grammar("subjects")
_MODALS = grammar("modals")
_FINITE = _FINITE_BE | _MODALS | grammar("other auxiliaries")
_NEGATORS = grammar("negators")
_RELATIVES = grammar("relatives")
_SUBORDINATORS = grammar("subordinators")
_OPENERS = frozenset("\"“”'‘’([-–—….,") | grammar("openers")
_BREAKS = frozenset(";:—–")
_COORDINATORS = grammar("coordinators")
_ASKING_WORDS = grammar("asking words")
_ABOUT = grammar("about")
_OBJECTS = grammar("objects") | {",", "!"}
_WITH_INFINITIVE = grammar("nouns with an infinitive")
_BEFORE_S = grammar("subjects before 's")
_IMPERSONAL = frozenset({"it", "there"})
_POSSIBLE, _PROBABLE, _PREDICATIVE, _SENSED, _COMMANDS = (
    lexicon.words("hedges.txt", section) for section in ("possible", "probable", "predicative", "sensed", "command")
)
_CLAUSAL = _FINITE | _RELATIVES | _ASKING_WORDS
_HAVE = frozenset({"have", "has", "had", "'ve"})
_TELLS_OF = _HAVE | _FORMS_OF_BE | {"did"}
"""Before a verb of asking or bidding: it tells of a deed and does it not."""
_ABLE = frozenset({"can", "ca", "could"})

_WITH_CLAUSE: frozenset[Group] = OPEN - {"valuing", "attacking"} | {"holding", "guessing", "doubting", "denying"}
"""Groups of verbs whose clause often lacks "that": *the man who said it may rain*."""

_RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2, "unknown": 3, "na": 4}


def split(text: str) -> list[str]:
    """The lower-case words and marks of a text; *n't* is *not*, and the month of May is no verb."""
    if "May" in text:
        text = _MONTH.sub("Mai", text)
    text = text.replace("[", "").replace("]", "")  # *he "[doesn't] know"*
    return _TOKEN.findall(text.replace("’", "'").replace("n't", " not").replace("cannot", "can not").lower())


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """The less sure of two."""
    return max(one, other, key=_RANK.__getitem__)


def asks(words: Sequence[str]) -> bool:
    """Whether the words end in a question mark, in a quotation before it closes."""
    end = len(words)
    while end and words[end - 1] in _CLOSING:
        end -= 1
    return words[end - 1 : end] == ["?"] and not (words[0] in _CLOSING and words[end - 2] in _CLOSING)


def embeds_question(words: Sequence[str]) -> bool:
    """Whether the words begin as an indirect question does: *whether …*, *on how …*."""
    for word in words:
        if word in _ASKING_WORDS:
            return True
        if word not in _ABOUT:
            return False
    return False


def is_infinitive(words: Sequence[str], *, addressed: bool) -> bool:
    """Whether the words say what is to be done: *to leave*, and where someone is `addressed`, *parents to keep children home*."""
    for at, word in enumerate(words[: 12 if addressed else 3]):
        if word == "to":
            opens = at + 1 < len(words) and words[at + 1] not in _DETERMINERS and not GERUND.fullmatch(words[at + 1])
            return opens and not (at and words[at - 1] in _WITH_INFINITIVE and any(map(_FINITE.__contains__, main_clause(words)[0])))
        if not (addressed or word in {"not", "never"}) or word in _CLAUSAL or not word[0].isalnum():
            break
    return False


def is_command(words: Sequence[str]) -> bool:
    """Whether a bare verb opens the words, with what it is to be done to: *keep the children at home*."""
    begin = [word for word in words[:12] if word not in _OPENERS and word not in {"please", "ever"}]
    if len(begin) < 2 or begin[:2] == ["let", "me"] or asks(words):
        return False
    if begin[0] == "never":  # *never underestimate her*, not *never have we*
        return begin[1] not in _FINITE | _SUBJECTS
    return begin[:2] in (["do", "not"], ["let", "'s"]) or (begin[0] in _COMMANDS and begin[1] in _OBJECTS)


def inverted(words: Sequence[str]) -> bool:
    """Whether the words begin as a question does: *do you …*, *what is …*."""
    begin = [word for word in words[:6] if word not in _OPENERS][:3]
    return len(begin) > 1 and begin[0] in _FINITE and (begin[1] in _SUBJECTS or begin[1] == "the" or begin[1:3] == ["not", "the"])


def own(words: Sequence[str], selves: frozenset[str]) -> Weight:
    """How a voice puts a clause by its own words alone.

    Asked of the main clause: what stands in a condition or behind a relative pronoun does not count. `selves` are the
    pronouns by which the voice means itself (*I hope*).
    """
    if asks(words):
        return ASK
    at = _opening(words)
    certainty: Certainty = "certain"
    while attitude := _attitude(words[at : at + 12], selves):
        weight, length = attitude
        if weight.act != "assert" or weight.certainty == "unknown":
            return weight
        certainty = weaker(certainty, weight.certainty)
        at += length + _opening(words[at + length :])
    clause, end = main_clause(words[at:])
    if wishes(clause):
        return WANT
    sure = hedge(clause)
    if sure == "possible" and words[at + end : at + end + 2] == [",", "but"]:  # a concession: *it may be late, but …*
        sure = hedge(main_clause(words[at + end + 2 :])[0])
    return Weight("assert", weaker(certainty, sure))


def main_clause(words: Sequence[str]) -> tuple[list[str], int]:
    """The words up to where a subordinate or coordinate clause begins, relative clauses of the subject left out; and where that is."""
    kept: list[str] = []
    finite = False
    at = 0
    while at < len(words):
        word = words[at]
        follower = words[at + 1] if at + 1 < len(words) else ""
        pronoun = word == "that" and (follower in _PREPOSITIONS or not follower[:1].isalnum())  # *to do that with the others*
        opens = not pronoun and (word in _RELATIVES or word in _SUBORDINATORS)
        if (kept and word in _TELLING) or (finite and (opens or word in _BREAKS or (word == "," and follower in _COORDINATORS))):
            break
        if kept and not pronoun and word in _RELATIVES:
            at = _after_relative(words, at)
            continue
        kept.append(word)
        finite = finite or is_finite(words, at)
        at += 1
    return kept, at


def is_finite(words: Sequence[str], at: int) -> bool:
    """Whether a word is an auxiliary in finite form; *'s* only where it is no possessive."""
    return words[at] in _FINITE and (words[at] != "'s" or (at > 0 and words[at - 1] in _BEFORE_S))


def hedge(words: Sequence[str]) -> Certainty:
    """How sure the first verb of a clause and the adverbs beside it make the clause."""
    certainty: Certainty = "certain"
    for at, word in enumerate(_verb_group(words)):
        before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
        certainty = weaker(certainty, _hedge(before, word, after))
    return certainty


def _verb_group(words: Sequence[str]) -> Sequence[str]:
    """The clause up to its first finite auxiliary and what stands close behind it; all of it where there is none."""
    finite = next((at for at in range(len(words)) if is_finite(words, at)), len(words))
    return words[: finite + 4]


def _hedge(before: str, word: str, after: str) -> Certainty:
    if word in _POSSIBLE:
        return "certain" if word == "could" and after in _SENSED else "possible"
    if word in _PROBABLE:
        return "certain" if word.startswith("appear") and after not in {"to", "that", "as"} else "probable"
    if word in _PREDICATIVE and _is_predicate(before, after):
        return "possible" if word in {"possible", "conceivable"} else "probable"
    if word == "must" and after == "have":
        return "probable"
    return "probable" if before == "i" and word in {"think", "believe", "guess", "suppose"} else "certain"


def _is_predicate(before: str, after: str) -> bool:
    return before in _FORMS_OF_BE or lexicon.is_adverb(before) or before in {"most", "not", "will"} or after in {"to", "that"}


def _opening(words: Sequence[str]) -> int:
    """Where the main clause begins: after opening marks, connectives and a leading subordinate clause."""
    at = 0
    while at < len(words):
        if (words[at] in _SUBORDINATORS and "," in words[at:]) or (words[at] in _PREPOSITIONS and "," in words[at : at + 15]):
            at = list(words).index(",", at) + 1
        elif words[at] in _OPENERS:
            at += 1
        else:
            break
    return at if at < len(words) else 0


def _after_relative(words: Sequence[str], at: int) -> int:
    """Where a relative clause that begins at a word ends: at the next comma, or before its second finite verb."""
    finite = int(_has_plain_verb(words[at + 1 :]))
    for end in range(at + 1, len(words)):
        if words[end] == ",":
            return end + 1
        finite += is_finite(words, end)
        if finite == 2:
            return end
    return len(words)


def _has_plain_verb(words: Sequence[str]) -> bool:
    """Whether a past form that opens no further clause begins the words: *killed a man*, *told them to leave*, not *said he may leave*."""
    if not words or not lexicon.is_past(words[0]):
        return False
    return not any(step.group in _WITH_CLAUSE for step in steps(words[:1])) or is_infinitive(words[1:], addressed=True)


def _attitude(words: Sequence[str], selves: frozenset[str]) -> tuple[Weight, int] | None:
    """What the clause's own subject, the voice itself or *it*, is said to know, hold or want, and how many words say so."""
    if not words:
        return None
    impersonal = words[0] in _IMPERSONAL and len(words) > 1 and (words[1] in _FINITE or words[1].startswith(("seem", "appear", "remain")))
    if not (words[0] in selves or impersonal or words[0] in {"nobody", "everybody"} or list(words[:2]) == ["no", "one"]):
        return None
    cue = next(iter(steps(words[1:])), None)
    between = words[1 : 1 + cue.start] if cue else []
    if cue is None or not all(map(_may_precede_verb, between)):
        return None
    if _ABLE.intersection(between) and cue.group not in ("saying", "evading", "knowing"):
        return None  # *could not require*, *can support*: no wish
    if not (words[0] in selves or impersonal) and cue.group != "knowing":
        return None
    if cue.group == "wishing" and (telling := _telling_that(words[1 + cue.end :])):
        return FLAT, 1 + cue.end + telling
    if words[cue.end] == "seen" and _HAVE.intersection(between):
        return None  # what somebody has seen is no opinion
    told = not _TELLS_OF.isdisjoint(between) or lexicon.is_past(words[1 + cue.start])
    return _of_itself(words[0], selves, between, cue, told=told), 1 + cue.end


def _telling_that(words: Sequence[str]) -> int:
    """How many words say a thing by wishing to say it: *I would like* | *to stress that* …; 0 where something is wished."""
    said = next(iter(steps(words[:6])), None)
    if said is None or said.group not in OPEN or words[:1] != ["to"] or not all(map(_may_precede_verb, words[1 : said.start])):
        return 0
    return said.end + 1 if words[said.end : said.end + 1] == ["that"] else said.end if words[said.end - 1] == "that" else 0


def _may_precede_verb(word: str) -> bool:
    return word in _FINITE or word in _NEGATORS or lexicon.is_adverb(word) or word in {"to", "one", "all", "both", "long"}


def _of_itself(subject: str, selves: frozenset[str], between: Sequence[str], cue: Step, *, told: bool) -> Weight:
    group, negated = cue.group, cue.negated or subject in {"nobody", "no"}
    if group == "evading" or (negated and group == "knowing"):
        return UNKNOWN
    if negated and group == "saying":  # *I won't say*; who *did not say so* asserts that
        return UNKNOWN if _MODALS.intersection(between) - {"should", "must"} else FLAT
    if subject in _IMPERSONAL - selves and group in {"wishing", "opposing", "refusing", "asking"}:
        return FLAT  # *there is work to do*
    if group in {"wishing", "opposing", "refusing"} or (group == "bidding" and subject in SPEAKER and not between and not told):
        return WANT  # *I urge you*; who *ordered it* asserts that
    if group == "asking" and not told:
        return ASK  # *I ask you*; who *has asked nobody* asserts that
    if group in {"holding", "doubting"}:
        return Weight("assert", "probable")
    return Weight("assert", "possible") if group == "guessing" else FLAT


def wishes(words: Sequence[str]) -> bool:
    """Whether the first verb says what should be: *must*, *should*, *needs to*; what must have been is a guess."""
    group = ["", *_verb_group(words), ""]
    for before, word, after in zip(group, group[1:], group[2:], strict=False):
        if word in {"should", "ought"} or (word == "must" and after != "have"):
            return True
        if after == "to" and (word == "got" or (word == "time" and "it" in group)):
            return True
        if after == "to" and word in {"need", "needs"} and before not in _DETERMINERS | _NEGATORS | _POSSIBLE:
            return True
    return False
