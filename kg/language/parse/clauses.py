"""Clauses that the parser hangs on the wrong clause, each mended by a stated rule; the other rules are in `mending`."""

from __future__ import annotations

from collections.abc import Iterable

from kg.language.annotations import head_of, names
from kg.language.parse.tree import NOMINAL, Parse
from kg.model import EntityKind

FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLAUSE_PREPOSITIONS = frozenset({"after", "before", "since", "until", "as"})
_PERSONS = ("PersonNoun", "JobTitle")
_PEOPLE = (*_PERSONS, "CollectiveNoun")
_PEOPLE_PRONOUNS = frozenset({"who", "whom", "whose"})
NOUN_MARKS = frozenset({"det", "amod", "compound", "poss", "nummod"})  # what a finite verb cannot have
_NO_OBJECTS = frozenset({"nsubj", "nsubjpass", "det"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def participle_for_a_main_verb(parse: Parse) -> None:
    """ "The army, which seized power, mediated", "a crowd of monks protested.": the participle is the verb."""
    for noun, head in enumerate(parse.heads):
        if head != noun or parse.pos[noun] not in NOMINAL:
            continue
        holders = (noun, *parse.held(noun), *parse.with_dep(noun, "appos"))
        acls = (c for holder in holders for c in parse.children[holder] if parse.deps[c] == "acl")
        own = (c for c in acls if parse.tags[c] == "VBN" and parse.child(c, "agent", "nsubj", "auxpass") is None)
        verb = next(own, None)
        if verb is None:
            continue
        if not _follows_a_parenthesis(parse, verb, noun) and not _is_all_of_a_sentence(parse, verb, noun):
            continue
        parse.tags[verb] = "VBD"
        parse.attach(verb, verb, "ROOT")
        parse.attach(noun, verb, "nsubj")
        named = parse.child(verb, "oprd")
        if named is not None and parse.child(verb, "dobj") is None and parse.pos[named] == "NOUN":
            parse.deps[named] = "dobj"  # "the front, a party, called protests"


def participle_before_its_object(parse: Parse) -> None:
    """ "Dockers in Lima downed tools.": in a sentence that has no verb, a participle behind a phrase is the verb."""
    for verb, tag in enumerate(parse.tags):
        noun = parse.heads[verb]
        if tag != "VBN" or parse.deps[verb] != "amod" or not verb < noun:
            continue
        prep = parse.heads[noun]
        root = parse.heads[prep] if parse.deps[noun] == "pobj" else prep
        place = parse.child(noun, "nmod", "compound") if parse.deps[noun] == "pobj" else None
        is_torn = parse.deps[noun] == "appos" if place is None else place == verb - 1
        if is_torn and _is_verbless(parse, root, verb):
            if place is not None:
                parse.move([c for c in parse.children[noun] if c < place], place)
                parse.attach(place, prep, "pobj")
            parse.tags[verb] = "VBD"
            parse.attach(verb, verb, "ROOT")
            parse.attach(noun, verb, "dobj")
            parse.attach(root, verb, "nsubj")


def noun_with_an_object(parse: Parse) -> None:
    """ "The flood cost 25 lives": a noun has no object; it is the verb, and the noun before it the subject."""
    for verb, dep in enumerate(parse.deps):
        subject = parse.child(verb, "compound") if dep == "ROOT" and parse.pos[verb] == "NOUN" else None
        is_told = parse.in_set(verb, "SpeechVerb") and parse.child(verb, "ccomp") is not None  # "police allege that"
        if subject is None or subject != verb - 1 or not (is_told or parse.child(verb, "dobj") is not None):
            continue
        parse.pos[verb], parse.tags[verb] = "VERB", "VBD"
        parse.move([c for c in parse.children[verb] if c < subject and parse.deps[c] in NOUN_MARKS], subject)
        parse.attach(subject, verb, "nsubj")


def _is_verbless(parse: Parse, root: int, verb: int) -> bool:
    """Whether a nominal is all that a sentence has for a main clause, with only a phrase before the participle."""
    if parse.heads[root] != root or parse.pos[root] not in NOMINAL or not root < verb:
        return False
    phrases = [c for c in parse.children[root] if root < c < verb]
    return bool(phrases) and all(parse.deps[c] == "prep" for c in phrases)


def _follows_a_parenthesis(parse: Parse, verb: int, noun: int) -> bool:
    start = parse.left_edge(verb)
    aside = [c for c in parse.children[noun] if noun < c < start and parse.deps[c] in ("relcl", "appos", "acl")]
    return bool(aside) and parse.words[start - 1] == "," and parse.words[parse.left_edge(aside[0]) - 1] == ","


def _is_all_of_a_sentence(parse: Parse, verb: int, noun: int) -> bool:
    """Whether noun and participle make up what ends in a full stop, and nobody is said to have done it to the noun."""
    end = parse.right_edge(noun) + 1
    is_passive = any(parse.words[c] == "by" for c in parse.children[verb])
    return not is_passive and end < len(parse) and parse.words[end] == "." and parse.right_edge(verb) == end - 1


def relative_around_a_participle(parse: Parse) -> None:
    """ "The deal, which the boards approved, needs votes": the participle is the relative clause's verb.

    So is one behind "whom", which is no subject: "the four men whom guards caught were charged".
    """
    for pronoun, dep in enumerate(parse.deps):
        verb, is_whom = parse.heads[pronoun], parse.words[pronoun] == "whom"
        if parse.deps[verb] != "relcl" or (not is_whom and (parse.tags[pronoun] != "WDT" or dep in _NO_OBJECTS)):
            continue
        subject = next((s for s in parse.with_dep(verb, "nsubj", "nsubjpass") if s != pronoun), None)
        inner = parse.child(subject, "acl") if subject is not None and subject > pronoun else None
        noun = parse.heads[verb]
        is_main = parse.deps[noun] in ("ROOT", "appos", "dep") if is_whom else parse.heads[noun] == noun
        if inner is None or parse.tags[inner] != "VBN" or not is_main or subject is None:
            continue
        parse.tags[inner] = "VBD"
        parse.attach(verb, verb, "ROOT")
        parse.attach_subject(noun, verb)
        parse.attach(inner, noun, "relcl")
        parse.attach(subject, inner, "nsubj")
        parse.attach(pronoun, inner, "dobj")


def relative_beside_its_noun(parse: Parse) -> None:
    """ "The railway, which Spain bought in 2017, is": "which" and what follows are a clause."""
    for pronoun, dep in enumerate(parse.deps):
        noun = parse.heads[pronoun]
        if parse.tags[pronoun] != "WDT" or dep not in ("appos", "dobj", "dep") or parse.pos[noun] not in NOMINAL:
            continue
        row = (c for c in parse.with_dep(noun, "appos", "conj") if parse.left_edge(c) == pronoun + 1)
        subject = next(row, None)
        verb = parse.child(subject, "acl") if subject is not None else None
        if subject is None or verb is None or verb < subject or parse.tags[verb] not in ("VBN", "VBD"):
            continue
        parse.tags[verb] = "VBD"
        parse.attach(verb, noun, "relcl")
        parse.attach(subject, verb, "nsubj")
        parse.attach(pronoun, verb, "dobj")


def clause_of_people_below_a_thing(parse: Parse) -> None:
    """ "Guerrillas from Palawan, who made peace": who did it are not the place or thing but the people in or with it.

    So with names: "a leader of the party, Juan Paz".
    """
    kinds = {head_of(name.span): name.kind for name in names(parse.doc)}
    for i, dep in enumerate(parse.deps):
        if dep not in ("relcl", "appos", "npadvmod"):
            continue
        start, noun = parse.left_edge(i), parse.heads[i]
        if dep == "npadvmod" and kinds.get(i) is EntityKind.PERSON and start > 1 and parse.words[start - 1] == ",":
            noun, dep = start - 2, "appos"
        is_clause = dep == "relcl" and parse.words[start] in _PEOPLE_PRONOUNS
        if not is_clause and (dep != "appos" or kinds.get(i) is not EntityKind.PERSON):
            continue
        sets = _PEOPLE if is_clause else _PERSONS  # parties, too, are who did it, but no party is Juan Paz
        people = _people_from(parse, noun, sets)
        if is_clause and people is None and kinds.get(noun) is None and kinds.get(start - 2) is EntityKind.PERSON:
            people = start - 2  # "a call with Ana Silva, who"
        if people is not None and kinds.get(noun) is not EntityKind.PERSON:
            parse.attach(i, people, dep)


def _people_from(parse: Parse, noun: int, sets: Iterable[str]) -> int | None:
    """The people that a noun calls so, else those in whose phrase it stands: "an official with access to the files"."""
    while not parse.in_any(noun, sets):
        if parse.deps[noun] != "pobj":
            return None
        prep, inner = parse.heads[noun], noun
        noun = parse.heads[prep] if parse.pos[parse.heads[prep]] in NOMINAL else prep - 1
        if noun >= inner:
            return None  # in a text of broken words
    return noun


def clause_behind_a_fronted_phrase(parse: Parse) -> None:
    """ "In Elne, a village, a wall fell.": a phrase of place heads no sentence, its last noun's finite verb does."""
    for prep, head in enumerate(parse.heads):
        if head != prep or parse.pos[prep] != "ADP":
            continue
        verb = next((i for i in range(prep, len(parse)) if _is_swallowed(parse, i, prep)), None)
        if verb is None:
            continue
        subject = parse.heads[verb]
        rest = [c for c in parse.children[prep] if parse.deps[c] != "pobj"]
        parse.attach(verb, verb, "ROOT")
        parse.attach(subject, verb, "nsubj")
        parse.attach(prep, verb, "prep")
        parse.move(rest, verb)


def _is_swallowed(parse: Parse, verb: int, prep: int) -> bool:
    """Whether a past tense hangs as a participle on a noun that follows a comma within a phrase."""
    noun = parse.heads[verb]
    if parse.tags[verb] != "VBD" or parse.deps[verb] not in ("acl", "relcl") or prep not in parse.ancestors(verb):
        return False
    has_own = parse.child(verb, "agent", "auxpass", *SUBJECTS) is not None
    return not has_own and parse.deps[noun] in ("appos", "conj") and parse.words[parse.left_edge(noun) - 1] == ","


def particle_with_an_object(parse: Parse) -> None:
    """ "Sank off Malta": what holds a noun behind a verb that has no object is a preposition."""
    for i, dep in enumerate(parse.deps):
        if dep == "prt" and parse.in_set(parse.heads[i], "MishapVerb"):
            place = next((c for c in parse.with_dep(parse.heads[i], "dobj") if c > i), None)
            if place is not None:
                parse.attach(place, i, "pobj")
            if parse.child(i, "pobj") is not None:
                parse.deps[i] = "prep"


def clause_read_as_a_noun(parse: Parse) -> None:
    """ "Six huts were burned and ten people hurt": behind a passive, "and" goes on with what was done to whom."""
    for noun, dep in enumerate(parse.deps):
        verb = parse.heads[noun]
        if dep != "conj" or parse.pos[noun] not in NOMINAL or not parse.is_verb(verb):
            continue
        if not parse.is_passive(verb) and parse.child(verb, "oprd") is None:  # "left nine dead and dozens hurt"
            continue
        second = parse.child(noun, "acl")
        if second is not None and parse.tags[second] == "VBN" and parse.right_edge(noun) == parse.right_edge(second):
            parse.attach(second, verb, "conj")
            parse.attach(noun, second, "nsubjpass")


def speech_behind_its_content(parse: Parse) -> None:
    """ "The port is closed, the mayor announced": not coordinated, the first clause is the second's content."""
    for verb in range(len(parse)):
        first = parse.heads[verb]
        if parse.deps[verb] != "conj" or not parse.in_set(verb, "SpeechVerb") or parse.child(verb, "nsubj") is None:
            continue
        if _is_joined(parse, first, verb) or parse.child(verb, "ccomp") is not None:
            continue
        parse.attach(verb, parse.heads[first] if parse.heads[first] != first else verb, parse.deps[first])
        parse.attach(first, verb, "ccomp")


def finite_verb_below_an_infinitive(parse: Parse) -> None:
    """A finite verb is not coordinated with an infinitive but with the finite verb above it.

    Nor with a demand's content: "demanded that Ruiz step down and accused him of fraud".
    """
    for verb, dep in enumerate(parse.deps):
        first = parse.heads[verb]
        if dep != "conj" or parse.is_infinitive(verb):
            continue
        if not parse.is_infinitive(first) and not _is_subjunctive(parse, first):
            continue
        if not is_finite(parse, verb) and not _is_past_beside_a_base(parse, verb, first):
            continue
        for above in parse.ancestors(first):
            if parse.is_verb(above) and not parse.is_infinitive(above) and parse.tags[above] != "VBG":
                parse.attach(verb, above, "conj")
                break


def _is_subjunctive(parse: Parse, verb: int) -> bool:
    """Whether a verb in a demand's content has no tense: a base form behind a subject of one."""
    if parse.deps[verb] != "ccomp" or parse.tags[verb] not in ("VB", "VBP") or parse.child(verb, "aux") is not None:
        return False
    subject = parse.child(verb, "nsubj")
    return subject is not None and parse.tags[subject] in ("NN", "NNP") and parse.child(subject, "conj") is None


def _is_past_beside_a_base(parse: Parse, verb: int, first: int) -> bool:
    """ "Expects jobs to go and threatened a strike", "was told to go and fined"; not "to have shot and hurt"."""
    is_bare = parse.child(verb, "aux", "auxpass", *SUBJECTS) is None
    return parse.tags[verb] == "VBN" and is_bare and len(parse.with_dep(first, "aux", "auxpass")) == 1


def finite_verb_below_a_gerund(parse: Parse) -> None:
    """ "Denies arming rebels and accuses Peru": a tense is not coordinated with a gerund but with the verb above it."""
    for verb, tag in enumerate(parse.tags):
        first = parse.heads[verb]
        if tag not in FINITE or parse.deps[verb] != "conj" or parse.tags[first] != "VBG":
            continue
        if parse.child(verb, "mark", *SUBJECTS) is not None or parse.child(first, "aux", *SUBJECTS) is not None:
            continue
        above = next((a for a in parse.ancestors(first) if parse.is_verb(a) and parse.tags[a] in FINITE), None)
        is_sure = tag != "VBD" or parse.child(verb, "dobj", "ccomp") is not None or parse.in_set(verb, "SpeechVerb")
        if above is not None and above < first and is_sure:
            parse.attach(verb, above, "conj")


def finite_verb_below_a_reduced_relative(parse: Parse) -> None:
    """ "Suspended a treaty signed in 1960 and expelled envoys": a past tense with an object is no second participle.

    Nor has it a share in "was" of "fired at a crowd that was throwing stones and arrested two men".
    """
    for verb in range(len(parse)):
        first = parse.heads[verb]
        if parse.deps[verb] != "conj" or (parse.deps[first], parse.tags[first]) not in (
            ("acl", "VBN"),
            ("relcl", "VBG"),
        ):
            continue
        if parse.tags[first] == "VBN" and parse.child(first, "aux") is not None:
            continue  # "claims that they had looted shops and killed traders"
        is_past = parse.tags[verb] == "VBD" or (parse.tags[verb], parse.tags[first]) == ("VBN", "VBG")
        if not is_past or parse.child(verb, "dobj") is None or parse.child(verb, "auxpass", *SUBJECTS) is not None:
            continue
        above = next((a for a in parse.ancestors(first) if parse.tags[a] == "VBD" and parse.is_verb(a)), None)
        if above is not None:
            parse.tags[verb] = "VBD"
            parse.attach(verb, above, "conj")


def clause_beside_its_fellow(parse: Parse) -> None:
    """ "Said that it was closed, and that it had failed": what "that" opens is not coordinated with who says it."""
    for second, dep in enumerate(parse.deps):
        mark = parse.child(second, "mark") if dep == "conj" else None
        if mark is None or parse.words[mark] != "that":
            continue
        verb = parse.heads[second]
        first = next((c for c in parse.with_dep(verb, "ccomp") if verb < c < second), None)
        if first is not None and parse.child(first, "mark") is not None:
            parse.attach(second, first, "conj")


def is_quoted(parse: Parse, first: int, said: int) -> bool:
    """Whether a quotation ends between what is said and the verb of saying."""
    return any(mark in parse.words[first:said] for mark in ('"', "''", "”"))


def clauses_around_a_semicolon(parse: Parse) -> None:
    """ "Japan sent teams; Korea offered money": neither clause is the other's content.

    Nor is one before a colon where the other has its own behind it: "unions urged calm: Ravna said that it would pay".
    """
    for verb in range(len(parse)):
        head = parse.heads[verb]
        if parse.deps[verb] not in ("ccomp", "advcl", "parataxis") or parse.child(verb, "mark") is not None:
            continue
        is_told = verb < head and any(c > head for c in parse.with_dep(head, "ccomp"))
        signs = (*parse.children[head], *parse.children[verb])
        between = {parse.words[i] for i in signs if min(verb, head) < i < max(verb, head)}
        if ";" in between or (is_told and ":" in between):
            parse.attach(verb, verb, "ROOT")


def clauses_in_a_row(parse: Parse) -> None:
    """ "Japan sent teams, Korea offered tents and India gave money": the first is not what the second says."""
    for verb in range(len(parse)):
        head = parse.heads[verb]
        if parse.deps[verb] != "ccomp" or not verb < head or parse.child(head, "dobj") is None:
            continue
        if parse.child(verb, "mark") is not None or not _has_subject(parse, verb) or not _has_subject(parse, head):
            continue
        last = next((c for c in parse.with_dep(head, "conj") if c > head and _has_subject(parse, c)), None)
        if last is not None and parse.words[parse.left_edge(last) - 1] == "and" and _is_listed(parse, verb, head):
            above, dep = parse.heads[head], parse.deps[head]
            parse.attach(verb, verb if above == head else above, dep)
            parse.attach(head, verb, "conj")


def _has_subject(parse: Parse, verb: int) -> bool:
    return parse.child(verb, "nsubj", "nsubjpass") is not None


def _is_listed(parse: Parse, verb: int, head: int) -> bool:
    """Whether both clauses run from subject to object, with a comma and nothing else between them."""
    subject = parse.child(head, "nsubj", "nsubjpass")
    if subject is None or not verb < subject < head:
        return False
    start = parse.left_edge(subject)
    return parse.words[start - 1] == "," and parse.right_edge(verb) == start - 2


def is_base_too(parse: Parse, verb: int) -> bool:
    """Whether a past tense looks like an infinitive: "cut", and "lay" of "lay off"."""
    return parse.words[verb] in (parse.lemmas[verb], "lay")


def is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb has a tense: by its own form, or by an auxiliary."""
    marks = [parse.tags[c] for c in parse.with_dep(verb, "aux", "auxpass")]
    is_past = parse.tags[verb] in FINITE and not is_base_too(parse, verb)
    return (is_past and "TO" not in marks) or any(tag in (*FINITE, "MD") for tag in marks)


def _is_joined(parse: Parse, first: int, verb: int) -> bool:
    """Whether a conjunction stands between a coordinated verb and what comes before it."""
    before = max([first, *(c for c in parse.with_dep(first, "conj") if c < verb)])
    return any(parse.deps[c] == "cc" for c in parse.children[first] + parse.children[before] if before < c < verb)
