"""The parser's predictable faults, each mended by a stated rule; `docs/extraction.md` has what each is worth.

A rule changes the lists of a Parse and nothing else. It must name the structure that cannot be (a finite verb without
a subject, a verb in a noun's place) and the one that English has there instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container

from kg.language.annotations import names
from kg.language.parse import NOMINAL, Parse

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOUN_SLOTS = frozenset({"pobj", "dobj", "poss", "compound", "nsubj", "nsubjpass"})  # where a finite verb cannot stand
_NOUN_MARKS = frozenset({"det", "amod", "compound", "poss", "nummod"})  # what a finite verb cannot have
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5}
_CLAUSE_PREPOSITIONS = frozenset({"after", "before", "since", "until", "as"})


def verb_in_a_nouns_place(parse: Parse) -> None:
    """A word tagged as a finite verb where a noun stands, with a noun's dependents: "from ceasefire talks"."""
    for i, tag in enumerate(parse.tags):
        if tag not in _FINITE and tag != "VB":
            continue
        marked = any(parse.deps[c] in _NOUN_MARKS for c in parse.children[i])
        if parse.deps[i] in _NOUN_SLOTS and marked and parse.child(i, "nsubj", "dobj", "aux") is None:
            parse.tags[i] = "NNS" if tag == "VBZ" else "NN"
            parse.pos[i] = "NOUN"


def names_in_a_row(parse: Parse) -> None:
    """A name that hangs below the next one, with "and" or a comma between, is coordinated with it: "A B and C D"."""
    found = names(parse.doc)
    for first, second in zip(found, found[1:], strict=False):
        between = parse.words[first.span.end : second.span.start]
        if not between or not set(between) <= {",", "and", "&", "or"} or first.is_demonym:
            continue
        a, b = first.span.root.i, second.span.root.i
        if parse.heads[a] in range(second.span.start, second.span.end) and parse.deps[a] in (
            "nmod",
            "compound",
            "amod",
        ):
            parse.attach(a, parse.heads[b], parse.deps[b])
            parse.attach(b, a, "conj")


def subject_after_a_fronted_phrase(parse: Parse) -> None:
    """A finite verb without subject after "In Vienna, Iran and six powers": what follows the comma is its subject."""
    for verb in _subjectless(parse):
        fronted = [c for c in parse.children[verb] if parse.deps[c] == "prep" and c < verb]
        for prep in fronted:
            swallowed = _after_the_comma(parse, prep, verb)
            if swallowed is not None:
                parse.attach(swallowed, verb, "nsubjpass" if parse.child(verb, "auxpass") is not None else "nsubj")
                break


def subject_held_by_a_preposition(parse: Parse) -> None:
    """A finite verb without subject after "after a quake": the preposition opens a clause and holds its subject."""
    for verb in _subjectless(parse):
        above = parse.heads[verb]
        for prep in parse.children[above]:
            if parse.words[prep] not in _CLAUSE_PREPOSITIONS or not prep < verb or parse.deps[verb] == "ROOT":
                continue
            held = parse.child(prep, "pobj")
            if held is not None and parse.right_edge(held) == parse.left_edge(verb) - 1:
                parse.attach(held, verb, "nsubj")
                parse.attach(prep, verb, "mark")
                break


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
    """A finite verb is not coordinated with an infinitive but with the finite verb above it."""
    for verb in range(len(parse)):
        first = parse.heads[verb]
        if parse.deps[verb] != "conj" or not parse.is_infinitive(first) or parse.is_infinitive(verb):
            continue
        if not _is_finite(parse, verb):
            continue
        for above in parse.ancestors(first):
            if parse.is_verb(above) and not parse.is_infinitive(above) and parse.tags[above] != "VBG":
                parse.attach(verb, above, "conj")
                break


def participle_for_a_main_verb(parse: Parse) -> None:
    """ "The army, which seized power, mediated", "a crowd of monks protested.": the participle is the verb."""
    for noun, head in enumerate(parse.heads):
        if head != noun or parse.pos[noun] not in NOMINAL:
            continue
        verb = next((c for c in parse.children[noun] if parse.deps[c] == "acl" and parse.tags[c] == "VBN"), None)
        if verb is None or parse.child(verb, "agent", "nsubj", "auxpass") is not None:
            continue
        if not _follows_a_parenthesis(parse, verb, noun) and not _is_all_of_a_sentence(parse, verb, noun):
            continue
        parse.tags[verb] = "VBD"
        parse.attach(verb, verb, "ROOT")
        parse.attach(noun, verb, "nsubj")


def _follows_a_parenthesis(parse: Parse, verb: int, noun: int) -> bool:
    start = parse.left_edge(verb)
    aside = [c for c in parse.children[noun] if noun < c < start and parse.deps[c] in ("relcl", "appos")]
    return bool(aside) and parse.words[start - 1] == "," and parse.words[parse.left_edge(aside[0]) - 1] == ","


def _is_all_of_a_sentence(parse: Parse, verb: int, noun: int) -> bool:
    """Whether noun and participle make up what ends in a full stop, and nobody is said to have done it to the noun."""
    end = parse.right_edge(noun) + 1
    is_passive = any(parse.words[c] == "by" for c in parse.children[verb])
    return not is_passive and end < len(parse) and parse.words[end] == "." and parse.right_edge(verb) == end - 1


def relative_around_a_participle(parse: Parse) -> None:
    """ "The deal, which the boards approved, needs votes": the participle is the relative clause's verb."""
    for pronoun, dep in enumerate(parse.deps):
        verb = parse.heads[pronoun]
        if parse.tags[pronoun] != "WDT" or dep in ("nsubj", "nsubjpass", "det") or parse.deps[verb] != "relcl":
            continue
        subject = parse.child(verb, "nsubj")
        inner = parse.child(subject, "acl") if subject is not None and subject > pronoun else None
        noun = parse.heads[verb]
        if inner is None or parse.tags[inner] != "VBN" or parse.heads[noun] != noun or subject is None:
            continue
        parse.tags[inner] = "VBD"
        parse.attach(verb, verb, "ROOT")
        parse.attach(noun, verb, "nsubj")
        parse.attach(inner, noun, "relcl")
        parse.attach(subject, inner, "nsubj")
        parse.attach(pronoun, inner, "dobj")


def description_before_its_name(parse: Parse) -> None:
    """ "The Canadian union Unifor condemned it": of two subjects side by side the first describes the second."""
    subjects: dict[int, list[int]] = defaultdict(list)
    for i, dep in enumerate(parse.deps):
        if dep in ("nsubj", "nsubjpass"):
            subjects[parse.heads[i]].append(i)
    for verb, found in sorted(subjects.items()):
        for first, second in zip(found, found[1:], strict=False):
            is_pair = parse.pos[first] == "NOUN" and parse.pos[second] == "PROPN" and second < verb
            if is_pair and parse.right_edge(first) + 1 == parse.left_edge(second):
                parse.attach(first, second, "compound")


def clause_behind_a_parenthesis(parse: Parse) -> None:
    """ "Ruiz won, a poll showed, and called on Sosa": who called is not the poll but who won."""
    for verb in range(len(parse)):
        said = parse.heads[verb]
        if parse.deps[verb] != "conj" or parse.child(verb, "mark", *_SUBJECTS) is not None:
            continue
        first = next((c for c in parse.with_dep(said, "ccomp") if c < said), None)
        first = parse.heads[said] if parse.deps[said] == "parataxis" else first
        if first is None or parse.child(first, "mark") is not None:
            continue
        if parse.words[min(said + 1, verb)] == "," and _is_finite(parse, first) and _is_finite(parse, verb):
            parse.attach(verb, first, "conj")


def list_behind_its_number(parse: Parse) -> None:
    """ "The two parties, Alba and Bora, agreed": as many names as the number says are who is meant, and no others."""
    for noun, pos in enumerate(parse.pos):
        number = parse.child(noun, "nummod") if pos == "NOUN" else None
        if number is None:
            continue
        names_after = [c for c in parse.coordinated(noun)[1:] if parse.pos[c] == "PROPN"]
        if _SMALL.get(parse.words[number]) != len(names_after):
            continue
        first = names_after[0]
        if (
            parse.heads[first] == noun
            and parse.deps[first] == "conj"
            and parse.words[parse.left_edge(first) - 1] == ","
        ):
            parse.deps[first] = "appos"


def adjective_before_a_numeral(parse: Parse) -> None:
    """ "Shot dead three men": an adjective cannot stand before a determiner or number; it is the verb's."""
    for i, dep in enumerate(parse.deps):
        noun = parse.heads[i]
        if dep != "amod" or parse.pos[i] != "ADJ" or i + 1 >= noun or parse.deps[noun] != "dobj":
            continue
        if parse.heads[noun] == i - 1 and (parse.deps[i + 1] in ("det", "poss") or parse.tags[i + 1] == "CD"):
            parse.attach(i, i - 1, "oprd")


def office_after_its_holder(parse: Parse) -> None:
    """ "Appointed Costa prime minister": of two objects the second, a bare job title, is what the first becomes."""
    for title, dep in enumerate(parse.deps):
        if dep != "dobj" or parse.pos[title] != "NOUN" or not parse.in_set(title, "JobTitle"):
            continue
        holder = parse.child(title, "nmod", "compound", "poss")
        if holder is None or parse.pos[holder] != "PROPN" or parse.child(title, "det") is not None:
            continue
        if parse.left_edge(holder) == parse.left_edge(title) == parse.heads[title] + 1:
            parse.attach(holder, parse.heads[title], "dobj")
    for verb, children in enumerate(parse.children):
        objects = parse.with_dep(verb, "dobj", "dative") if len(children) > 1 and parse.is_verb(verb) else []
        if len(objects) != 2 or not parse.in_set(objects[1], "JobTitle"):
            continue
        if parse.child(objects[1], "det", "poss") is None and parse.pos[objects[0]] in ("PROPN", "PRON"):
            parse.deps[objects[0]], parse.deps[objects[1]] = "dobj", "oprd"


def finite_verb_below_a_participle(parse: Parse) -> None:
    """ "Said it would close and blamed France": a past tense has no share in "would", and who blames is who said."""
    for verb in range(len(parse)):
        first = parse.heads[verb]
        if parse.deps[verb] != "conj" or parse.tags[verb] != "VBD" or parse.deps[first] not in ("ccomp", "xcomp"):
            continue
        if _is_base_too(parse, verb) and parse.child(first, "aux") is not None:
            continue  # "would close and cut jobs"
        above = parse.heads[first]
        if parse.child(verb, "mark", *_SUBJECTS) is not None or parse.tags[above] != "VBD" or above > first:
            continue
        is_base = any(parse.tags[c] == "MD" for c in parse.with_dep(first, "aux"))
        is_done = parse.tags[first] == "VBN" and parse.child(first, "aux", "auxpass") is not None
        is_torn = parse.child(first, "auxpass") is not None and parse.child(verb, "dobj") is not None
        if is_base or is_torn or (is_done and parse.in_set(verb, "SpeechVerb")):
            parse.attach(verb, above, "conj")


def receiver_before_a_sum(parse: Parse) -> None:
    """A name that hangs below the sum after it is the verb's indirect object: "fined Google 2.4 billion euros"."""
    for name in names(parse.doc):
        root = name.span.root.i
        held = parse.heads[root]
        between = range(name.span.end, held)
        if parse.deps[root] not in ("nmod", "compound", "npadvmod") or parse.deps[held] != "dobj":
            continue
        if between and all(parse.pos[i] in ("NUM", "SYM") or parse.heads[i] in between for i in between):
            parse.attach(root, parse.heads[held], "dative")


def name_before_a_headline_verb(parse: Parse) -> None:
    """A name that stands right before a finite verb without subject is its subject: "Turkey shells positions"."""
    for verb in _subjectless(parse):
        before = verb - 1
        if before < 0 or parse.pos[before] != "PROPN" or not verb <= parse.heads[before] <= parse.right_edge(verb):
            continue
        if parse.deps[before] in ("compound", "nmod", "npadvmod", "amod", "dep"):
            parse.attach(before, verb, "nsubj")


def clauses_around_a_semicolon(parse: Parse) -> None:
    """ "Japan sent teams; Korea offered money": neither clause is the other's content."""
    for verb in range(len(parse)):
        head = parse.heads[verb]
        if parse.deps[verb] not in ("ccomp", "advcl") or parse.child(verb, "mark") is not None or not verb < head:
            continue
        if any(parse.words[i] == ";" for i in parse.children[head] if verb < i < head):
            parse.attach(verb, verb, "ROOT")


def adjective_in_a_nouns_place(parse: Parse) -> None:
    """A word tagged as an adjective where a noun stands, with a noun's dependents: "its secretary-general"."""
    for i, pos in enumerate(parse.pos):
        if pos == "ADJ" and parse.deps[i] in _NOUN_SLOTS and parse.child(i, "poss", "det", "appos") is not None:
            parse.tags[i], parse.pos[i] = "NN", "NOUN"


def participle_before_its_noun(parse: Parse) -> None:
    """ "In occupied Karabakh": a past participle is no preposition's clause but modifies the noun behind it."""
    for i, tag in enumerate(parse.tags):
        if tag not in ("VBN", "VBD") or i == 0 or parse.pos[i - 1] != "ADP":
            continue
        prep, noun = i - 1, parse.child(i, "dobj")
        held = [c for c in parse.children[prep] if c != i]
        if held or parse.child(i, "nsubj", "aux", "auxpass", "mark") is not None or parse.deps[prep] != "prep":
            continue
        if noun is not None and parse.left_edge(noun) == i + 1:
            parse.attach(noun, prep, "pobj")
            parse.attach(i, noun, "amod")


RULES: tuple[Callable[[Parse], None], ...] = (
    verb_in_a_nouns_place,
    names_in_a_row,
    subject_after_a_fronted_phrase,
    subject_held_by_a_preposition,
    speech_behind_its_content,
    participle_for_a_main_verb,
    relative_around_a_participle,
    list_behind_its_number,
    adjective_before_a_numeral,
    office_after_its_holder,
    finite_verb_below_an_infinitive,
    finite_verb_below_a_participle,
    clause_behind_a_parenthesis,
    receiver_before_a_sum,
    name_before_a_headline_verb,
    clauses_around_a_semicolon,
    adjective_in_a_nouns_place,
    participle_before_its_noun,
    description_before_its_name,
)


def mend(parse: Parse) -> None:
    """Apply every rule, in order."""
    for rule in RULES:
        rule(parse)


def mend_lemmas(parse: Parse, known: Container[str]) -> None:
    """Lemmas of inflected verbs that the lemmatizer cuts too short or too long, by the lexicon: "fined" is no "fin"."""
    for i, lemma in enumerate(parse.lemmas):
        if lemma == "lie" and parse.words[i] == "lay" and parse.child(i, "prt", "dobj") is not None:
            parse.lemmas[i] = "lay"
        if parse.pos[i] != "VERB" or lemma in known or parse.words[i] == lemma:
            continue
        for other in (f"{lemma}e", lemma[:-1]):
            if other in known and parse.words[i].startswith(other):
                parse.lemmas[i] = other
                break


def _is_base_too(parse: Parse, verb: int) -> bool:
    """Whether a past tense looks like an infinitive: "cut", and "lay" of "lay off"."""
    return parse.words[verb] in (parse.lemmas[verb], "lay")


def _is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb has a tense: by its own form, or by an auxiliary."""
    marks = [parse.tags[c] for c in parse.with_dep(verb, "aux", "auxpass")]
    is_past = parse.tags[verb] in _FINITE and not _is_base_too(parse, verb)
    return (is_past and "TO" not in marks) or any(tag in (*_FINITE, "MD") for tag in marks)


def _is_joined(parse: Parse, first: int, verb: int) -> bool:
    """Whether a conjunction stands between a coordinated verb and what comes before it."""
    before = max([first, *(c for c in parse.with_dep(first, "conj") if c < verb)])
    return any(parse.deps[c] == "cc" for c in parse.children[first] + parse.children[before] if before < c < verb)


def _subjectless(parse: Parse) -> list[int]:
    """The finite main and adverbial verbs that have no subject and share none."""
    return [
        i
        for i, tag in enumerate(parse.tags)
        if tag in _FINITE
        and parse.pos[i] == "VERB"
        and parse.deps[i] in ("ROOT", "ccomp", "advcl")
        and parse.child(i, *_SUBJECTS) is None
    ]


def _after_the_comma(parse: Parse, prep: int, verb: int) -> int | None:
    """The nominal below a phrase that follows its comma and reaches to the verb."""
    if parse.right_edge(prep) < verb - 3:
        return None
    for i in range(prep, verb):
        is_joined = parse.deps[i] in ("conj", "appos") and parse.pos[i] in ("NOUN", "PROPN", "PRON")
        if is_joined and i > 0 and parse.words[parse.left_edge(i) - 1] == ",":
            return i
    return None
