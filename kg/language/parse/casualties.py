"""Who was hurt, held and fined: the turns of casualty and court reports that the parser misreads; see `mending`.

News counts its dead in clauses that English hardly uses elsewhere: inverted ("killed were two nuns"), cut short ("six
were hurt and 30 people rounded up") or told behind another clause ("a storm, which hit Luzon, killing 30").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.language.parse.clauses import FINITE, SUBJECTS
from kg.language.parse.tree import NOMINAL, Parse

_NOMINALS = [[pos] for pos in sorted(NOMINAL)]
_AUXILIARIES = frozenset({"aux", "auxpass"})


def subject_below_an_auxiliary(parse: Parse) -> None:
    """ "Three died, and nine were badly hurt": a subject that hangs on the auxiliary is its verb's."""
    for i, dep in enumerate(parse.deps):
        if dep in _AUXILIARIES:
            for subject in parse.with_dep(i, *SUBJECTS):
                verb = parse.heads[i]
                parse.attach(subject, verb, "nsubjpass" if dep == "auxpass" else "nsubj")


def subject_behind_its_verb(parse: Parse) -> None:
    """ "Among the dead were two nuns", "killed were two nuns": what follows the copula is the subject."""
    for copula, lemma in enumerate(parse.lemmas):
        subject = parse.child(copula, "attr") if lemma == "be" else None
        if subject is None or not copula < subject:
            continue
        if parse.deps[copula] == "auxpass" and parse.heads[copula] < copula:  # "killed in the raid were two nuns"
            killed = parse.heads[copula]
            parse.attach(subject, killed, "nsubjpass")
            parse.deps[killed] = "ccomp" if parse.deps[killed] == "advcl" else parse.deps[killed]
            parse.move([c for c in parse.children[copula] if parse.deps[c] in ("cc", "conj")], subject)
            continue
        first = parse.children[copula][0]
        if parse.words[first] == "among" and first < copula and parse.child(copula, *SUBJECTS) is None:
            parse.deps[subject] = "nsubj"
        elif parse.tags[first] == "VBN" and first == copula - 1 and parse.deps[first] in SUBJECTS:
            parse.attach(first, parse.heads[copula] if parse.heads[copula] != copula else first, parse.deps[copula])
            for child in list(parse.children[copula]):
                parse.attach(child, first, "nsubjpass" if child == subject else parse.deps[child])
            parse.attach(copula, first, "auxpass")


def part_of_the_hurt(parse: Parse) -> None:
    """ "40 were hurt, six of them badly, when a bus crashed, police said": the six tell nothing."""
    for part, dep in enumerate(parse.deps):
        if dep not in SUBJECTS or parse.words[part + 1 : part + 3] != ["of", "them"] or parse.words[part - 1] != ",":
            continue
        teller = next((s for s in parse.with_dep(parse.heads[part], *SUBJECTS) if s > part), None)
        hurt = next((i for i in range(part - 2, max(0, part - 6), -1) if parse.is_verb(i)), None)
        if teller is not None and hurt is not None and parse.words[parse.left_edge(teller) - 1] == ",":
            parse.attach(part, hurt, "npadvmod")
            for clause in parse.with_dep(part, "advcl", "prep"):
                if parse.words[clause] != "of":
                    parse.attach(clause, hurt, parse.deps[clause])


def thing_that_somebody_has_done(parse: Parse) -> None:
    """ "Had their houses destroyed", "wants the mayor sacked": what stands before the participle suffers it."""
    for verb, dep in enumerate(parse.deps):
        above = parse.heads[verb]
        if dep != "ccomp" or parse.tags[verb] not in ("VBN", "VBD") or not parse.in_set(above, "HavingVerb"):
            continue
        thing = parse.child(verb, "nsubj")
        is_bare = parse.child(verb, "aux", "auxpass", "mark", "dobj") is None
        if thing is not None and is_bare and parse.left_edge(thing) == above + 1:
            parse.tags[verb], parse.deps[thing] = "VBN", "nsubjpass"


def captive_before_what_becomes_of_him(parse: Parse) -> None:
    """ "Held the mayor hostage", "took over 90 people prisoner": a noun before what becomes of it is the object."""
    for word, dep in enumerate(parse.deps):
        if dep == "ccomp" and parse.in_set(word, "CaptiveNoun"):
            _make_captive(parse, word)
        if dep != "dobj" or not parse.in_set(word, "CaptiveNoun") or parse.tags[word] != "NN":
            continue
        captive = parse.child(word, "compound", "nmod")
        if captive is None or captive != word - 1 or parse.pos[captive] != "NOUN" or parse.child(word, "poss"):
            continue
        parse.attach(captive, parse.heads[word], "dobj")
        parse.deps[word] = "oprd"
        parse.move([c for c in parse.children[word] if c < captive], captive)


def _make_captive(parse: Parse, word: int) -> None:
    """Let "hostage", read as a verb with a subject, be what its verb's object becomes."""
    verb, captive = parse.heads[word], parse.child(word, "nsubj")
    if captive is None or captive != word - 1 or not verb < captive or parse.child(word, "mark", "aux") is not None:
        return
    parse.attach(captive, verb, "dobj")
    parse.pos[word], parse.tags[word], parse.deps[word] = "NOUN", "NN", "oprd"
    for child in list(parse.children[word]):
        before = child - 1
        if parse.deps[child] == "dobj" and parse.deps[before] in ("prt", "prep"):  # "hostage off Egypt"
            parse.attach(before, verb, "prep")
            parse.attach(child, before, "pobj")
        else:
            parse.attach(child, verb, parse.deps[child])


def those_who_were_hurt(parse: Parse) -> None:
    """ "Three teachers are among those killed": it is they who were. "Those found guilty include": no clause."""
    for those, word in enumerate(parse.words):
        among = parse.heads[those]
        verb = parse.heads[among]
        is_content = parse.deps[those] in SUBJECTS and parse.tags[among] == "VBN" and parse.deps[among] == "ccomp"
        if word == "those" and is_content and among < verb and parse.child(among, "aux", "auxpass") is None:
            parse.attach(those, verb, "nsubj")
            parse.attach(among, those, "acl")
        for participle in parse.with_dep(those, "acl") if word == "those" else ():
            if parse.tags[participle] == "VBD" and parse.child(participle, "dobj", "nsubj", "ccomp") is None:
                parse.tags[participle] = "VBN"
        if word != "those" or parse.words[among] != "among" or parse.lemmas[parse.heads[among]] != "be":
            continue
        subject = parse.child(parse.heads[among], "nsubj")
        for participle in parse.with_dep(those, "acl") if subject is not None else ():
            parse.attach(participle, subject or 0, "acl")


def passive_cut_short(parse: Parse) -> None:
    """ "Six were hurt and 30 people rounded up": a verb that needs an object and has none shares the auxiliary."""
    for verb, dep in enumerate(parse.deps):
        if dep != "conj" or parse.tags[verb] != "VBD":
            continue
        is_shot = any(parse.in_set(c, "ResultAdjective") for c in parse.with_dep(verb, "oprd", "acomp"))
        if not is_shot and not parse.in_set(verb, "ObjectVerb"):
            continue
        subject = parse.child(verb, "nsubj")
        is_bare = subject is not None and parse.child(verb, "dobj", "aux", "ccomp", "dative") is None
        if is_bare and parse.is_passive(parse.heads[verb]):
            parse.tags[verb] = "VBN"
            parse.attach(subject or 0, verb, "nsubjpass")


def hurt_behind_the_dead(parse: Parse) -> None:
    """ "Left nine dead and 60 hurt": behind those who died, "and" goes on with what was done to how many."""
    for dead, dep in enumerate(parse.deps):
        verb = parse.heads[dead]
        if dep != "oprd" or parse.pos[dead] != "ADJ":
            continue
        for hurt in (*parse.children[dead], *parse.children[verb]):
            number = parse.child(hurt, "nummod") if hurt > dead else None
            if number is not None and number == hurt - 1 and parse.in_set(hurt, "ObjectVerb"):
                parse.pos[hurt], parse.tags[hurt] = "VERB", "VBN"
                parse.attach(hurt, verb, "conj")
                parse.attach(number, hurt, "nsubjpass")


def participle_behind_a_bare_noun(parse: Parse) -> None:
    """ "A man appeared in court accused of theft": not the court is, which has no article; who appeared is."""
    for noun, dep in enumerate(parse.deps):
        prep = parse.heads[noun]
        if dep != "pobj" or parse.tags[noun] != "NN" or not parse.is_verb(parse.heads[prep]):
            continue
        if parse.words[prep] not in ("in", "on", "at") or parse.left_edge(noun) != noun:
            continue
        for participle in parse.with_dep(noun, "acl"):
            if parse.tags[participle] == "VBN" and participle == noun + 1:
                parse.attach(participle, parse.heads[prep], "advcl")


def result_behind_a_relative(parse: Parse) -> None:
    """ "Luzon reeled from a storm which tore off roofs, leaving ten dead": the storm of the relative clause did.

    "Mobs beat men camped in a square, hurting ten": behind what describes whom it was done to, the mobs did. "It
    happened in Oslo, where police fired at a crowd, hurting six", "left as jets hit it, killing ten": so with blows.
    """
    for participle, dep in enumerate(parse.deps):
        if dep != "advcl" or parse.tags[participle] != "VBG" or parse.words[participle - 1] != ",":
            continue
        described = parse.heads[participle]
        if parse.deps[described] == "acl" and parse.deps[parse.heads[described]] in ("dobj", "pobj"):
            verb = next((above for above in parse.ancestors(described) if parse.is_verb(above)), described)
            parse.attach(participle, verb, "advcl")
        elif parse.child(participle, "mark", "aux", *SUBJECTS) is None and parse.in_set(participle, "ResultVerb"):
            clause = next(_clauses_of_harm(parse, participle), None)
            if clause is not None:
                parse.attach(participle, clause, "advcl")


def harm_of_an_incident(parse: Parse) -> None:
    """ "An attack on a mosque that killed ten", "a charge over two crashes that did": the incident is what killed them.

    The clause hangs on where it happened, or on what holds the incident.
    """
    for verb, dep in enumerate(parse.deps):
        if dep != "relcl" or not parse.in_set(verb, "ResultVerb") or parse.child(verb, "dobj") is None:
            continue
        noun, that = parse.heads[verb], parse.child(verb, "nsubj")
        if that is None or parse.words[that] not in ("that", "which") or parse.in_set(noun, "IncidentNoun"):
            continue
        incident = next((i for i in range(that - 1, -1, -1) if parse.in_set(i, "IncidentNoun")), None)
        if incident is None or parse.pos[incident] != "NOUN" or parse.sentences[incident] != parse.sentences[verb]:
            continue
        is_where = incident in parse.ancestors(noun) and _is_place(parse, noun)
        if is_where or (noun < incident and noun in parse.ancestors(incident)):
            parse.attach(verb, incident, "relcl")


def _is_place(parse: Parse, noun: int) -> bool:
    return parse.in_set(noun, "PlaceNoun") or parse.pos[noun] == "PROPN"


def _clauses_of_harm(parse: Parse, end: int) -> Iterator[int]:
    """The clauses before a comma that may bring about what follows it: a storm's relative, a blow and where or when."""
    phrases = (p for p in parse.with_dep(parse.heads[end], "prep") if parse.right_edge(p) == end - 2)
    ends = (end - 2, *(parse.left_edge(p) - 2 for p in phrases))  # "collapsed in Oslo, after a night of rain, killing"
    for clause in range(parse.heads[end] + 1, end - 1):
        if parse.tags[clause] not in FINITE or parse.right_edge(clause) not in ends:
            continue
        marks = (parse.words[c] for c in parse.with_dep(clause, "mark", "advmod"))
        is_blow = parse.deps[clause] in ("relcl", "advcl") and parse.in_set(clause, "BlowVerb")
        is_storms = parse.deps[clause] == "relcl" and parse.in_set(parse.heads[clause], "NaturalForce")
        if is_storms or (is_blow and any(m == "where" or m in parse.word_sets["MishapMarker"] for m in marks)):
            yield clause


def vehicle_before_its_load(parse: Parse) -> None:
    """ "A bus carrying pilgrims plunged": "a" is the bus's, since no plural has it; pilgrims are what it carries."""
    for load, tag in enumerate(parse.tags):
        first, carrying = load - 2, load - 1
        is_plural = tag == "NNS" and any(parse.words[c] in ("a", "an") for c in parse.with_dep(load, "det"))
        if not is_plural or not parse.words[carrying].endswith("ing") or parse.pos[first] != "NOUN":
            continue
        if {parse.heads[first], parse.heads[carrying]} <= {carrying, load} and parse.deps[load] in (*SUBJECTS, "dobj"):
            parse.attach(first, parse.heads[load], parse.deps[load])
            parse.move([c for c in parse.children[load] if c < first], first)
            parse.pos[carrying], parse.tags[carrying] = "VERB", "VBG"
            parse.attach(carrying, first, "acl")
            parse.attach(load, carrying, "dobj")


def fine_behind_its_sum(parse: Parse) -> None:
    """ "A $75m fine": behind a sum it is a noun, the one that the sum belongs to."""
    for fine, lemma in enumerate(parse.lemmas):
        unit = fine - 1
        if lemma != "fine" or parse.pos[fine] != "ADJ" or parse.pos[unit] not in NOMINAL:
            continue
        is_beside = parse.heads[fine] in (unit, parse.heads[unit])
        if not is_beside or parse.child(unit, "nummod") is None or parse.pos[fine + 1 : fine + 2] in _NOMINALS:
            continue
        parse.move([c for c in parse.children[unit] if parse.deps[c] == "det" or c > fine], fine)
        parse.attach(fine, parse.heads[unit], parse.deps[unit])
        parse.attach(unit, fine, "compound")
        parse.pos[fine], parse.tags[fine] = "NOUN", "NN"


def mishap_read_as_a_noun(parse: Parse) -> None:
    """ "Six died when a bus overturned", "as a stand collapsed": behind a conjunction the verb is finite."""
    for verb, dep in enumerate(parse.deps):
        noun = parse.heads[verb]
        if dep != "acl" or parse.tags[verb] not in ("VBD", "VBN") or noun != verb - 1:
            continue
        above = parse.heads[noun]
        when = next((c for c in parse.with_dep(noun, "advmod") if parse.words[c] == "when"), None)
        if parse.deps[noun] == "advcl" and when is not None:
            _open_clause(parse, verb, noun, when, above)
        elif parse.deps[noun] == "pobj" and parse.words[above] == "as" and parse.tags[verb] == "VBD":
            _open_clause(parse, verb, noun, above, parse.heads[above])


def forces_behind_after(parse: Parse) -> None:
    """ "Fled after a quake and a tsunami struck Luzon": two forces of nature before a verb both do it."""
    for second, dep in enumerate(parse.deps):
        verb = parse.heads[second]
        if dep != "nsubj" or parse.deps[verb] != "conj" or not parse.in_set(second, "NaturalForce"):
            continue
        cc = parse.left_edge(second) - 1
        first = cc - 1
        prep = parse.heads[first]
        are_forces = first > 0 and parse.words[cc] == "and" and parse.in_set(first, "NaturalForce")
        if are_forces and parse.deps[first] == "pobj" and parse.words[prep] == "after":
            parse.attach(first, verb, "nsubj")
            parse.attach(second, first, "conj")
            parse.attach(cc, first, "cc")
            parse.attach(prep, verb, "mark")
            parse.deps[verb] = "advcl"


def _open_clause(parse: Parse, verb: int, subject: int, mark: int, head: int) -> None:
    parse.tags[verb] = "VBD"
    parse.attach(verb, head, "advcl")
    parse.attach(subject, verb, "nsubj")
    parse.attach(mark, verb, "mark" if parse.words[mark] == "as" else "advmod")


RULES: tuple[Callable[[Parse], None], ...] = (
    subject_below_an_auxiliary,
    subject_behind_its_verb,
    part_of_the_hurt,
    thing_that_somebody_has_done,
    captive_before_what_becomes_of_him,
    those_who_were_hurt,
    passive_cut_short,
    hurt_behind_the_dead,
    participle_behind_a_bare_noun,
    result_behind_a_relative,
    harm_of_an_incident,
    vehicle_before_its_load,
    fine_behind_its_sum,
    mishap_read_as_a_noun,
    forces_behind_after,
)
