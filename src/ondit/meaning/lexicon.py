"""The words of `lang/en`, read once and made ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, get_args

from ondit import words as word_lists

Group = Literal[
    "knowing",
    "saying",
    "valuing",
    "claiming",
    "holding",
    "guessing",
    "denying",
    "condemning",
    "attacking",
    "doubting",
    "wishing",
    "bidding",
    "trying",
    "choosing",
    "opposing",
    "refusing",
    "asking",
    "examining",
    "challenging",
    "evading",
]
"""What a cue says of its content: each group is a section of `cues.txt`, where it is described."""

Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], Group]]]
"""From a first word to the phrases that begin with it, the longest first."""


def lines(name: str) -> Iterator[tuple[str, str]]:
    """(section, line) for every line of a word list that holds entries."""
    return word_lists.lines(__package__, "lang", "en", name)


def entries(line: str) -> list[str]:
    """The entries of a line, parted by commas."""
    return [entry.strip() for entry in line.split(",") if entry.strip()]


@cache
def words(name: str, section: str) -> frozenset[str]:
    """All entries of one section of a word list."""
    return frozenset(entry for head, line in lines(name) if head == section for entry in entries(line))


def grammar(section: str) -> frozenset[str]:
    """One section of the closed classes of words."""
    return words("grammar.txt", section)


def forms(section: str) -> frozenset[str]:
    """All forms of the verbs of one section of the closed classes."""
    return frozenset(form for verb in grammar(section) for form in conjugate(verb))


def is_adverb(word: str) -> bool:
    """Whether a word may stand between the words of a cue, or be missing there, without changing it."""
    if word in grammar("passed over") or word[:1].isdigit():
        return True
    return word.endswith("ly") and word not in grammar("no adverbs")


@cache
def cues() -> Phrases:
    """Every form of every cue."""
    found: dict[tuple[str, ...], Group] = {}
    for section, line in lines("cues.txt"):
        (group,) = (g for g in get_args(Group) if g == section)
        kind, _, rest = line.partition(":")
        for entry in entries(rest):
            for form in _FORMS[kind](entry):
                found.setdefault(tuple(word for word in form.split() if not is_adverb(word)), group)
    by_first: dict[str, list[tuple[tuple[str, ...], Group]]] = {}
    for phrase, group in sorted(found.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(phrase[0], []).append((phrase, group))
    return by_first


def _verb_forms(entry: str) -> Iterable[str]:
    """The entry with its first word (after *not*) in every form."""
    negation, verb = ("not ", entry[4:]) if entry.startswith("not ") else ("", entry)
    head, _, rest = verb.partition(" ")
    return [f"{negation}{form} {rest}".strip() for form in conjugate(head)]


def _noun_forms(entry: str) -> Iterable[str]:
    """The entry and its plural, which is made like a verb's third person: *calls for*, *promises*."""
    head, _, rest = entry.partition(" ")
    return [entry, f"{_with_s(head)} {rest}".strip()]


_FORMS: Mapping[str, Callable[[str], Iterable[str]]] = {"verb": _verb_forms, "noun": _noun_forms, "as is": lambda entry: [entry]}


_DOUBLING = re.compile(r"(?:^|[^aeiou])[aeiou][bdglmnprtz]$")


@cache
def _irregular() -> Mapping[str, list[str]]:
    return {forms[0]: forms for _, line in lines("irregular.txt") for forms in [line.split()]}


def conjugate(verb: str) -> set[str]:
    """All forms of an English verb."""
    past = verb[:-1] + "ied" if _ends_in_y(verb) else verb + ("d" if verb.endswith("e") else "ed")
    present = (verb if verb.endswith(("ee", "oe")) else verb.removesuffix("e")) + "ing"
    if irregular := _irregular().get(verb):
        return {verb, _with_s(verb), *irregular, *([] if any(form.endswith("ing") for form in irregular) else [present])}
    doubled = (
        [verb + verb[-1] + ending for ending in ("ed", "ing")] if _DOUBLING.search(verb) else []
    )  # *planned*; never-met forms do no harm
    return {verb, _with_s(verb), past, present, *doubled}


def is_past(word: str) -> bool:
    """Whether a word is a past form: *killed*, *went*."""
    return word in words("tenses.txt", "past forms") or (
        len(word) > 4 and word.endswith("ed") and word not in words("tenses.txt", "no past")
    )


def _ends_in_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in set("aeiou")


def _with_s(word: str) -> str:
    return word[:-1] + "ies" if _ends_in_y(word) else word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")
