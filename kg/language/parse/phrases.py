"""Nouns, objects and phrases that the parser hangs wrong, each mended by a stated rule; the rest is in `mending`."""

from __future__ import annotations

from kg.language.annotations import head_of, names
from kg.language.parse.clauses import SUBJECTS
from kg.language.parse.tree import NOMINAL, Parse
from kg.model import EntityKind

_CLITICS = frozenset({"'s", "’s", "'", "’"})
_NOUN_PARTS = frozenset({"det", "amod", "poss", "compound", "nmod", "nummod"})  # what stands before a noun, not a verb


def parts_of_a_hyphenated_noun(parse: Parse) -> None:
    """ "Met the ex-president": what hyphens tie is one noun, not three; its last part is the head."""
    for hyphen in range(1, len(parse) - 1):
        if parse.words[hyphen] != "-" or parse.deps[hyphen] == "punct" or not _is_tight(parse, hyphen):
            continue
        parts, last = (hyphen - 1, hyphen), hyphen + 1
        outer = next((i for i in (*parts, last) if {*parts, last}.isdisjoint(parse.ancestors(i))), None)
        if outer is None or parse.heads[outer] == outer or parse.pos[last] not in ("NOUN", "PROPN"):
            continue
        parse.attach(last, parse.heads[outer], parse.deps[outer])
        for part in parts:
            parse.move([c for c in parse.children[part] if c not in (*parts, last)], last)
            parse.attach(part, last, "punct" if part == hyphen else "compound")


def _is_tight(parse: Parse, hyphen: int) -> bool:
    """Whether no space is around a hyphen."""
    return parse.ends[hyphen - 1] == parse.begins[hyphen] and parse.ends[hyphen] == parse.begins[hyphen + 1]


def phrase_of_an_adverb(parse: Parse) -> None:
    """ "Convicted twice of theft": what stands behind an adverb of number is the verb's."""
    for prep, dep in enumerate(parse.deps):
        adverb = parse.heads[prep]
        if dep == "prep" and parse.deps[adverb] == "advmod" and parse.in_set(adverb, "RepeatAdverb"):
            parse.attach(prep, parse.heads[adverb], "prep")


def relative_of_a_person(parse: Parse) -> None:
    """ "The head of the mission, whom they beat": "who" is somebody, no body."""
    for clause, dep in enumerate(parse.deps):
        noun = parse.heads[clause]
        if dep != "relcl" or parse.deps[noun] != "pobj" or _is_of_people(parse, noun):
            continue
        above = parse.heads[parse.heads[noun]]
        is_who = any(parse.words[i] in ("who", "whom") for i in range(parse.left_edge(clause), clause))
        if is_who and above < noun and parse.pos[above] == "NOUN" and _is_of_people(parse, above):
            parse.attach(clause, above, "relcl")


def relative_of_whose_kin_they_are(parse: Parse) -> None:
    """ "Families of sailors who died": they did, not those who mourn them."""
    for clause, dep in enumerate(parse.deps):
        kin = parse.heads[clause]
        if dep != "relcl" or not parse.in_set(kin, "KinNoun"):
            continue
        name = parse.left_edge(clause) - 1
        if parse.words[name + 1] != "who":
            continue
        of = parse.heads[name]
        if parse.deps[name] == "pobj" and parse.words[of] == "of" and parse.heads[of] == kin and name > kin:
            parse.attach(clause, name, "relcl")


def phrase_of_a_team(parse: Parse) -> None:
    """ "Sent a team led by Silva to Oslo": where somebody is sent hangs on the verb, not on who leads them."""
    for lead, dep in enumerate(parse.deps):
        team = parse.heads[lead]
        if dep != "acl" or not parse.in_set(lead, "LeadVerb") or parse.deps[team] != "dobj":
            continue
        agent = parse.child(lead, "agent")
        leader = parse.child(agent, "pobj") if agent is not None else None
        held = parse.with_dep(leader, "prep") if leader is not None else []
        for prep in [*parse.with_dep(lead, "prep"), *held]:
            if leader is not None and prep > leader and parse.words[prep] in ("to", "into"):
                parse.attach(prep, parse.heads[team], "prep")


def _is_of_people(parse: Parse, noun: int) -> bool:
    """Whether a noun may be people: a person's name or title, a people's, any noun in the plural."""
    if parse.pos[noun] == "PROPN":
        return parse.doc[noun].ent_type_ not in ("ORG", "GPE", "FAC", "LOC")
    is_plural = parse.tags[noun] in ("NNS", "NNPS")
    return is_plural or parse.in_set(noun, "PersonNoun") or parse.in_set(noun, "JobTitle") or parse.pos[noun] != "NOUN"


def blow_before_its_victims(parse: Parse) -> None:
    """ "Paid tribute to bombing victims": what hit them is no act of whoever the sentence is about."""
    for blow, dep in enumerate(parse.deps):
        is_blow = dep == "pcomp" and parse.words[blow] in parse.word_sets.get("BlowNoun", ())
        victims = parse.child(blow, "dobj") if is_blow else None
        if victims is None or victims != blow + 1 or not parse.in_set(victims, "Victims"):
            continue
        clause = next((a for a in parse.ancestors(blow) if parse.is_verb(a)), victims)
        parse.attach(victims, parse.heads[blow], "pobj")
        for behind in [c for c in parse.children[blow] if c > victims]:
            parse.attach(behind, clause if parse.deps[behind] == "prep" else victims, parse.deps[behind])
        parse.attach(blow, victims, "compound")
        parse.tags[blow], parse.pos[blow], parse.lemmas[blow] = "NN", "NOUN", parse.words[blow]


def holder_in_a_nouns_place(parse: Parse) -> None:
    """ "Summoned Kenya's ambassador": what stands before "'s" is no object; the noun behind it is."""
    for clitic, dep in enumerate(parse.deps):
        holder = parse.heads[clitic]
        if dep != "case" or parse.words[clitic] not in _CLITICS or parse.deps[holder] == "poss":
            continue
        verb = parse.heads[holder]
        for noun in parse.children[verb]:
            if noun > clitic and parse.pos[noun] in ("NOUN", "PROPN") and parse.left_edge(noun) == clitic + 1:
                parse.attach(noun, verb, parse.deps[holder])
                parse.attach(holder, noun, "poss")
                break


def noun_before_a_finite_verb(parse: Parse) -> None:
    """ "Mali's biggest union plans to march": a finite verb has no possessor; the noun before it is its subject."""
    for verb, tag in enumerate(parse.tags):
        noun = verb - 1
        if tag not in ("VBZ", "VBD", "VBP") or parse.pos[verb] != "VERB" or noun < 0 or parse.heads[noun] != verb:
            continue
        if parse.deps[noun] not in ("compound", "nmod") or parse.child(verb, "nsubj", "nsubjpass") is not None:
            continue
        parse.move([c for c in parse.children[verb] if c < noun and parse.deps[c] in _NOUN_PARTS], noun)
        parse.attach(noun, verb, "nsubj")


def office_after_its_holder(parse: Parse) -> None:
    """ "Appointed Costa prime minister": of two objects the second, a bare job title, is what the first becomes."""
    for title, dep in enumerate(parse.deps):
        if dep != "dobj" or parse.pos[title] != "NOUN":
            continue
        if not (parse.in_set(title, "JobTitle") or parse.in_set(title, "CaptiveNoun")):  # "held Ruiz hostage"
            continue
        holder = parse.child(title, "nmod", "compound", "poss")
        if holder is None or parse.pos[holder] != "PROPN" or parse.child(title, "det") is not None:
            continue
        if parse.doc[holder].ent_type_ in ("GPE", "ORG"):  # "expels US ambassador", "kills Hezbollah commander"
            continue
        if parse.left_edge(holder) == parse.left_edge(title) == parse.heads[title] + 1:
            parse.attach(holder, parse.heads[title], "dobj")
            parse.deps[title] = "oprd"
    for verb, children in enumerate(parse.children):
        if len(children) < 2 or not parse.is_verb(verb):
            continue
        objects = parse.with_dep(verb, "dobj", "dative")
        is_post = len(objects) == 1 and parse.in_set(objects[0], "JobTitle") and parse.tags[objects[0]] == "NN"
        if is_post and parse.is_passive(verb) and parse.child(objects[0], "det", "poss", "nummod") is None:
            parse.deps[objects[0]] = "oprd"  # "appointed prime minister by the king"
        if len(objects) != 2 or not parse.in_set(objects[1], "JobTitle"):
            continue
        if parse.child(objects[1], "det", "poss") is None and parse.pos[objects[0]] in ("PROPN", "PRON"):
            parse.deps[objects[0]], parse.deps[objects[1]] = "dobj", "oprd"


def adjective_behind_its_noun(parse: Parse) -> None:
    """ "Found Costa and his aide guilty of theft": what a verb of judging finds its object to be is the verb's.

    Nor is "it" the subject of a clause in "branded it shameful", which has no verb.
    """
    for word, dep in enumerate(parse.deps):
        noun = parse.heads[word]
        if dep in ("nsubj", "nsubjpass") and word < noun and parse.pos[noun] == "ADJ":
            verb = parse.heads[noun]
            is_small = parse.deps[noun] in ("ccomp", "oprd") and parse.child(noun, "cop", "aux", "mark") is None
            is_small = is_small and (parse.in_set(verb, "JudgingVerb") or parse.in_set(noun, "StateAdjective"))
            if is_small and verb < word and parse.child(verb, "dobj") is None:
                parse.attach(word, verb, "dobj")
                parse.deps[noun] = "oprd"
        if dep != "amod" or parse.pos[word] != "ADJ" or word < noun:
            continue
        is_called = word == noun + 1 and parse.in_set(parse.heads[noun], "CallingVerb")  # "called the raid illegal."
        if parse.child(word, "prep") is None and parse.words[word - 1] != "," and not is_called:
            continue
        first = noun
        while parse.deps[first] in ("conj", "appos") and parse.pos[parse.heads[first]] in NOMINAL:
            first = parse.heads[first]
        is_state = parse.in_set(word, "StateAdjective")  # "pulled a girl alive from the rubble"
        if parse.deps[first] == "dobj" and (is_state or parse.in_set(parse.heads[first], "JudgingVerb")):
            parse.attach(word, parse.heads[first], "oprd")


def crime_before_an_infinitive(parse: Parse) -> None:
    """ "Made it a crime to strike": what "it" is called does nothing, and the infinitive tells what is called so."""
    for noun, dep in enumerate(parse.deps):
        if dep != "nsubj" or parse.pos[noun] != "NOUN":
            continue
        clause = parse.heads[noun]
        it = next((c for c in parse.children[noun] if parse.words[c] == "it" and c < noun), None)
        if it is None or not parse.is_infinitive(clause):
            continue
        verb = parse.heads[clause]
        if parse.deps[clause] in ("ccomp", "xcomp") and parse.is_verb(verb):
            parse.attach(it, verb, "dobj")
            parse.attach(noun, verb, "oprd")
            parse.attach(clause, noun, "acl")


def name_of_an_object(parse: Parse) -> None:
    """ "Branded Chad a rogue state": of two objects of a verb of judging the second is what it calls the first."""
    for verb, children in enumerate(parse.children):
        if not children or not parse.in_set(verb, "JudgingVerb"):
            continue
        _part_name_before_its_determiner(parse, verb)
        found = parse.with_dep(verb, "dobj", "dative", "npadvmod", "oprd")
        found = [noun for noun in found if noun > verb and noun not in parse.timed]
        if len(found) == 2 and parse.child(found[1], "det") is not None and parse.pos[found[1]] == "NOUN":
            parse.deps[found[0]], parse.deps[found[1]] = "dobj", "oprd"


def _part_name_before_its_determiner(parse: Parse, verb: int) -> None:
    """ "Calls Kos a liar": a name before the determiner of a noun is no part of it."""
    for noun in parse.with_dep(verb, "dobj", "oprd"):
        determiner = parse.child(noun, "det")
        for name in parse.with_dep(noun, "nmod", "compound"):
            if determiner is not None and verb < name < determiner and parse.pos[name] == "PROPN":
                parse.attach(name, verb, "dobj")


def object_behind_as(parse: Parse) -> None:
    """ "Dismissed as baseless Chad's charge": the word after "as" is all that it holds; what follows is the object."""
    for prep, word in enumerate(parse.words):
        verb, noun = parse.heads[prep], parse.child(prep, "pobj") if word == "as" else None
        quality = prep + 1
        if noun is None or quality >= noun or not parse.in_set(verb, "JudgingVerb") or parse.is_passive(verb):
            continue
        is_quality = parse.deps[quality] in ("amod", "compound", "pcomp") and parse.doc[quality].text.islower()
        if is_quality and parse.heads[quality] in range(prep, noun + 1) and parse.child(verb, "dobj") is None:
            parse.attach(noun, verb, "dobj")
            parse.pos[quality] = "NOUN" if parse.pos[quality] == "NOUN" else "ADJ"
            parse.attach(quality, prep, "pobj" if parse.pos[quality] == "NOUN" else "amod")


def place_before_a_subject(parse: Parse) -> None:
    """ "In Kano soldiers opened fire", "in Lima Ana Silva left": with no comma, too, a place ends its phrase.

    So it does where the sentence is read as the phrase: "in Kano floods killed ten", which is none that were killed.
    """
    people = {head_of(name.span) for name in names(parse.doc) if name.kind is EntityKind.PERSON}
    for name in names(parse.doc):
        place, prep = head_of(name.span), name.span.start - 1
        noun = parse.heads[place]
        while prep > 0 and parse.deps[prep] in ("amod", "compound") and parse.heads[prep] in (place, noun):
            prep -= 1  # "in neighbouring Chad soldiers"
        is_place = name.kind in (EntityKind.PLACE, EntityKind.COUNTRY) and not name.is_demonym
        if (
            not is_place
            or prep < 0
            or parse.words[prep] != "in"
            or parse.deps[place] not in ("compound", "nmod", "amod")
        ):
            continue
        verb = parse.heads[noun]
        if verb == prep:
            _give_root_to_its_participle(parse, prep, noun)
            verb = next((above for above in parse.ancestors(prep) if parse.is_verb(above)), prep)
        is_subject = parse.deps[noun] in SUBJECTS and parse.child(prep, "pobj") is None
        is_lost = parse.heads[noun] == prep and parse.is_verb(verb) and parse.child(verb, *SUBJECTS) is None
        is_another = parse.tags[noun] == "NNS" or noun in people
        if not is_another or not noun < verb or not (is_subject or is_lost):
            continue
        parse.attach(place, prep, "pobj")
        if is_lost:
            parse.attach_subject(noun, verb)


def _give_root_to_its_participle(parse: Parse, prep: int, noun: int) -> None:
    """Let a participle with an object, behind the noun of a phrase that is all of a sentence, be its main verb."""
    verb = parse.child(noun, "acl")
    is_main = parse.heads[prep] == prep and verb is not None and parse.tags[verb] in ("VBN", "VBD")
    if verb is not None and is_main and parse.child(verb, "dobj") is not None and parse.child(verb, "aux") is None:
        parse.tags[verb] = "VBD"
        parse.attach(verb, verb, "ROOT")
        parse.attach(prep, verb, "prep")


def relative_behind_a_cleft(parse: Parse) -> None:
    """ "It was Chad that armed the rebels": what is said of "it" is said of the noun, by a relative clause."""
    for verb, dep in enumerate(parse.deps):
        be = parse.heads[verb]
        if dep != "ccomp" or parse.lemmas[be] != "be":
            continue
        it, noun, that = parse.child(be, "nsubj"), parse.child(be, "attr", "acomp"), parse.child(verb, "nsubj")
        if it is None or noun is None or that is None or parse.words[it] != "it" or parse.pos[noun] not in NOMINAL:
            continue
        if parse.words[that] in ("that", "who", "which") and that == parse.right_edge(noun) + 1:
            parse.attach(verb, noun, "relcl")
            parse.tags[that] = "WDT"
            parse.pos[that] = "PRON"
