"""What each rule for names and each sieve of coreference is worth: the scores of the development texts without it.

usage: python benchmarks/ablation_entities.py EVAL_FOLDER

EVAL_FOLDER holds coreference.jsonl and articles.jsonl with their scorers (score_coreference.py, score_events.py,
reader.py). Prints a Markdown table, in the order in which the rules apply: B-cubed F1 and MUC F1 of the first set,
and of the second the share of entities that are one node under their right name, each of the read and of the unread
fold; of the whole the figures, of each rule what they change by without it. Run from the project's folder.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from ablating import Change, Fold, Scorer, empty, false, folds, none, nothing, replaced, true, write_table

from kg.extract import SpacyExtractor, load_extractor
from kg.language import coreference, layout, names
from kg.language.naming import drafts, initials, joint, kinds, metonymy, people, places, towns, wholes
from kg.language.reference import anaphora, appositions, descriptions, discourse, memory, mentions, several, sieves


def first(self: object, tokens: object, draft: object, after: object, candidates: list[object], seen: object) -> object:
    """The likeliest place, whatever stands beside it."""
    return candidates[0]


def no_natives(self: object, board: object) -> dict[int, object]:
    """No noun calls anybody one of a people."""
    return {}


def the_same(d: object, name: int, nominal: object) -> int:
    """Whatever the parser joined."""
    return name


def no_countries(d: object, phrases: list[int]) -> set[str]:
    """Nothing says which country somebody is of."""
    return set()


def no_owners(d: object) -> Mapping[str, list[str]]:
    """No country has a body of its own."""
    return defaultdict(list)


def nobody(d: object) -> set[int]:
    """No entity."""
    return set()


LAYOUT: list[Change] = [
    ("layout: what is no story", layout, "story_tokens", lambda text, offsets, segments: (True,) * len(offsets)),
]
NAMES: list[Change] = [
    ("names: known names spotted", drafts.Drafter, "_settle", nothing),
    ("names: in the dateline", wholes.Wholes, "_put_dateline", nothing),
    ("names: introduced by a noun", wholes.Wholes, "_put_introduced", nothing),
    ("names: bodies that a noun or another explains", wholes.Wholes, "_explained", nothing),
    ("names: unseen bodies", wholes.Wholes, "_put_unseen_bodies", nothing),
    ("names: unseen people", people.People, "_put_unseen_people", nothing),
    ("names: people named like places", people.People, "_put_named_like_a_place", nothing),
    ("names: kind of people named like places", kinds.KindJudge, "_is_named_like_a_place", false),
    ("names: one of a people", names.NameFinder, "_natives", no_natives),
    ("names: some of a people", names.NameFinder, "_invariant", nothing),
    ("names: particles", people.People, "_extend_over_particles", nothing),
    ("names: first name and surname", people.People, "_put_full_names", nothing),
    ("names: people made whole", people.People, "_goes_before", false),
    ("names: people beside a noun for them", people.People, "_is_described", false),
    ("names: surnames behind first names", people.People, "_goes_behind", false),
    ("names: nicknames", people.People, "_join_nicknames", nothing),
    ("names: double demonyms", wholes.Wholes, "_put_prefixes", nothing),
    ("names: two names side by side", people.People, "_join_parts", nothing),
    ("names: places with their noun", wholes.Wholes, "_extend_places", nothing),
    ("names: bodies with their purpose", wholes.Wholes, "_extend_bodies", nothing),
    ("names: countries before bodies", wholes.Wholes, "_join_countries", nothing),
    ("names: hyphens", people.People, "extend_over_hyphens", nothing),
    ("names: second halves of double names", people, "_is_double", false),
    ("names: acronyms that the NER missed", wholes.Wholes, "_put_spelt", nothing),
    ('names: bodies that "and" runs through', joint.Joint, "_join_around", nothing),
    ("names: bodies of their members", joint.Joint, "_join_owners", nothing),
    ("names: repeated in the document", drafts, "repeat", nothing),
    ("names: kind by its words", kinds.KindJudge, "_by_words", nothing),
    ("names: openings of names of bodies", kinds.KindJudge, "_opens_a_body", false),
    ("names: kind by its neighbours", kinds.KindJudge, "_by_neighbours", nothing),
    ("names: called a person", kinds.KindJudge, "_is_called_person", false),
    ("names: called a body", kinds.KindJudge, "_is_called_body", false),
    ("names: run by somebody", kinds.KindJudge, "_is_run", false),
    ("names: called by surname", kinds.KindJudge, "_is_called_by_surname", false),
    ("names: kind by initials in brackets", kinds.KindJudge, "_has_initials", false),
    ("names: people by their surname alone", kinds.KindJudge, "_is_person_alone", false),
    ("names: kind by a title", kinds.KindJudge, "_has_title", false),
    ("names: towns that one is in", kinds.KindJudge, "_is_town", false),
    ("names: cities that nobody has seen", drafts, "put_unseen", nothing),
    ("names: firms by what they do", kinds.KindJudge, "_does_business", false),
    ("names: capitals alone", kinds.KindJudge, "_is_alone", false),
    ("names: people who go on as their surname", people.People, "_goes_on", false),
    ("names: places that one is only in", kinds.KindJudge, "_is_only_been_in", false),
    ("names: ages and who behind names", kinds.KindJudge, "_is_who", false),
    ("names: surnames that are places", kinds.KindJudge, "_is_gone_to", false),
    ("names: who speaks is a person", kinds.KindJudge, "_speaks", false),
    ("names: adjectives and codes are none", kinds.KindJudge, "_is_no_name", false),
    ("names: which place of a name", places.PlaceChooser, "choose", first),
    ("names: longer names of known bodies", names._Naming, "_known_bodies", none),
    ("names: towns of several words", towns, "_put_whole", nothing),
    ("names: north and south", names._Naming, "_by_compass", nothing),
    ("names: words of countries", names._Naming, "_is_part", false),
    ("names: acronyms of others", initials.Spelt, "is_anothers", false),
    ("names: capitals that act", metonymy.Metonymy, "acts", false),
    ("names: capitals dealt with", metonymy.Metonymy, "_is_dealt_with", false),
    ("names: houses that one goes to", metonymy.Metonymy, "_is_gone_to", false),
    ("names: capitals talked of", metonymy.Metonymy, "_is_talked_of", false),
    ("names: countries in names of bodies", names.NameFinder, "_nested", none),
    ("names: credits and datelines", names, "credits", none),
    ("mentions: nested names", mentions._Finder, "nested", none),
    ("mentions: descriptions before names", mentions._Finder, "descriptions", none),
]
PARTS: list[Change] = [
    ("appositions: behind a comma", appositions, "_beside", none),
    ("appositions: a description before its name", appositions, "_is_closed", false),
    ("appositions: the nearest name", appositions, "_nearest", the_same),
    ("appositions: bodies with their noun", appositions, "_name_inside", none),
    ("appositions: towns of a name", appositions, "_names_after_of", none),
    ("appositions: lists of members", appositions, "_list_members", nothing),
    ("same names: two countries' bodies", sieves, "_owners", no_owners),
    ("short names: national bodies", sieves, "_is_national", false),
    ("short names: words left out", sieves, "_leaves_words_out", false),
    ("short names: two countries' bodies", discourse.Discourse, "may_be_one_countrys", true),
    ("look back: the article's own country", descriptions, "_scene", nothing),
    ("look back: what an article is about", descriptions, "OFTEN", 0),
    ("look back: the state that is named", descriptions, "_is_called", true),
    ("look back: nouns that tell apart", descriptions, "_is_told_apart", false),
    ("look back: where a body has its seat", descriptions, "_may_be_of", true),
    ("look back: who stands behind a body", descriptions, "_is_behind", false),
    ("look back: regions of states", descriptions, "_regions_in", no_countries),
    ("look back: where one of the dead is from", descriptions, "_is_ones_origin", false),
    ("look back: acronyms of their own", descriptions, "_has_unknown_name", false),
    ("look back: the whole before its part", anaphora, "_whole_before", nothing),
    ("look back: whom one only spoke to", descriptions, "_is_only_told", false),
    ("look back: so many as were counted", several, "_counted", nothing),
    ("look back: who mediates", several, "_mediators", nobody),
    ("look back: a subject ahead", anaphora, "_subject_ahead", nothing),
    ("look back: the main clause's subject ahead", anaphora, "_main_subject_ahead", nothing),
    ("look back: who was asked", anaphora, "_asked", empty),
    ("look back: parties", anaphora, "_is_party", false),
    ("look back: who says it", anaphora, "_sayers", empty),
    ("look back: who speaks, first", memory.Reader, "_speakers_behind", empty),
    ("look back: of another country", descriptions, "_countries_in", no_countries),
    ("look back: inside of itself", memory, "_around", empty),
    ("look back: the clause's subject", memory, "clause_subjects", empty),
    ("sieve: whom spokesmen speak for", sieves, "_spoken_for", nothing),
    ("sieve: possessed", sieves, "possessed", nothing),
]
HEADS = tuple(f"{measure}, {fold}" for measure in ("B-cubed", "MUC", "names") for fold in ("read", "unread"))
KEYS = {"coreference": (("b-cubed", "f1"), ("muc", "f1")), "articles": (("name", "accuracy"),)}
SCORERS = {"coreference": "score_coreference", "articles": "score_events"}

Sets = dict[str, tuple[Fold, Fold]]


def score(extractor: SpacyExtractor, sets: Sets, scorers: dict[str, Scorer]) -> list[float]:
    """Each measure of each set, of the read and the unread fold, in percent."""
    found = []
    for name, both in sets.items():
        scores = [fold.score(extractor, scorers[name]) for fold in both]
        found += [100 * of_fold[measure][part] for measure, part in KEYS[name] for of_fold in scores]
    return found


def changes(component: coreference.Coreference) -> Iterator[Change]:
    """Every rule that works on what the trained pipeline says, with what takes it out."""
    yield from NAMES
    for sieve in coreference.SIEVES:
        others = tuple(other for other in coreference.SIEVES if other is not sieve)
        yield f"sieve: {sieve.__name__.replace('_', ' ')}", component, "sieves", others
    for resolver in anaphora.RESOLVERS:
        rest = tuple(other for other in anaphora.RESOLVERS if other is not resolver)
        yield f"look back: {resolver.__name__.replace('_', ' ')}", component, "resolvers", rest
    yield from PARTS


def main() -> None:
    """Score the whole, then each rule's absence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="EVAL_FOLDER")
    folder = parser.parse_args().folder
    sys.path.insert(0, str(folder))
    scorers = {name: importlib.import_module(scorer).score for name, scorer in SCORERS.items()}
    extractor = load_extractor()

    def read() -> Sets:
        return {name: folds(extractor, folder / f"{name}.jsonl") for name in SCORERS}

    sets = read()
    rows = [("(nothing: all rules)", score(extractor, sets, scorers))]
    for name, owner, attribute, value in LAYOUT:
        with replaced(owner, attribute, value):
            rows.append((name, score(extractor, read(), scorers)))
    component = next(c for c in extractor.after if isinstance(c, coreference.Coreference))
    for name, owner, attribute, value in changes(component):
        with replaced(owner, attribute, value):
            rows.append((name, score(extractor, sets, scorers)))
    write_table(HEADS, rows)


if __name__ == "__main__":
    main()
