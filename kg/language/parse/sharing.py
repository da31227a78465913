"""What two clauses share and the parser gives to one: echoes, relatives of two names, complements; see `mending`."""

from __future__ import annotations

from kg.language.parse.clauses import FINITE, SUBJECTS
from kg.language.parse.tree import NOMINAL, Parse

_ECHOES = frozenset({"do", "have", "be"})
_SINGULAR = frozenset({"has", "is", "was", "does"})
_MUTUAL = ("TruceNoun", "Talks", "JointEvent")
_PERSONAL = ("PersonalVerb", "SpeechVerb", "MediatingVerb", "RebuttalVerb")


def subject_of_an_echo(parse: Parse) -> None:
    """ "Egypt hailed the step, as did Bahrain": who is said to do so too is one of those who do."""
    for mark, word in enumerate(parse.words):
        if word != "as" or parse.deps[mark] not in ("mark", "advmod", "prep"):
            continue
        echo = mark + 1
        if echo >= len(parse) or parse.heads[mark] != echo or parse.lemmas[echo] not in _ECHOES:
            continue
        verb, other = parse.heads[echo], parse.child(echo, *SUBJECTS, "dobj", "attr")
        first = parse.child(verb, *SUBJECTS)
        if first is None or other is None or other < echo or parse.pos[other] not in NOMINAL or verb == echo:
            continue
        if all(c in (mark, other) or parse.deps[c] == "punct" for c in parse.children[echo]):
            parse.attach(other, first, "conj")
            parse.deps[echo], parse.pos[echo] = "aux", "AUX"


def relative_of_a_state(parse: Parse) -> None:
    """ "With the help of envoys from Chad, which had mediated": a state does that, and no help does.

    Nor does one fight a treaty: "signed a treaty with Chad, with which it had fought a war".
    """
    for clause, dep in enumerate(parse.deps):
        if dep != "relcl":
            continue
        noun, who = parse.heads[clause], parse.left_edge(clause)
        name = who - 2
        is_with = parse.words[who] in ("with", "against") and parse.word(who + 1) == "which"
        is_doer = parse.words[who] == "which" and parse.deps[who] in SUBJECTS and parse.in_any(clause, _PERSONAL)
        if name < 0 or parse.words[who - 1] != "," or not (is_with or is_doer):
            continue
        is_state = parse.pos[name] == "PROPN" and parse.doc[name].ent_type_ in ("GPE", "ORG")
        is_other = parse.pos[noun] == "NOUN" and not parse.in_set(noun, "OrganizationNoun")
        if is_state and is_other and noun in parse.ancestors(name):
            parse.attach(clause, name, "relcl")


def sides_behind_a_participle(parse: Parse) -> None:
    """ "A truce brokered by Oman between Chad and Mali": the truce is between them, whoever brokered it."""
    for prep, word in enumerate(parse.words):
        if word != "between" or parse.deps[prep] != "prep":
            continue
        participle = next((a for a in parse.ancestors(prep) if parse.deps[a] not in ("prep", "pobj", "agent")), prep)
        noun = parse.heads[participle]
        is_reduced = parse.deps[participle] == "acl" and parse.tags[participle] == "VBN"
        if is_reduced and parse.in_any(noun, _MUTUAL) and parse.right_edge(prep) == parse.right_edge(participle):
            parse.attach(prep, noun, "prep")


def mediated_behind_a_side(parse: Parse) -> None:
    """ "After talks with Chad, brokered by Oman": the talks were, not Chad."""
    for participle, dep in enumerate(parse.deps):
        side = parse.heads[participle]
        if dep != "acl" or parse.tags[participle] != "VBN" or not parse.in_set(participle, "MediatingVerb"):
            continue
        if (
            parse.words[participle - 1] != ","
            or parse.in_any(side, _MUTUAL)
            or parse.deps[side] not in ("pobj", "conj")
        ):
            continue
        talks = next((a for a in parse.ancestors(side) if parse.in_any(a, _MUTUAL)), None)
        if talks is not None and talks < side:
            parse.attach(participle, talks, "acl")


def participle_of_a_fronted_deal(parse: Parse) -> None:
    """ "Under the truce, brokered by Egypt, Chad will pay": the truce was brokered, not Chad."""
    for participle, tag in enumerate(parse.tags):
        deal, verb = participle - 2, parse.heads[participle]
        if tag != "VBN" or parse.deps[participle] != "advcl" or deal < 1 or parse.words[participle - 1] != ",":
            continue
        is_fronted = parse.deps[deal] == "pobj" and parse.heads[parse.heads[deal]] == verb and participle < verb
        is_deal = parse.in_any(deal, ("TruceNoun", "ResultNoun")) or parse.in_set(participle, "MediatingVerb")
        if is_fronted and is_deal and parse.child(participle, "mark", *SUBJECTS) is None:
            parse.attach(participle, deal, "acl")


def relative_of_both(parse: Parse) -> None:
    """ "Ana Silva and Jose Mota, who met": behind a comma, and with no singular verb, it is of both names."""
    for clause, dep in enumerate(parse.deps):
        last = parse.heads[clause]
        first = parse.heads[last]
        if dep != "relcl" or parse.deps[last] != "conj" or parse.pos[last] != "PROPN" or parse.pos[first] != "PROPN":
            continue
        who = parse.left_edge(clause)
        if parse.words[who] not in ("who", "which") or parse.deps[who] not in SUBJECTS or parse.words[who - 1] != ",":
            continue
        finite = next((c for c in parse.with_dep(clause, "aux", "auxpass")), clause)
        if parse.tags[finite] != "VBZ" and parse.words[finite] not in _SINGULAR and parse.right_edge(last) >= clause:
            parse.attach(clause, first, "relcl")


def verb_between_nouns(parse: Parse) -> None:
    """ "The move enraged protesters": behind a noun that would modify the next one no adjective stands.

    Nor behind one that is an adjective elsewhere, in a clause without a verb: "the general accused judges of lying".
    """
    for verb, dep in enumerate(parse.deps):
        noun, subject = parse.heads[verb], verb - 1
        if dep != "amod" or parse.heads[noun] != noun or not parse.words[verb].endswith("ed"):
            continue
        is_compound = parse.deps[subject] in ("compound", "nmod") and noun == verb + 1
        is_person = parse.deps[subject] in ("amod", "nsubj") and parse.in_set(subject, "AdjectiveNoun")
        is_beside = parse.heads[subject] == noun or parse.deps[subject] == "nsubj"
        if not is_beside or not (is_compound or is_person):
            continue
        parse.tags[verb], parse.pos[verb] = "VBD", "VERB"
        parse.attach(verb, verb, "ROOT")
        for before in [c for c in parse.children[noun] if c < subject]:
            parse.attach(before, subject if parse.deps[before] != "prep" else verb, parse.deps[before])
        if is_person:
            parse.tags[subject], parse.pos[subject] = "NN", "NOUN"
        parse.attach(subject, verb, "nsubj")
        parse.attach(noun, verb, "dobj")
        _free_clauses(parse, noun, verb)


def _free_clauses(parse: Parse, noun: int, verb: int) -> None:
    """What a verb that was taken for an adjective has behind its object: "of lying", ", ousting the king"."""
    for child in [c for c in parse.children[noun] if c > noun]:
        is_sequel = parse.deps[child] == "acl" and parse.tags[child] == "VBG" and parse.words[child - 1] == ","
        is_charge = parse.deps[child] == "prep" and parse.child(child, "pcomp") is not None
        if is_sequel or is_charge or parse.deps[child] == "punct":
            parse.attach(child, verb, "advcl" if is_sequel else parse.deps[child])


def main_verb_before_an_object(parse: Parse) -> None:
    """ "Miners who sought his release blocked roads": a clause without a verb has it behind its relative's object.

    No noun phrase goes from a noun on to a participle: "release" is what is sought, and the roads are blocked.
    """
    for verb, dep in enumerate(parse.deps):
        noun, held = parse.heads[verb], verb - 1
        if dep != "amod" or parse.deps[noun] != "dobj" or not parse.words[verb].endswith("ed"):
            continue
        clause, subject = parse.heads[noun], parse.heads[parse.heads[noun]]
        is_open = parse.deps[clause] == "relcl" and _is_without_verb(parse, subject) and clause < held
        if not is_open or parse.heads[held] != noun or parse.deps[held] not in ("compound", "nmod"):
            continue
        parse.move([c for c in parse.children[noun] if c < held], held)
        _close_relative(parse, clause, held, verb)
        parse.attach(noun, verb, "dobj")


def main_verb_read_as_content(parse: Parse) -> None:
    """ "Miners who sought his release held two guards": what is demanded has no past tense."""
    for verb, dep in enumerate(parse.deps):
        clause, held = parse.heads[verb], parse.child(verb, "nsubj") if dep == "ccomp" else None
        if held is None or parse.tags[verb] != "VBD" or parse.deps[clause] != "relcl":
            continue
        is_demand = parse.in_set(clause, "PressingVerb") and parse.child(verb, "mark", "aux") is None
        subject = parse.heads[clause]
        if is_demand and clause < held < verb and _is_without_verb(parse, subject):
            _close_relative(parse, clause, held, verb)


def _is_without_verb(parse: Parse, noun: int) -> bool:
    """Whether a noun heads its sentence, or stands beside what its first phrase holds: "In Gao, miners who ..."."""
    root = next((a for a in parse.ancestors(noun) if parse.heads[a] == a), noun)
    return root == noun or (parse.deps[noun] == "appos" and parse.pos[root] == "ADP")


def _close_relative(parse: Parse, clause: int, held: int, verb: int) -> None:
    """End a relative clause with its object, and make what its noun is the subject of the main verb."""
    subject = parse.heads[clause]
    parse.tags[verb], parse.pos[verb] = "VBD", "VERB"
    before = [c for c in parse.with_dep(subject, "prep") if parse.word(parse.right_edge(c) + 1) == ","]
    before = [c for c in (*before, *parse.ancestors(subject)) if parse.heads[c] in (c, subject) and c < subject - 1]
    parse.attach(held, clause, "dobj")
    parse.attach(verb, verb, "ROOT")
    parse.attach(subject, verb, "nsubj")
    for phrase in before:
        parse.attach(phrase, verb, "prep")


def subject_read_as_an_object(parse: Parse) -> None:
    """ "Shut it, and the mayor, Ana Ruiz, closed roads": behind "and", a noun and its name a verb goes on with both.

    The parser takes the noun for a second object, and the verb for a second one of the first subject's, or for an
    adjective.
    """
    for name, dep in enumerate(parse.deps):
        noun, verb = parse.heads[name], name + 2
        if dep != "appos" or parse.deps[noun] != "conj" or parse.word(verb - 1) != "," or verb >= len(parse):
            continue
        above = next((a for a in parse.ancestors(noun) if parse.is_verb(a)), None)
        if above is None or above > noun or parse.words[parse.left_edge(noun) - 1] != "and":
            continue
        held = parse.heads[verb]
        if parse.deps[verb] == "amod" and parse.words[verb].endswith("ed") and parse.heads[held] == name:
            parse.attach(held, verb, "dobj")
        elif parse.tags[verb] not in FINITE or parse.deps[verb] != "conj" or held != above:
            continue
        parse.tags[verb], parse.pos[verb] = "VBD", "VERB"
        parse.attach(verb, above, "conj")
        parse.attach(noun, verb, "nsubj")


def perfect_read_as_an_adjective(parse: Parse) -> None:
    """ "Groups had lobbied senators to vote": what has an auxiliary is a verb, and the noun behind it its object."""
    for verb, dep in enumerate(parse.deps):
        noun = parse.heads[verb]
        if dep != "amod" or parse.tags[verb] != "VBN" or parse.child(verb, "aux") is None or noun < verb:
            continue
        last = parse.heads[noun] if parse.deps[noun] in SUBJECTS and parse.is_infinitive(parse.heads[noun]) else noun
        if parse.heads[last] == last:
            parse.attach(verb, verb, "ROOT")
            parse.attach(noun, verb, "dobj")
            if last != noun:
                parse.attach(last, verb, "xcomp")


def verb_before_its_object(parse: Parse) -> None:
    """ "Two died and four suffered burns": a noun is not coordinated with a verb; its participle has it as object."""
    for verb, dep in enumerate(parse.deps):
        noun = parse.heads[verb]
        first = parse.heads[noun]
        if dep != "amod" or parse.tags[verb] not in ("VBN", "VBD") or verb != noun - 1 or parse.deps[noun] != "conj":
            continue
        before = [c for c in parse.children[noun] if c < verb]
        if parse.is_verb(first) and first < verb and before == [verb - 1] and parse.deps[verb - 1] == "nummod":
            parse.tags[verb], parse.pos[verb] = parse.tags[first], "VERB"
            parse.attach(verb, first, "conj")
            parse.attach(noun, verb, "dobj")
            parse.attach(verb - 1, verb, "nsubj")


def complement_read_as_the_object(parse: Parse) -> None:
    """ "Branded the junta illegitimate": an adjective that ends a noun phrase says what its noun is called."""
    for word, dep in enumerate(parse.deps):
        noun, verb = word - 1, parse.heads[word]
        if dep != "dobj" or parse.pos[word] != "ADJ" or not parse.in_set(word, "InsultWord"):
            continue
        if parse.heads[noun] != word or parse.deps[noun] not in ("compound", "nmod") or noun < verb:
            continue
        for before in [c for c in parse.children[word] if c < noun]:
            parse.attach(before, noun, parse.deps[before])
        parse.attach(noun, verb, "dobj")
        parse.deps[word] = "oprd"


def sequel_without_a_conjunction(parse: Parse) -> None:
    """ "Shelled the town, then seized its port": behind a comma and an adverb the next thing that the subject did."""
    for verb, dep in enumerate(parse.deps):
        first = parse.heads[verb]
        if dep != "dep" or parse.tags[verb] not in FINITE or not first < verb or not parse.is_verb(first):
            continue
        before = [c for c in parse.children[verb] if c < verb]
        if parse.words[parse.left_edge(verb) - 1] == "," and all(parse.deps[c] == "advmod" for c in before):
            parse.deps[verb] = "conj"


def participles_of_a_list(parse: Parse) -> None:
    """ "Attacked a port, freed prisoners and fled": what has an object is no passive, but the list's next verb."""
    for verb, tag in enumerate(parse.tags):
        if tag != "VBN" or parse.deps[verb] != "acl" or parse.words[verb - 1] != ",":
            continue
        is_listed = parse.child(verb, "cc") is not None and parse.child(verb, "dobj") is not None
        if not is_listed or parse.child(verb, "agent", "aux", "auxpass") is not None:
            continue
        noun = parse.heads[verb]
        told = [c for c in parse.with_dep(noun, "relcl") if c < verb]
        told += [parse.heads[noun]] if parse.deps[noun] == "dobj" and parse.heads[noun] < noun else []
        if told and (parse.tags[told[0]] == "VBD" or parse.child(told[0], "aux") is not None):
            parse.tags[verb] = parse.tags[told[0]]
            parse.attach(verb, told[0], "conj")


def clause_in_another_tense(parse: Parse) -> None:
    """ "Denies that it paid and says it will sue": what goes on in the main clause's tense is coordinated with that."""
    for second, dep in enumerate(parse.deps):
        if dep != "conj":
            continue
        first = parse.heads[second]
        main = parse.heads[first]
        if parse.deps[first] != "ccomp" or not main < first < second:
            continue
        tense = parse.child(second, "aux") if parse.tags[second] == "VBN" else second  # "has asked a court to annul it"
        is_other = parse.tags[first] in ("VBD", "VBN") and tense is not None
        is_other = is_other and parse.tags[tense or 0] == parse.tags[main] == "VBZ"
        if is_other and parse.child(second, "mark", *SUBJECTS) is None:
            parse.attach(second, main, "conj")


def verb_beside_a_complement(parse: Parse) -> None:
    """ "Called it a blow and urged calm": a tense is no second blow, but what the subject of the verb above it does."""
    for verb, tag in enumerate(parse.tags):
        first = parse.heads[verb]
        if tag not in FINITE or parse.deps[verb] != "conj" or parse.is_verb(first) or not parse.is_verb(verb):
            continue
        above = next((a for a in parse.ancestors(first) if parse.is_verb(a)), None)
        if above is not None and above < first and parse.child(verb, *SUBJECTS) is None:
            parse.attach(verb, above, "conj")


def sequel_of_a_relative(parse: Parse) -> None:
    """ "Are used by gangs who robbed a bank and shot two men": a past goes on with the past before it, no present."""
    for second, dep in enumerate(parse.deps):
        first = parse.heads[second]
        if dep != "conj" or parse.tags[second] != "VBD" or not first < second or not parse.is_verb(first):
            continue
        finite = next(iter(parse.with_dep(first, "aux", "auxpass")), first)
        if parse.tags[finite] not in ("VBZ", "VBP") or parse.child(second, "aux", *SUBJECTS) is not None:
            continue
        told = (c for c in range(second - 1, first, -1) if parse.deps[c] == "relcl" and parse.tags[c] == "VBD")
        clause = next((c for c in told if parse.child(c, *SUBJECTS) is not None), None)
        if clause is not None and first in parse.ancestors(clause):
            parse.attach(second, clause, "conj")


def past_beside_a_modal(parse: Parse) -> None:
    """ "Shot men who could not pray and took hostages": a past goes on with a past, and with no bare verb."""
    for second, dep in enumerate(parse.deps):
        first = parse.heads[second]
        if dep != "conj" or parse.tags[second] != "VBD" or parse.tags[first] != "VB" or not first < second:
            continue
        if parse.child(second, "aux", *SUBJECTS) is not None or parse.is_infinitive(first):
            continue
        if parse.words[second] == parse.lemmas[second] or parse.words[second] in parse.word_sets["BareOrPast"]:
            continue  # "will shut the mine and lay off 900"
        above = next((a for a in parse.ancestors(first) if parse.tags[a] == "VBD" and parse.is_verb(a)), None)
        if above is not None:
            parse.attach(second, above, "conj")


def infinitive_beside_a_finite_verb(parse: Parse) -> None:
    """ "Agreed to merge, and to sell its mill": an infinitive goes on with the one that the finite verb governs."""
    for second, dep in enumerate(parse.deps):
        verb = parse.heads[second]
        if (
            dep != "conj"
            or parse.tags[second] != "VB"
            or parse.tags[verb] not in FINITE
            or not parse.is_infinitive(second)
        ):
            continue
        first = next((c for c in parse.with_dep(verb, "xcomp") if c < second and parse.is_infinitive(c)), None)
        if first is not None and parse.child(second, *SUBJECTS) is None:
            parse.attach(second, first, "conj")


SHARING_RULES = (
    infinitive_beside_a_finite_verb,
    past_beside_a_modal,
    sequel_of_a_relative,
    verb_beside_a_complement,
    participles_of_a_list,
    sequel_without_a_conjunction,
    subject_of_an_echo,
    relative_of_a_state,
    sides_behind_a_participle,
    mediated_behind_a_side,
    participle_of_a_fronted_deal,
    relative_of_both,
    verb_between_nouns,
    main_verb_before_an_object,
    main_verb_read_as_content,
    perfect_read_as_an_adjective,
    subject_read_as_an_object,
    verb_before_its_object,
    complement_read_as_the_object,
)
