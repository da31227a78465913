"""kg_coreference: a Doc with names in, every entity with all its mentions out.

The ordered sieves of Lee et al. (2013): `SIEVES` first, the most precise first, then one pass with the `RESOLVERS`,
which look back. A pipeline that has put coreference clusters on the Doc (`coref_clusters_*`) is believed instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.annotations import DocEntity, DocName, head_of, set_entities
from kg.language.grammar.nouns import Nouns
from kg.language.grammar.pronouns import SEVERAL
from kg.language.parse.reading import read_parse
from kg.language.reference import anaphora, appositions, bodies, sieves
from kg.language.reference.discourse import Discourse
from kg.language.reference.memory import Reader, Resolver
from kg.language.reference.mentions import Form, NounPhrase
from kg.language.saying.attribution import speech_verbs
from kg.model import EntityKind
from kg.ontology import Ontology, load_ontology

CLUSTERS = "coref_clusters_"
TELLING = frozenset({"of", "in", "for", "at"})  # before what tells one court or port from others
NAMELESS = frozenset({"its", "his", "her", "their", "our", "my", "your", "own"})

Sieve = Callable[[Discourse], None]

SIEVES: tuple[Sieve, ...] = (
    sieves.same_name,
    sieves.acronyms,
    sieves.short_names,
    bodies.reworded_bodies,
    sieves.unseen_names,
    appositions.appositions,
    sieves.predicates,
    sieves.relative_pronouns,
    sieves.reflexives,
    sieves.titles,
    sieves.same_nouns,
    sieves.speakers,
)


class Coreference:
    """Puts the mentions of a Doc into entities."""

    def __init__(
        self,
        ontology: Ontology,
        *,
        sieves: Sequence[Sieve] = SIEVES,
        resolvers: Sequence[Resolver] = anaphora.RESOLVERS,
    ) -> None:
        self.nouns = Nouns.of(ontology)
        self.verbs = speech_verbs(ontology)
        self.sieves = tuple(sieves)
        self.resolvers = tuple(resolvers)

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a Doc."""
        discourse = Discourse(read_parse(doc, self.nouns.word_sets), self.nouns, self.verbs)
        self.resolve(discourse)
        set_entities(doc, *_entities(discourse))
        doc._.kg_discourse = discourse
        return doc

    def resolve(self, discourse: Discourse) -> None:
        """Merge what is one entity."""
        foreign = [spans for key, spans in sorted(discourse.parse.doc.spans.items()) if key.startswith(CLUSTERS)]
        if foreign:
            sieves.same_name(discourse)
            for spans in foreign:
                _believe(discourse, spans)
            return
        for sieve in self.sieves:
            sieve(discourse)
        Reader(discourse).read(self.resolvers)
        sieves.possessed(discourse)


@Language.factory("kg_coreference", assigns=["doc._.kg_entities", "doc._.kg_entity_at"])
def make_coreference(nlp: Language, name: str) -> Coreference:
    """The component with the ontology that ships."""
    return Coreference(load_ontology())


def _believe(d: Discourse, cluster: Sequence[Span]) -> None:
    """Take over a foreign pipeline's cluster."""
    indexes = d.mentions_at(span.root.i for span in cluster)
    for index in indexes[1:]:
        d.merge(indexes[0], index)


def _entities(d: Discourse) -> tuple[list[DocEntity], dict[int, tuple[int, ...]]]:
    """The clusters as entities, in order of first mention, and which stand at each head; a mention may be several's."""
    doc = d.parse.doc
    spans: dict[int, list[Span]] = {}
    heads: dict[int, list[int]] = {}
    for index, phrase in enumerate(d.phrases):
        root = d.root(index)
        for member in _members(d, root) if root in d.several else (root,):
            spans.setdefault(member, []).append(Span(doc, phrase.start, phrase.end))
            heads.setdefault(phrase.head, []).append(member)
    numbers = {root: number for number, root in enumerate(sorted(spans))}
    at = {head: tuple(sorted(numbers[root] for root in roots)) for head, roots in heads.items()}
    _index_raw_heads(d, at)
    return [_entity(d, root, spans[root]) for root in numbers], at


def _index_raw_heads(d: Discourse, at: dict[int, tuple[int, ...]]) -> None:
    """Let a mention whose head was mended be found by the one that the parser gives it, too, where that is free."""
    doc = d.parse.doc
    above = (doc.to_array("HEAD").astype("int64") + range(len(doc))).tolist()
    for phrase in d.phrases:
        inside = range(phrase.start, phrase.end)
        if any(above[i] not in inside or above[i] == i for i in inside if i != phrase.head):
            root = head_of(Span(doc, phrase.start, phrase.end))
            at.setdefault(root, at[phrase.head])
            d.at.setdefault(root, d.at[phrase.head])


def _members(d: Discourse, root: int) -> Iterator[int]:
    """The clusters that a mention of a cluster stands for: itself, or those that it takes up."""
    seen = {root}
    stack = list(d.several.get(root, ()))
    if not stack:
        yield root
    while stack:
        member = d.root(stack.pop(0))
        if member in seen:
            continue
        seen.add(member)
        if member in d.several:
            stack += d.several[member]
        else:
            yield member


def _entity(d: Discourse, root: int, mentions: list[Span]) -> DocEntity:
    cluster = d.clusters[root]
    names = [phrase.name for i in cluster.phrases if (phrase := d.phrases[i]).name is not None]
    if not names:
        called, short = _nominal_name(d, cluster.phrases)
        aliases = (short,) if short != called else ()
        kind = cluster.kind or EntityKind.THING
        return DocEntity(kind, called, tuple(mentions), is_named=False, aliases=aliases)
    best = _best_name(names)
    known = best.known
    surface = {d.text(n.span.start, n.span.end) if not n.is_demonym else n.name for n in names}
    surface |= {n.name for n in names}
    return DocEntity(
        kind=known.kind if known is not None else _voted_kind(names),
        name=best.name,
        mentions=tuple(mentions),
        is_global=any(name.is_global for name in names),
        known_iri=known.iri if known is not None else None,
        same_as=known.same_as if known is not None else (),
        aliases=tuple(sorted(surface - {best.name})),
        coordinates=known.coordinates if known is not None else None,
    )


def _best_name(names: list[DocName]) -> DocName:
    """A known name, else the longest; of equals the first."""
    if len(names) == 1:
        return names[0]
    return max(names, key=lambda n: (n.known is not None, n.is_global, len(n.name.split()), len(n.name), -n.span.start))


def _voted_kind(names: list[DocName]) -> EntityKind:
    return names[0].kind if len(names) == 1 else Counter(name.kind for name in names).most_common(1)[0][0]


def _nominal_name(d: Discourse, indexes: list[int]) -> tuple[str, str]:
    """The first nominal mention without its determiner, with and without what it is of or in; or a pronoun's word."""
    chosen = next((d.phrases[i] for i in indexes if d.phrases[i].form is Form.NOMINAL), d.phrases[indexes[0]])
    parse, start = d.parse, chosen.start
    while start < chosen.end - 1 and (parse.pos[start] == "DET" or parse.words[start] in NAMELESS):
        start += 1
    short = d.text(start, chosen.end)
    if short[-2:] == "m." and parse.pos[chosen.head] == "NUM":
        short = short[:-1]  # "£30m." at the end of a sentence
    if counted := _counted_noun(d, chosen):
        short += f" {counted}"
    end = _complement_end(d, chosen) if chosen.form is Form.NOMINAL else chosen.end
    return (d.text(start, end) if end > chosen.end else short), short


def _complement_end(d: Discourse, nominal: NounPhrase) -> int:
    """Where the noun ends that tells which one is meant: "a court in Lima", "the port of Beirut"."""
    parse, prep = d.parse, nominal.end
    if prep >= len(parse) or parse.words[prep] not in TELLING or parse.heads[prep] != nominal.end - 1:
        return nominal.end
    held = parse.child(prep, "pobj")
    inner = d.at.get(held) if held is not None else None
    is_short = inner is not None and d.phrases[inner].form is not Form.PRONOUN
    return d.phrases[inner].end if inner is not None and is_short else nominal.end


def _counted_noun(d: Discourse, number: NounPhrase) -> str:
    """What a bare number counts: people, in "12 people were killed and 30 injured"; nothing for other phrases."""
    parse = d.parse
    is_bare = parse.pos[number.head] == "NUM" and number.end == number.head + 1 and number.lemma not in SEVERAL
    if not is_bare or "$" in parse.tags[number.start : number.head]:
        return ""
    for phrase in reversed(d.phrases[: d.at[number.head]]):
        if number.sentence - phrase.sentence > 1:
            return ""
        is_counted = phrase.form is Form.NOMINAL and phrase.kind is EntityKind.GROUP
        if is_counted and parse.pos[phrase.head] == "NOUN" and parse.child(phrase.head, "nummod") is not None:
            return parse.words[phrase.head]
    return ""
