"""Speech that the parser hangs on the wrong words: who says it, what is said, and what only stands beside it.

Each fault is mended by a stated rule, as in `clauses`; `mending` has their order.
"""

from __future__ import annotations

from kg.language.parse.clauses import CLAUSE_PREPOSITIONS, FINITE, SUBJECTS, is_base_too, is_quoted
from kg.language.parse.tree import NOMINAL, Parse

_PAST = frozenset({"VBD", "VBN"})
_OF_THE_SUBJECT = ("SpeechVerb", "SubjectControlVerb", "AspectVerb")  # sets of verbs whose subject does what they hold
_PRONOUNS = frozenset({"WDT", "WP"})
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_THEN = frozenset({"later", "then", "afterwards", "afterward", "subsequently", "eventually", "finally"})
_WAYS_OF_SPEAKING = ("SpeechVerb", "SpeakersAct")
_CLOSING = frozenset({",", '"', "”", "''"})
_SPEAKERS = ("PersonNoun", "GroupNoun", "OrganizationNoun", "JobTitle")
_BELOW = frozenset({"acl", "advcl", "xcomp", "relcl"})  # no place for a finite verb without pronoun or conjunction
_MISREAD = frozenset({"dobj", "npadvmod"})  # where a speaker behind a clause and its comma is read
_PLACES = frozenset({"GPE", "LOC", "ORG", "NORP", "FAC"})


def time_clause_read_as_content(parse: Parse) -> None:
    """ "Said on Monday, a day after he stepped down": what "after" opens is not what is said.

    Nor does it hang on an aside: "six were shot, two of them boys, when police stormed the camp".
    """
    for verb, dep in enumerate(parse.deps):
        above = parse.heads[verb]
        if dep == "advcl" and parse.deps[above] == "appos" and parse.child(verb, *SUBJECTS) is not None:
            main = next((a for a in parse.ancestors(above) if parse.is_verb(a)), None)
            if main is not None and parse.words[parse.left_edge(verb) - 1] == ",":
                parse.attach(verb, main, "advcl")
        mark = parse.child(verb, "mark") if dep == "ccomp" and above < verb else None
        if mark is not None and parse.words[mark] in CLAUSE_PREPOSITIONS - {"as"}:
            parse.deps[verb] = "advcl"


def speaker_read_as_an_apposition(parse: Parse) -> None:
    """ "Syria shot it down, Turkey's minister, Ahmet Aksoy, said": the description before the verb is its subject.

    So where a finite verb is read as a clause below what it reports: "he will go, the palace announced".
    """
    for verb, tag in enumerate(parse.tags):
        if verb < 3 or not parse.in_set(verb, "SpeechVerb") or not (tag in FINITE or _is_told_then(parse, verb)):
            continue
        if parse.child(verb, *SUBJECTS, "aux", "mark") is not None:
            continue
        is_below = parse.deps[verb] in _BELOW
        first = _told_above(parse, verb) if is_below else parse.child(verb, "ccomp")
        first = parse.heads[verb] if parse.deps[verb] == "conj" else first
        if first is None or first > verb:
            continue
        end = verb - (2 if parse.words[verb - 1] == "," else 1)
        end = parse.heads[verb] if parse.deps[verb] == "acl" else end  # "a spokesman for the army announced"
        speaker = end if is_below and parse.deps[end] in _MISREAD else _outermost_apposition(parse, end, first)
        start = parse.left_edge(speaker) if speaker is not None else 0
        if speaker is None or parse.words[start - 1] != "," or not first < start or _has_and(parse, first, start, verb):
            continue
        if is_below:
            parse.attach(verb, verb if parse.heads[first] == first else parse.heads[first], parse.deps[first])
            parse.attach(first, verb, "ccomp")
        parse.attach(speaker, verb, "nsubj")


def _is_told_then(parse: Parse, verb: int) -> bool:
    """Whether a time stands right behind a participle, or a speaker before it.

    "He will go, the palace announced on Friday", "he will go, a spokesman announced on state television".
    """
    if parse.deps[verb] != "acl" or parse.tags[verb] != "VBN" or parse.child(verb, "agent") is not None:
        return False
    if not parse.timed.isdisjoint((verb + 1, verb + 2)) or parse.in_set(parse.heads[verb], "Spokesperson"):
        return True
    is_telling = parse.in_set(verb, "AnnouncingVerb") and parse.child(verb, "xcomp", "oprd", "dobj", "agent") is None
    return is_telling and _may_speak(parse, parse.heads[verb])


def _told_above(parse: Parse, verb: int) -> int | None:
    """The verb with a subject that a clause hangs below."""
    above = (a for a in parse.ancestors(verb) if parse.is_verb(a) and parse.child(a, *SUBJECTS) is not None)
    return next(above, None)


def speaker_behind_its_verb(parse: Parse) -> None:
    """ "The plant will close, warned the union": behind a clause and its comma, the noun after the verb speaks."""
    for verb, tag in enumerate(parse.tags):
        if tag not in FINITE or parse.words[verb - 1] not in _CLOSING or not parse.in_set(verb, "SpeechVerb"):
            continue
        speaker = parse.child(verb, "dobj") if parse.child(verb, *SUBJECTS, "aux", "conj") is None else None
        if speaker is None or parse.left_edge(speaker) != verb + 1 or not _may_speak(parse, speaker):
            continue
        first = _clause_before(parse, verb)
        if first is not None:
            parse.deps[speaker] = "nsubj"
            if parse.heads[verb] == first:
                parse.attach(verb, verb if parse.heads[first] == first else parse.heads[first], parse.deps[first])
                parse.attach(first, verb, "ccomp")


def _may_speak(parse: Parse, noun: int) -> bool:
    return parse.pos[noun] == "PROPN" or parse.in_any(noun, _SPEAKERS)


def _clause_before(parse: Parse, verb: int) -> int | None:
    """What is said before a verb of speech: its clause, or the one that it is read as coordinated with."""
    first, said = parse.heads[verb], parse.with_dep(verb, "ccomp")
    if said and said[-1] > verb:
        return None  # "Ruiz, freed in May, told reporters that"
    is_joined = parse.deps[verb] == "conj" and first < verb and parse.child(first, "cc") is None
    return first if is_joined and parse.is_verb(first) else next(iter(said), None)


def _outermost_apposition(parse: Parse, i: int, first: int) -> int | None:
    """The head of the appositions that a token ends: "president" of "its president, Ana Ruiz, who fled"."""
    found = next((a for a in (i, *parse.ancestors(i)) if a <= first or parse.deps[a] == "appos"), None)
    found = above = found if found is not None and found > first else None
    while above is not None and parse.deps[above] in ("appos", "compound", "flat", "nmod"):
        found = above if parse.deps[above] == "appos" else found
        above = parse.heads[above]
    return found


def _has_and(parse: Parse, first: int, start: int, verb: int) -> bool:
    return any(parse.deps[c] == "cc" and start <= c < verb for c in (*parse.children[first], *parse.children[verb]))


def speaker_in_a_parenthesis(parse: Parse) -> None:
    """ "The junta, says its envoy, Ana Ruiz, has fled": behind a comma a verb of speech has its subject after it."""
    for verb, tag in enumerate(parse.tags):
        if tag not in FINITE or parse.deps[verb] not in ("parataxis", "conj", "dep") or parse.words[verb - 1] != ",":
            continue
        if not parse.in_set(verb, "SpeechVerb") or parse.child(verb, "aux", "ccomp", "xcomp") is not None:
            continue
        main, end = parse.heads[verb], parse.right_edge(verb) + 1
        first = next((c for c in parse.with_dep(verb, *SUBJECTS) if c < verb), None)
        speaker = next((c for c in parse.with_dep(verb, "nsubj", "dobj") if c > verb), None)
        is_aside = speaker is not None and end < len(parse) and parse.words[end] == "," and main > verb
        if speaker is not None and is_aside and parse.pos[speaker] in NOMINAL:
            if first is not None and parse.child(main, *SUBJECTS) is None:
                parse.attach_subject(first, main)
            parse.deps[speaker] = "nsubj"
            parse.deps[verb] = "parataxis"


def speaker_read_as_a_subject(parse: Parse) -> None:
    """ "The union, says its envoy, has left": who stands behind the verb of speech speaks."""
    for verb, tag in enumerate(parse.tags):
        if tag not in FINITE or not parse.in_set(verb, "SpeechVerb"):
            continue
        main, first = parse.child(verb, "ccomp"), parse.child(verb, *SUBJECTS, "dep")
        if main is None or first is None or not first < verb < main:
            continue
        speaker = parse.child(main, "nsubj", "nsubjpass")
        if speaker is None or parse.left_edge(speaker) != verb + 1:
            continue
        end = parse.right_edge(speaker) + 1
        if "," in (parse.words[verb - 1], parse.words[verb - 2]) and parse.word(end) == ",":
            head, dep, role = parse.heads[verb], parse.deps[verb], parse.deps[speaker]
            parse.attach(first, main, role)
            parse.attach(speaker, verb, "nsubj")
            parse.attach(main, main if head == verb else head, dep)
            parse.attach(verb, main, "parataxis")


def speaker_before_a_list(parse: Parse) -> None:
    """ "Six died, said Ana Silva, who toured Lima, wept and left": who stands behind "said" is who said so."""
    for verb, dep in enumerate(parse.deps):
        if dep != "ccomp" or parse.words[verb - 1] != ",":
            continue
        said, speaker = parse.heads[verb], parse.child(verb, "nsubj")
        if speaker is None or not said < speaker < verb:
            continue
        if parse.left_edge(speaker) != said + 1 or not parse.in_set(said, "SpeechVerb"):
            continue
        below = range(speaker, verb)
        clause = next((c for c in below if parse.deps[c] == "relcl" and parse.right_edge(c) == verb - 2), None)
        if clause is not None:
            parse.attach(speaker, said, "nsubj")
            parse.attach(verb, clause, "conj")


def speaker_before_an_aside(parse: Parse) -> None:
    """ "Acme, a carmaker, said the engine, built in Spain, failed": no engine speaks; who stands before it does."""
    for verb, dep in enumerate(parse.deps):
        main = parse.heads[verb]
        if dep != "parataxis" or not verb < main or not parse.in_set(verb, "SpeechVerb"):
            continue
        speaker, subject = parse.child(main, *SUBJECTS), parse.child(verb, "nsubj")
        if speaker is None or subject is None or not speaker < verb < subject:
            continue
        is_described = parse.child(speaker, "appos") is not None and parse.pos[speaker] == "PROPN"
        if not is_described or parse.pos[subject] != "NOUN" or parse.in_any(subject, _SPEAKERS):
            continue
        role, head, above = parse.deps[speaker], parse.heads[main], parse.deps[main]
        parse.attach(verb, verb if head == main else head, above)
        parse.attach(main, verb, "ccomp")
        parse.attach(speaker, verb, "nsubj")
        parse.attach(subject, main, role)


def content_read_as_a_main_clause(parse: Parse) -> None:
    """ "Ruiz wrote, citing aides, that Chad would pay": what "that" opens is the content of the verb before it."""
    for clause, head in enumerate(parse.heads):
        mark = parse.child(clause, "mark") if head == clause else None
        verb = parse.child(clause, "ccomp") if mark is not None else None
        if mark is None or verb is None or parse.words[mark] != "that" or not verb < mark:
            continue
        if parse.in_set(verb, "SpeechVerb") and parse.child(verb, "nsubj") is not None:
            parse.attach(verb, verb, "ROOT")
            parse.attach(clause, verb, "ccomp")


def parenthesis_read_as_a_relative(parse: Parse) -> None:
    """ "The king, state television reported, has fled": a clause of speech without a pronoun is the main clause's."""
    for verb, dep in enumerate(parse.deps):
        noun = parse.heads[verb]
        if dep not in ("relcl", "acl") or not parse.in_set(verb, "SpeechVerb") or parse.child(verb, "nsubj") is None:
            continue
        main, start, end = parse.heads[noun], parse.left_edge(verb), parse.right_edge(verb)
        is_aside = parse.words[start - 1] == "," and end + 1 < len(parse) and parse.words[end + 1] == ","
        if not is_aside or parse.deps[noun] not in SUBJECTS or not end < main or parse.child(verb, "dobj") is not None:
            continue
        if parse.tags[verb] in FINITE and not any(parse.tags[i] in _RELATIVES for i in range(start, verb)):
            parse.attach(verb, main, "parataxis")


def parenthesis_below_a_noun(parse: Parse) -> None:
    """ "Amir, 25, confessed, police said, and told the court": both verbs hang on Amir, and are the main clause's."""
    for verb, dep in enumerate(parse.deps):
        noun = parse.heads[verb]
        if dep not in ("parataxis", "conj") or parse.tags[verb] not in FINITE or parse.pos[noun] not in NOMINAL:
            continue
        main = parse.heads[noun]
        if parse.deps[noun] in SUBJECTS and noun < main < verb and parse.is_verb(main):
            is_clause = parse.child(verb, *SUBJECTS) is not None
            if is_clause == (dep == "parataxis"):
                parse.attach(verb, main, dep)


def subject_before_a_parenthesis(parse: Parse) -> None:
    """ "Chad, diplomats said, opposed it": who stands before the clause of speech does what stands behind it.

    So with what was read as a participle: "Amir confessed at once, police said".
    """
    for verb, tag in enumerate(parse.tags):
        if tag not in FINITE or not parse.in_set(verb, "SpeechVerb"):
            continue
        speaker = next((c for c in parse.with_dep(verb, "nsubj")[::-1] if c < verb), None)
        first = next((c for c in parse.with_dep(verb, "nsubj", "npadvmod") if c < verb), None)
        if speaker is None or first is None or first >= speaker or first in parse.timed:
            continue
        said = _told_around(parse, verb, first, speaker)
        is_apart = parse.words[parse.left_edge(speaker) - 1] == "," and parse.pos[first] in NOMINAL
        if said is not None and is_apart and parse.child(said, "mark", "agent", *SUBJECTS) is None:
            parse.attach(first, said, "nsubj")
            parse.attach(said, verb, "ccomp")
            parse.tags[said] = "VBD" if said < verb else parse.tags[said]


def _told_around(parse: Parse, verb: int, first: int, speaker: int) -> int | None:
    """The verb of the clause that a clause of speech stands in, or behind."""
    main = parse.heads[verb]
    if parse.deps[verb] == "parataxis" and main > verb and parse.word(verb + 1) == ",":
        return main if parse.child(main, *SUBJECTS) is None else None
    behind = (c for c in parse.with_dep(verb, "ccomp", "dep") if c > verb + 1 and parse.words[c - 1] == ",")
    before = (c for c in parse.with_dep(first, "acl") if parse.tags[c] == "VBN" and c < speaker)
    return next(before, next(behind, None))


def result_behind_a_parenthesis(parse: Parse) -> None:
    """ "A bomb went off, police said, wounding nine": what is no way of speaking follows from what is said.

    Words in quotation marks follow from nothing: " 'I shall win,' she said, leaving the court".
    """
    for verb, dep in enumerate(parse.deps):
        said = parse.heads[verb]
        if (
            dep != "advcl"
            or parse.tags[verb] != "VBG"
            or not said < verb
            or parse.words[parse.left_edge(verb) - 1] != ","
        ):
            continue
        if not parse.in_set(said, "SpeechVerb") or parse.in_any(verb, _WAYS_OF_SPEAKING):
            continue
        main = parse.heads[said] if parse.deps[said] == "parataxis" else parse.child(said, "ccomp")
        if main is not None and main < said and not is_quoted(parse, main, said):
            parse.attach(verb, main, "advcl")


def hearsay_read_as_a_main_clause(parse: Parse) -> None:
    """ "The rebels, it is claimed, killed 30": what is said by nobody stands beside the clause around it."""
    for verb in range(2, len(parse) - 2):
        it = parse.child(verb, "nsubjpass")
        if it is None or parse.words[it] != "it" or not parse.in_set(verb, "SpeechVerb"):
            continue
        main = next((c for c in parse.with_dep(verb, "conj", "ccomp", "dep") if c > verb), None)
        is_aside = parse.words[it - 1] == "," and parse.words[verb + 1] == ","
        first = next((c for c in parse.children[verb] if c < it and parse.pos[c] in NOMINAL), None)
        if main is None or first is None or not is_aside or parse.child(main, "mark", *SUBJECTS) is not None:
            continue
        parse.attach(main, parse.heads[verb] if parse.heads[verb] != verb else main, parse.deps[verb])
        parse.attach(verb, main, "parataxis")
        parse.attach(first, main, "nsubj")


def relative_read_as_a_clause(parse: Parse) -> None:
    """ "According to witnesses, who said": a clause that "who" opens behind a comma is the noun's before it."""
    for pronoun in range(2, len(parse)):
        verb = parse.heads[pronoun]
        if parse.words[pronoun] != "who" or parse.words[pronoun - 1] != "," or parse.deps[pronoun] not in SUBJECTS:
            continue
        noun = _person_before(parse, pronoun - 2)
        is_loose = parse.deps[verb] == "relcl" and parse.pos[parse.heads[verb]] not in NOMINAL
        if noun is None or not (is_loose or parse.deps[verb] in ("conj", "ccomp", "advcl", "dep", "parataxis")):
            continue
        if parse.deps[verb] != "ccomp" or parse.heads[verb] < noun:
            parse.attach(verb, noun, "relcl")


def _person_before(parse: Parse, i: int) -> int | None:
    """The noun that ends at a token, and of "the king of Chad" the king."""
    if parse.pos[i] not in NOMINAL:
        return None
    above = parse.heads[i]
    is_place = parse.doc[i].ent_type_ in _PLACES and parse.deps[i] == "pobj" and parse.words[above] in ("of", "for")
    return parse.heads[above] if is_place and parse.pos[parse.heads[above]] in NOMINAL else i


def _may_be_participle(parse: Parse, verb: int) -> bool:
    """Whether a past tense has the form of a participle: "killed" and "sent" may, "flew" and "took" may not."""
    return parse.words[verb].endswith(("d", "t"))


def finite_verb_below_a_participle(parse: Parse) -> None:
    """ "Said it would close and blamed France": a past tense has no share in "would", and who blames is who said.

    Nor do things urge: "had told him that the plan was bad and urged him to drop it".
    """
    for verb in range(len(parse)):
        first = parse.heads[verb]
        if parse.deps[verb] != "conj" or parse.deps[first] not in ("ccomp", "xcomp"):
            continue
        if parse.tags[verb] not in ("VBD", "VBN"):
            continue
        if is_base_too(parse, verb) and parse.child(first, "aux") is not None:
            continue  # "would close and cut jobs"
        above = parse.heads[first]
        if parse.child(verb, "mark", *SUBJECTS) is not None or parse.tags[above] not in _PAST or above > first:
            continue
        is_base = any(parse.tags[c] == "MD" for c in parse.with_dep(first, "aux"))
        is_done = parse.tags[first] == "VBN" and parse.child(first, "aux", "auxpass") is not None
        is_torn = parse.child(first, "auxpass") is not None and parse.child(verb, "dobj", "xcomp") is not None
        is_turn = any(parse.words[c] == "but" and c < verb for c in parse.with_dep(first, "cc"))  # "... but warned"
        is_said = (is_done or is_turn) and parse.in_set(verb, "SpeechVerb")
        is_personal = _is_personal(parse, first, verb)
        if parse.tags[above] == "VBN" and not is_personal:
            continue
        if is_base or is_torn or is_said or is_personal or _is_a_verb_of_its_own(parse, first, verb):
            parse.tags[verb] = "VBD"
            parse.attach(verb, above, "conj")


def _is_personal(parse: Parse, first: int, verb: int) -> bool:
    """Whether only somebody does what a verb says, and the clause before it is of a thing."""
    subject = parse.child(first, *SUBJECTS)
    is_thing = subject is not None and not parse.is_somebody(subject)
    return is_thing and parse.in_any(verb, ("SpeechVerb", "ObjectControlVerb", "PersonalVerb"))


def pronoun_of_what_is_said(parse: Parse) -> None:
    """ "Whom police said they had arrested", "whom Hamas promised to free": whom they arrested or free."""
    for pronoun, tag in enumerate(parse.tags):
        if tag not in _PRONOUNS or parse.deps[pronoun] != "dobj" or parse.deps[parse.heads[pronoun]] != "relcl":
            continue
        verb = parse.heads[pronoun]
        below = parse.child(verb, "ccomp", "xcomp")
        if below is None or not parse.in_any(verb, _OF_THE_SUBJECT):
            continue
        is_open = parse.child(below, "dobj", "ccomp", "xcomp", "mark", "nsubjpass", "auxpass", "acomp") is None
        has_doer = parse.child(below, "nsubj") is not None or parse.deps[below] == "xcomp"
        is_stranded = any(not parse.children[prep] for prep in parse.with_dep(below, "prep"))
        if is_open and has_doer and parse.is_verb(below) and not is_stranded:
            parse.attach(pronoun, below, "dobj")


def _is_a_verb_of_its_own(parse: Parse, first: int, verb: int) -> bool:
    """Whether a past tense behind a perfect has no share in its "had": "had withdrawn, and flew", "but later freed"."""
    if parse.tags[first] != "VBN" or parse.child(first, "aux", "auxpass") is None:
        return False
    is_later = any(parse.words[c] in _THEN and c < verb for c in parse.with_dep(verb, "advmod"))
    return is_later or not _may_be_participle(parse, verb) or _is_set_off(parse, first, verb)


def _is_set_off(parse: Parse, first: int, verb: int) -> bool:
    """ ", and left": of two verbs alone, a comma before "and" parts what is said from what the speaker did."""
    is_pair = parse.with_dep(first, "conj") == [verb] and parse.child(verb, "conj") is None
    return is_pair and parse.words[verb - 2 : verb] == [",", "and"]
