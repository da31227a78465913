"""What each linking and mending rule is worth: the scores of the development texts with and without it, by fold.

usage: python benchmarks/ablation.py EVAL_FOLDER

EVAL_FOLDER holds articles.jsonl and pairs.jsonl with their scorers (score_events.py, score_pairs.py, reader.py). Prints
a Markdown table, worst loss first: role F1 of the articles in the read and in the unread fold, and micro F1 of the
codes of the pairs' unread fold; of the whole the figures, of each rule what they change by without it. Each rule is
told on standard error as it is done. Run from the project's folder.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ablating import (
    Change,
    Fold,
    Scorer,
    empty,
    false,
    folds,
    fourth,
    nothing,
    replaced,
    same,
    second,
    third,
    true,
    write_table,
)

from kg.extract import SpacyExtractor, load_extractor
from kg.language import events, factuality
from kg.language.grammar import agents, positions, syntax
from kg.language.grammar.positions import Position
from kg.language.linking import linker, placing, rementions, scene, surroundings, whereabouts
from kg.language.linking.linker import Linker
from kg.language.linking.placing import Placer
from kg.language.linking.slots import words_for
from kg.language.parse import mending, reading
from kg.language.parse.tree import Parse
from kg.language.saying import refining
from kg.model import Role

HEADS = ("roles, read", "roles, unread", "pairs, unread")


def without(rule: str, own: Callable[[Parse, int], Iterator[Position]] = syntax._own) -> Callable[..., object]:
    """What the dependents of a verb say but for what one rule finds."""
    return lambda parse, child: (p for p in own(parse, child) if p.rule != rule)


def nouns_alone(fillers: scene.Fillers, token: int) -> frozenset[str]:
    """What brackets may call a token by its own words."""
    return frozenset(words_for(fillers.parse, token))


POSITIONS: list[Change] = [
    ("shared, controlled and relative subjects", syntax, "_inherited_subjects", nothing),
    ("object gap of relative clauses", syntax, "_gapped_object", empty),
    ("shared object of coordinated verbs", syntax, "_shared_object", empty),
    ("small clauses", syntax, "small_clause", empty),
    ("subject of an infinitive", syntax, "_raised_object", empty),
    ("by-phrase behind the object", syntax, "torn_agent", empty),
    ("shared by-phrase", syntax, "shared_agent", empty),
    ("on whose orders", syntax, "commanders", empty),
    ("who a participle involves", syntax, "involved", empty),
    ("phrase behind a phrase", syntax, "torn_phrase", empty),
    ("phrases of two nouns", syntax, "shared_phrases", empty),
    ("stranded prepositions", syntax, "stranded", lambda *args: ""),
    ("raised subjects of nouns", surroundings, "raising_verbs", empty),
    ("what hangs on the copula", syntax, "_behind_the_copula", empty),
    ("purpose", syntax, "_own", without("purpose")),
    ('"for" with a clause', syntax, "_own", without('"for" with a clause')),
    ("by mistake is no actor", agents, "is_manner", false),
    ("members of a plural", positions, "members", empty),
    ("who is included", positions, "_included", empty),
    ("what somebody calls so", syntax, "named_by_another", nothing),
    ("lemmas of doubled consonants", reading, "_lemma_of_verb", lambda lemma, word: lemma.lower()),
    ("lemmas by the lexicon", scene, "mend_lemmas", nothing),
    ("passives that share an auxiliary", scene, "passive_beside_a_passive", nothing),
    ("passives of headlines", scene, "passives_of_headlines", nothing),
]
LINKING: list[Change] = [
    ("light verbs", linker, "light_verb", lambda *args: (None, Role.ACTOR)),
    ("verbs of occurrence", linker, "occurrence", nothing),
    ("what a verb of occurrence hits", Placer, "struck", empty),
    ("modifiers of the noun", Linker, "_modifiers", empty),
    ("phrases of the object", Linker, "_tails", empty),
    ("phrases that are the object's own", Linker, "_may_be_torn", true),
    ("its own preposition first", linker, "own_first", second),
    ("who does what somebody faces", linker, "doers_by", empty),
    ("places", Placer, "places", empty),
    ("place phrases of the object", Placer, "_place_phrases", empty),
    ("place phrases of the speaker", Placer, "_of_speakers", empty),
    ("place phrases of the subject", Placer, "_of_doers", empty),
    ("what is joined to a filler", Linker, "_with_fellows", fourth),
    ("the place of a building", placing, "places_within", empty),
    ("what it happened in", Placer, "_is_circumstance", false),
    ("participles that are adjectives", Linker, "_as_adjective", empty),
    ("who acts in passing", Linker, "_acting_around", empty),
    ("whose a voiced noun is", Linker, "_is_voiced", false),
    ("instruments", linker, "instruments", empty),
    ("a place beside another phrase", linker, "without_scenes", second),
    ("weapons and their owners", linker, "without_weapons", third),
    ("things that harm do not act", linker, "without_things_that_act", third),
    ("sums behind of", linker, "is_open", false),
    ("what a pronoun stands for", scene.Fillers, "words_of", nouns_alone),
    ("who can act", Linker, "_may_act", true),
    ("an object without a place in the frame", Linker, "_has_other_object", false),
    ("a clause without a place in the frame", linker, "has_other_clause", false),
    ("a name without a place in the frame", Linker, "_has_other_predicate", false),
    ("a particle that the frame lacks", linker, "has_other_particle", false),
]
SCENES: list[Change] = [
    ("nouns of idioms that are not there", scene, "may_evoke", true),
    ("results are no acts", scene.Scene, "_without_results", second),
    ("results are things too", scene.Scene, "_is_thing_too", false),
    ("nouns that repeat their verb", scene.Scene, "_is_said", false),
    ("offences that are only named", scene, "without_offences", same),
    ("purposes that repeat", scene.Scene, "_without_purposes", second),
    ("shares are no events", scene.Scene, "_is_share", false),
    ("sources that stay unnamed", scene.Scene, "_anonymous", empty),
    ("verbs that no frame knows", scene.Scene, "plain_matches", empty),
    ("whose forces are sent", scene.Scene, "_owners", empty),
    ("names within the object", scene.Scene, "_names_within", empty),
    ("names beside the object", scene.Scene, "_names_beside", empty),
    ("what is tried", scene.Scene, "_attempted", empty),
    ("names within a plain verb's object", scene.Scene, "_topics", empty),
    ("direct quotations", scene.Scene, "_quotations", empty),
    ("implied actors", events, "with_implied_actors", same),
    ("what meets with an accident kills nobody", events, "without_struck_actors", same),
    ("who speaks through a text", events, "with_authors", same),
    ("who expels from its own", events, "with_expellers", same),
    ("whom it depends on", events, "with_conditions", same),
    ("whom a demand presses", events, "with_pressed", same),
    ("who denies a part in it", events, "with_denied_parties", same),
    ("who is only said to have killed", factuality, "without_claimed_actors", same),
    ("sides of a plural", events, "with_sides", same),
    ("joint acts", events, "with_joint_acts", same),
    ("places of events gone to", events, "with_places_of_events", same),
    ("who attends talks", events, "with_attendance", same),
    ("places that events share", events, "with_shared_places", same),
    ("places of mishaps", whereabouts, "_mishaps", empty),
    ("events taken up", events, "with_rementions", same),
    ("who decides on a strike or seeks a deal", rementions, "with_keepers", same),
    ("nouns that classes share", events, "with_shared_words", same),
    ("classes by content", factuality, "refined", same),
    *(
        (f"classes by content: {kind.name.lower()}", refining, "_TESTS", {**refining._TESTS, kind: false})
        for kind in refining._TESTS
    ),
]


def changes() -> Iterator[Change]:
    """Every rule with what takes it out."""
    for rule in mending.RULES:
        others = tuple(other for other in mending.RULES if other is not rule)
        yield f"mending: {rule.__name__.replace('_', ' ')}", mending, "RULES", others
    yield from (*POSITIONS, *LINKING, *SCENES)


def score(extractor: SpacyExtractor, sets: list[tuple[Fold, Scorer, str]]) -> list[float]:
    """The F1 of each fold, in percent."""
    return [100 * fold.score(extractor, scorer)[measure]["f1"] for fold, scorer, measure in sets]


def main() -> None:
    """Score the whole, then each rule's absence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="EVAL_FOLDER")
    folder = parser.parse_args().folder
    sys.path.insert(0, str(folder))
    of_events, of_pairs = (importlib.import_module(f"score_{name}").score for name in ("events", "pairs"))
    extractor = load_extractor()
    pairs = folds(extractor, folder / "pairs.jsonl")[1]
    sets: list[tuple[Fold, Scorer, str]] = [
        *((fold, of_events, "role") for fold in folds(extractor, folder / "articles.jsonl")),
        (pairs, lambda gold, graph: of_pairs(gold, graph, Path("ontology")), "root micro"),
    ]
    whole, rows = score(extractor, sets), []
    for name, owner, attribute, stand_in in changes():
        with replaced(owner, attribute, stand_in):
            rows.append((name, score(extractor, sets)))
        sys.stderr.write(f"{name} {rows[-1][1]}\n")
    rows.sort(key=lambda row: sum(row[1]))
    write_table(HEADS, [("(nothing: all rules)", whole), *rows])


if __name__ == "__main__":
    main()
