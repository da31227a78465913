"""Who acts, who is asked to and who goes along, each put with its own verb by a stated rule; see `mending`."""

from __future__ import annotations

from kg.language.parse.clauses import SUBJECTS
from kg.language.parse.tree import NOMINAL, Parse

_LISTING = frozenset({",", "and"})


def request_with_its_content(parse: Parse) -> None:
    """ "Exhorted the public to protest": what a request brings about is no purpose, and its object does it."""
    for verb, dep in enumerate(parse.deps):
        head = parse.heads[verb]
        if dep != "advcl" or not parse.in_set(head, "ObjectControlVerb") or not parse.is_infinitive(verb):
            continue
        held = parse.child(head, "dobj")
        start = parse.left_edge(verb)
        if held is None:
            continue
        beside = [c for c in parse.with_dep(head, "prep", "npadvmod") if held < c < verb]  # "asked them in Cairo to"
        if parse.right_edge(max(held, *beside, held)) + 1 == start - (parse.words[start - 1] == ","):
            parse.deps[verb] = "xcomp"


def agent_behind_a_noun(parse: Parse) -> None:
    """ "Followed the killing of two aides on Monday by a rebel": an active verb has no by-phrase of persons.

    A passive of blaming has: "was charged with murder by prosecutors", "found guilty of fraud by a jury".
    Behind a gerund it is the passive's above: "was barred from standing by a court".
    """
    for prep, dep in enumerate(parse.deps):
        verb = parse.heads[prep]
        if dep not in ("prep", "agent") or parse.words[prep] != "by":
            continue
        blamer = _blamer(parse, verb) if parse.deps[verb] == "pobj" else None
        if blamer is not None:
            parse.attach(prep, blamer, "agent")
        if not parse.is_verb(verb) or parse.is_passive(verb):
            continue
        agent, noun = parse.child(prep, "pobj"), parse.child(verb, "dobj")
        if agent is None or agent in parse.timed:
            continue
        is_agent = parse.in_any(agent, ("PersonNoun", "GroupNoun", "OrganizationNoun"))
        if not is_agent and parse.pos[agent] != "PROPN":
            continue
        passive = parse.heads[parse.heads[verb]]
        if parse.deps[verb] == "pcomp" and parse.is_passive(passive) and parse.child(passive, "agent") is None:
            parse.attach(prep, passive, "agent")
        elif noun is not None and noun < prep:
            parse.attach(prep, noun, "prep")


def _blamer(parse: Parse, offence: int) -> int | None:
    """The passive verb that blames somebody for what a noun names, where nobody is said to do it."""
    verb = above = parse.heads[parse.heads[offence]]
    if parse.deps[above] == "oprd":
        verb = parse.heads[above]
    is_passive = parse.is_verb(verb) and parse.is_passive(verb) and parse.child(verb, "agent") is None
    return verb if is_passive and parse.in_set(above, "BlamingVerb") else None


def companion_behind_a_noun(parse: Parse) -> None:
    """ "France, along with Germany, agreed", "the general, together with two aides": coordinated in all but name."""
    for prep, word in enumerate(parse.words):
        if word != "with" or parse.words[prep - 1] not in ("along", "together"):
            continue
        companion, noun = parse.child(prep, "pobj"), prep - 3 if parse.words[prep - 2] == "," else prep - 2
        if companion is None or noun < 0:
            continue
        while parse.pos[noun] in NOMINAL and parse.pos[parse.heads[noun]] in NOMINAL and parse.heads[noun] < prep:
            if parse.heads[noun] == noun or parse.deps[noun] == "conj":
                break
            noun = parse.heads[noun]
        noun = _sufferer(parse, noun)
        if parse.pos[noun] in NOMINAL and parse.deps[noun] in ("nsubj", "nsubjpass", "dobj", "pobj"):
            parse.attach(companion, noun, "conj")


def _sufferer(parse: Parse, noun: int) -> int:
    """ "Ruiz was charged with fraud along with two aides": whoever is beside the end of a passive suffers it."""
    verb = parse.heads[parse.heads[noun]]
    if parse.deps[noun] != "pobj" or not parse.is_verb(verb) or not parse.is_passive(verb):
        return noun
    if parse.deps[verb] in ("acl", "relcl"):
        return parse.heads[verb]
    subject = parse.child(verb, "nsubjpass")
    return noun if subject is None else subject


def agent_read_as_a_subject(parse: Parse) -> None:
    """ "The arrest of Ali by police was condemned": "by" opens no clause, and a verb has one subject."""
    for mark, dep in enumerate(parse.deps):
        if dep not in ("mark", "prep", "agent") or parse.words[mark] != "by" or parse.children[mark]:
            continue
        verb = parse.heads[mark]
        subjects = parse.with_dep(verb, "nsubj", "nsubjpass")
        if len(subjects) == 2 and subjects[0] < mark < subjects[1] < verb:
            parse.attach(mark, subjects[0], "prep")
            parse.attach(subjects[1], mark, "pobj")


def nominal_beside_a_verb(parse: Parse) -> None:
    """ "Held Ana Silva, Jose Mota and dozens of others": a noun is coordinated with the object, not with the verb."""
    for noun, dep in enumerate(parse.deps):
        verb = parse.heads[noun]
        if dep != "conj" or parse.pos[noun] not in ("NOUN", "PROPN") or not parse.is_verb(verb) or noun < verb:
            continue
        held = parse.child(verb, "dobj")
        when = [c for c in parse.with_dep(noun, "npadvmod") if c in parse.timed]  # "fired Ruiz and two aides on Friday"
        parse.move(when if parse.child(noun, "acl", *SUBJECTS) is None else (), verb)
        if held is None or not held < noun or parse.child(noun, *SUBJECTS, "appos", "npadvmod", "acl") is not None:
            continue
        joint = parse.left_edge(noun) - 1
        start = joint - 1 if parse.words[joint] == "and" and parse.words[joint - 1] == "," else joint
        is_next = parse.right_edge(held) + 1 == start or _has_phrase_between(parse, held, start, noun)
        if is_next and parse.words[joint] in _LISTING:
            parse.attach(noun, held, "conj")


def _has_phrase_between(parse: Parse, held: int, end: int, noun: int) -> bool:
    """ "Bombed a school in Gao and two villages": the verb's phrase about the first of two counted or new things."""
    phrase = parse.right_edge(held) + 1
    is_phrase = parse.deps[phrase] == "prep" and parse.heads[phrase] == parse.heads[held]
    return is_phrase and parse.right_edge(phrase) + 1 == end and parse.child(noun, "det", "nummod") is not None


AGENT_RULES = (
    request_with_its_content,
    agent_behind_a_noun,
    agent_read_as_a_subject,
    companion_behind_a_noun,
    nominal_beside_a_verb,
)
