"""The parser's predictable faults, each mended by a stated rule; `docs/extraction.md` has what each is worth.

A rule changes the lists of a Parse and nothing else. It must name the structure that cannot be (a finite verb without
a subject, a verb in a noun's place) and the one that English has there instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from kg.language.annotations import head_of, names
from kg.language.parse.agents import AGENT_RULES
from kg.language.parse.asides import (
    ASIDE_RULES,
    apposition_before_a_conjunction,
    apposition_read_as_a_list,
    main_verb_below_a_relative,
    member_below_an_apposition,
    participle_behind_its_subject,
    participle_beside_a_participle,
    phrase_below_a_time,
    subject_behind_a_places_apposition,
)
from kg.language.parse.casualties import RULES as CASUALTY_RULES
from kg.language.parse.clauses import (
    FINITE,
    NOUN_MARKS,
    SUBJECTS,
    clause_behind_a_fronted_phrase,
    clause_beside_its_fellow,
    clause_of_people_below_a_thing,
    clause_read_as_a_noun,
    clauses_around_a_semicolon,
    clauses_in_a_row,
    finite_verb_below_a_gerund,
    finite_verb_below_a_reduced_relative,
    finite_verb_below_an_infinitive,
    noun_with_an_object,
    participle_before_its_object,
    participle_for_a_main_verb,
    particle_with_an_object,
    relative_around_a_participle,
    relative_beside_its_noun,
    speech_behind_its_content,
)
from kg.language.parse.conditions import RULES as CONDITION_RULES
from kg.language.parse.contact import CONTACT_RULES
from kg.language.parse.fronted import RULES as FRONTED_RULES
from kg.language.parse.gerunds import GERUND_RULES
from kg.language.parse.headlines import clauses_of_headlines
from kg.language.parse.lists import LIST_RULES
from kg.language.parse.numbers import (
    adjective_before_a_numeral,
    list_behind_its_number,
    number_before_the_dead,
    number_behind_up_to,
    receiver_before_a_number,
    receiver_before_a_sum,
    receiver_below_its_sum,
    record_before_a_number,
    scale_of_a_sum,
    score_of_a_vote,
    sum_read_as_an_adverb,
)
from kg.language.parse.objects import OBJECT_RULES
from kg.language.parse.parts import PART_RULES
from kg.language.parse.phrases import (
    adjective_behind_its_noun,
    blow_before_its_victims,
    crime_before_an_infinitive,
    holder_in_a_nouns_place,
    name_of_an_object,
    noun_before_a_finite_verb,
    object_behind_as,
    office_after_its_holder,
    parts_of_a_hyphenated_noun,
)
from kg.language.parse.rebuttals import REBUTTAL_RULES
from kg.language.parse.reported import (
    content_read_as_a_main_clause,
    finite_verb_below_a_participle,
    hearsay_read_as_a_main_clause,
    parenthesis_below_a_noun,
    parenthesis_read_as_a_relative,
    pronoun_of_what_is_said,
    relative_read_as_a_clause,
    result_behind_a_parenthesis,
    speaker_before_a_list,
    speaker_before_an_aside,
    speaker_behind_its_verb,
    speaker_in_a_parenthesis,
    speaker_read_as_a_subject,
    speaker_read_as_an_apposition,
    subject_before_a_parenthesis,
    time_clause_read_as_content,
)
from kg.language.parse.returning import RETURNING_RULES, aside_read_as_content, clause_behind_a_parenthesis
from kg.language.parse.sharing import SHARING_RULES, clause_in_another_tense
from kg.language.parse.subjects import SUBJECT_RULES
from kg.language.parse.tree import Parse

_NOUN_SLOTS = frozenset({"pobj", "dobj", "poss", "compound", "nsubj", "nsubjpass"})  # where a finite verb cannot stand


def verb_in_a_nouns_place(parse: Parse) -> None:
    """A word tagged as a verb where a noun stands, with a noun's dependents: "from ceasefire talks".

    Of gerunds only those between two, of something, and of a relative: "fighting between clans flared", "shelling of
    the port killed six", "whose sacking set off riots".
    """
    for i, tag in enumerate(parse.tags):
        if tag == "VBG" and i > 0 and parse.words[i - 1] == "whose":
            parse.tags[i], parse.pos[i], parse.lemmas[i] = "NN", "NOUN", parse.words[i]
            parse.attach(i - 1, i, "poss")
            continue
        is_noun = tag == "VBG" and parse.deps[i] in _NOUN_SLOTS and parse.child(i, "aux", "nsubj", "dobj") is None
        if is_noun and any(parse.words[c] == "between" for c in parse.with_dep(i, "prep")):
            parse.tags[i], parse.pos[i], parse.lemmas[i] = "NN", "NOUN", parse.words[i]
        if tag == "VBG" and _is_act_of(parse, i):
            parse.tags[i], parse.pos[i], parse.lemmas[i] = "NN", "NOUN", parse.words[i]
            parse.deps[i] = "nsubj"
        if tag == "VBN" and parse.deps[i] in _NOUN_SLOTS and i > 0 and parse.words[i - 1] == "the":
            parse.tags[i], parse.pos[i], parse.lemmas[i] = "NNS", "NOUN", parse.words[i]  # "visited the injured"
        if tag not in FINITE and tag != "VB":
            continue
        if tag == "VBZ" and parse.deps[i] == "dobj" and i - 1 in parse.with_dep(i, "nsubj"):
            parse.attach(i - 1, i, "compound")  # "imposed asset freezes"
        marked = any(parse.deps[c] in NOUN_MARKS for c in parse.children[i])
        if parse.deps[i] in _NOUN_SLOTS and marked and parse.child(i, "nsubj", "dobj", "aux") is None:
            parse.tags[i] = "NNS" if tag == "VBZ" else "NN"
            parse.pos[i] = "NOUN"


def _is_act_of(parse: Parse, gerund: int) -> bool:
    """A gerund before "of" at the head of a clause that has no subject but it."""
    verb = parse.heads[gerund]
    if parse.deps[gerund] not in ("advcl", "nsubj") or not gerund < verb or parse.words[gerund + 1] != "of":
        return False
    has_own = parse.child(gerund, "dobj", "aux", "mark", *SUBJECTS) is not None
    is_open = parse.heads[gerund + 1] == gerund and parse.child(verb, *SUBJECTS) in (None, gerund)
    return is_open and not has_own and parse.word(parse.right_edge(gerund) + 1) != ","


def names_in_a_row(parse: Parse) -> None:
    """A name that hangs below the next one, with "and" or a comma between, is coordinated with it: "A B and C D"."""
    found = names(parse.doc)
    for first, second in zip(found, found[1:], strict=False):
        between = parse.words[first.span.end : second.span.start]
        if not between or not set(between) <= {",", "and", "&", "or"} or first.is_demonym:
            continue
        a, b = head_of(first.span), head_of(second.span)
        is_inside = parse.heads[a] in range(second.span.start, second.span.end)
        if is_inside and parse.deps[a] in ("nmod", "compound", "amod"):
            parse.attach(a, parse.heads[b], parse.deps[b])
            parse.attach(b, a, "conj")
            for part in range(second.span.start, b):
                if parse.heads[part] == a:  # "Human Rights", of "and Human Rights Watch"
                    parse.attach(part, b, "compound")


def structure_inside_a_name(parse: Parse) -> None:
    """A name is one noun: "Doctors Without Borders, which left" has left as a whole, "Marks & Spencer" is no pair."""
    for name in names(parse.doc):
        if name.span.end - name.span.start < 2:
            continue
        root = head_of(name.span)
        for inside in range(name.span.start, name.span.end):
            if parse.deps[inside] == "conj" and parse.heads[inside] == root:
                parse.deps[inside] = "compound"
            for clause in parse.with_dep(inside, "relcl") if inside != root else ():
                if clause >= name.span.end:
                    parse.attach(clause, root, "relcl")


def name_for_an_auxiliary(parse: Parse) -> None:
    """ "May had led it", of somebody called so: a name is no auxiliary but the subject."""
    for name in names(parse.doc):
        at = name.span.start
        if parse.deps[at] == "aux" and name.span.end == at + 1:
            parse.tags[at], parse.pos[at] = "NNP", "PROPN"
            parse.attach_subject(at, parse.heads[at])


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


def object_read_as_a_subject(parse: Parse) -> None:
    """ "Its head, Ruiz, defended Sosa, whom": of two subjects around an active verb the second is its object."""
    for second, dep in enumerate(parse.deps):
        verb = parse.heads[second]
        if dep != "nsubj" or not verb < second or parse.pos[verb] != "VERB":
            continue
        first = parse.child(verb, "nsubj")
        if first is not None and first < verb and parse.child(verb, "dobj", "auxpass", "ccomp") is None:
            parse.deps[second] = "dobj"


def storm_before_its_name(parse: Parse) -> None:
    """ "Typhoon Gaemi struck Taiwan": a storm's name says only which storm it was."""
    for i, word in enumerate(parse.words[:-1]):
        name = i + 1
        if word not in parse.word_sets.get("StormNoun", ()) or parse.heads[i] != name or parse.pos[name] != "PROPN":
            continue
        if parse.in_any(name, ("OrganizationNoun", "PlaceNoun")):
            continue  # "the Hurricane Center"
        head, dep = parse.heads[name], parse.deps[name]
        parse.attach(i, i if head == name else head, dep)
        parse.move(parse.children[name], i)
        parse.attach(name, i, "appos")
        parse.tags[i], parse.pos[i], parse.lemmas[i] = "NN", "NOUN", word


def name_behind_its_description(parse: Parse) -> None:
    """ "Told the newspaper Dagen", "Chad and the bloc ECOWAS": of two side by side the second names the first.

    So does what "named" gives a noun: "a teacher named Omar Aziz".
    """
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for i, dep in enumerate(parse.deps):
        if dep == "acl" and parse.words[i] in ("named", "called") and parse.child(i, "prep") is None:
            name = parse.child(i, "oprd", "dobj")
            if name is not None and parse.pos[name] == "PROPN" and parse.child(parse.heads[i], "det") is not None:
                parse.attach(name, parse.heads[i], "appos")
                parse.deps[i] = "amod"
        if dep in ("dobj", "conj"):
            places[parse.heads[i], dep].append(i)
    for found in places.values():
        for noun, name in zip(found, found[1:], strict=False):
            is_pair = parse.pos[noun] == "NOUN" and parse.pos[name] == "PROPN" and parse.child(name, "det") is None
            if is_pair and noun + 1 == parse.left_edge(name) and parse.child(noun, "det") is not None:
                parse.attach(name, noun, "appos")


def adjective_in_a_nouns_place(parse: Parse) -> None:
    """A word tagged as an adjective where a noun stands, with a noun's dependents: "its secretary-general"."""
    for i, pos in enumerate(parse.pos):
        if pos != "ADJ" or parse.deps[i] not in (*_NOUN_SLOTS, "conj"):
            continue
        is_number = parse.words[i] == "more" and parse.child(i, "amod", "nummod") is not None  # "wounded ten more"
        if is_number or parse.child(i, "poss", "det", "appos") is not None:
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


def complement_read_as_a_relative(parse: Parse) -> None:
    """A clause whose "that" only marks it fills no place of its noun's: it is what the noun says, "the charge that".

    Nor is "that" an object of a clause that has another, or that a verb governs: "wrote to her that he would resign".
    """
    for i, dep in enumerate(parse.deps):
        if dep not in ("relcl", "acl", "ccomp"):
            continue
        that = next((c for c in parse.with_dep(i, "mark", "dobj") if parse.words[c] == "that" and c < i), None)
        if that is None:
            continue
        is_full = any(c != that for c in parse.with_dep(i, "dobj", "dative", "nsubjpass"))
        if parse.tags[that] in ("WDT", "IN") and (is_full or dep == "ccomp"):
            parse.deps[that] = "mark"
            parse.deps[i] = "acl" if dep == "relcl" else dep
        elif dep == "acl" and parse.deps[that] == "dobj" and parse.child(i, "nsubj") is not None:
            parse.deps[i] = "relcl"  # "the talks that Ruiz had": here it does


RULES: tuple[Callable[[Parse], None], ...] = (
    clauses_of_headlines,
    parts_of_a_hyphenated_noun,
    scale_of_a_sum,
    record_before_a_number,
    verb_in_a_nouns_place,
    name_for_an_auxiliary,
    complement_read_as_a_relative,
    names_in_a_row,
    structure_inside_a_name,
    *SUBJECT_RULES,
    time_clause_read_as_content,
    clause_beside_its_fellow,
    clause_in_another_tense,
    *GERUND_RULES,
    relative_read_as_a_clause,
    speaker_read_as_an_apposition,
    speaker_read_as_a_subject,
    speaker_in_a_parenthesis,
    speaker_before_a_list,
    speaker_before_an_aside,
    aside_read_as_content,
    content_read_as_a_main_clause,
    speech_behind_its_content,
    speaker_behind_its_verb,
    parenthesis_read_as_a_relative,
    pronoun_of_what_is_said,
    subject_before_a_parenthesis,
    result_behind_a_parenthesis,
    hearsay_read_as_a_main_clause,
    participle_for_a_main_verb,
    participle_before_its_object,
    noun_with_an_object,
    participle_behind_its_subject,
    relative_around_a_participle,
    relative_beside_its_noun,
    clause_of_people_below_a_thing,
    clause_behind_a_fronted_phrase,
    storm_before_its_name,
    clause_read_as_a_noun,
    object_read_as_a_subject,
    *CONTACT_RULES,
    list_behind_its_number,
    adjective_before_a_numeral,
    number_before_the_dead,
    number_behind_up_to,
    office_after_its_holder,
    finite_verb_below_an_infinitive,
    finite_verb_below_a_gerund,
    finite_verb_below_a_participle,
    finite_verb_below_a_reduced_relative,
    *FRONTED_RULES,
    clause_behind_a_parenthesis,
    receiver_before_a_sum,
    receiver_below_its_sum,
    sum_read_as_an_adverb,
    receiver_before_a_number,
    score_of_a_vote,
    clauses_around_a_semicolon,
    clauses_in_a_row,
    adjective_in_a_nouns_place,
    participle_before_its_noun,
    description_before_its_name,
    name_behind_its_description,
    participle_beside_a_participle,
    member_below_an_apposition,
    subject_behind_a_places_apposition,
    apposition_before_a_conjunction,
    apposition_read_as_a_list,
    main_verb_below_a_relative,
    phrase_below_a_time,
    *ASIDE_RULES,
    *AGENT_RULES,
    *LIST_RULES,
    *PART_RULES,
    *SHARING_RULES,
    blow_before_its_victims,
    holder_in_a_nouns_place,
    noun_before_a_finite_verb,
    adjective_behind_its_noun,
    crime_before_an_infinitive,
    name_of_an_object,
    object_behind_as,
    particle_with_an_object,
    parenthesis_below_a_noun,
    *RETURNING_RULES,
    *REBUTTAL_RULES,
    *CONDITION_RULES,
    *OBJECT_RULES,
    *CASUALTY_RULES,
)


def mend(parse: Parse) -> None:
    """Apply every rule, in order."""
    for rule in RULES:
        rule(parse)
