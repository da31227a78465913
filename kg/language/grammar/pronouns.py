"""The pronouns of English: which refer, what they agree with, and which noun a relative one stands for."""

from __future__ import annotations

from typing import NamedTuple

from kg.language.grammar.nouns import Gender
from kg.language.parse.tree import Parse
from kg.model import EntityKind

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ours", "ourselves"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})
RECIPROCAL = "each other"  # the lemma of "one another", too
OBJECTIVE = frozenset({"him", "her", "them", "me", "us"})  # never the subject of a finite verb
PERSONAL = MALE | FEMALE | NEUTER | PLURAL | FIRST
SEVERAL = frozenset({"both", "neither", "all", "each"})  # alone they stand for the members of a set
INDEFINITE = frozenset({"anybody", "anyone", "anything", "everybody", "everyone", "everything", "nobody", "none"})
INDEFINITE |= frozenset({"nothing", "somebody", "someone", "something", "one"})
SOME = frozenset({"some", "many", "several", "few", "most"})  # alone they are people


class Agreement(NamedTuple):
    """What a pronoun's antecedent must be; None asks for nothing."""

    kind: EntityKind | None = None
    is_plural: bool | None = None
    gender: Gender | None = None


def agreement(word: str) -> Agreement:
    """What a lower-case pronoun agrees with.

    >>> agreement("she").gender, agreement("its").is_plural, agreement("who").is_plural
    (<Gender.FEMALE: 'female'>, False, None)
    """
    if word in MALE or word in FEMALE:
        return Agreement(EntityKind.PERSON, False, Gender.MALE if word in MALE else Gender.FEMALE)
    if word in NEUTER:
        return Agreement(is_plural=False)
    return Agreement(is_plural=True if word in PLURAL or word in SEVERAL else None)


def relative_antecedent(parse: Parse, pronoun: int) -> int | None:
    """The noun that the relative clause of a pronoun modifies.

    A free relative ("what", "who did it") gives None.
    """
    at = pronoun
    for _ in range(8):  # "the man in whose house": no relative pronoun lies deeper
        if parse.deps[at] == "relcl":
            return parse.heads[at]
        if parse.heads[at] == at:
            return None
        at = parse.heads[at]
    return None


def is_reciprocal(parse: Parse, token: int) -> bool:
    """Whether a token ends "each other" or "one another", which stand for all that do it to each other."""
    return token > 0 and parse.words[token - 1 : token + 1] in (["each", "other"], ["one", "another"])


def is_expletive(parse: Parse, it: int) -> bool:
    """Whether an "it" is nobody: it announces a clause ("it was clear that") or takes one up ("he denied it")."""
    verb = parse.heads[it]
    if parse.deps[it] == "dobj":
        return parse.in_set(verb, "PropositionVerb")
    if parse.deps[it] not in ("nsubj", "nsubjpass"):
        return False
    clauses = {"ccomp", "xcomp", "csubj", "csubjpass"}
    own = [c for c in parse.children[verb] if c > verb]
    if any(parse.deps[c] == "acomp" and parse.in_set(c, "OwnState") for c in own):
        return False  # "said it was ready to help"
    if parse.deps[it] == "nsubjpass":
        return any(parse.deps[c] in clauses and not parse.is_infinitive(c) for c in own)
    if not parse.in_set(verb, "CopularVerb"):
        return False
    if any(parse.deps[c] in clauses for c in own):
        return True
    complements = [c for c in own if parse.deps[c] in ("acomp", "attr")]
    late = clauses | {"relcl", "advcl", "acl"}
    return any(parse.deps[g] in late and g > c and parse.is_verb(g) for c in complements for g in parse.children[c])
