"""Who asserts a clause, by the phrases that English hangs beside it: verbs of speech and "according to".

Here is what speech has in common, quoted or not: the verbs that report it, and the speaker that a verb has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial

from kg.frames import PartOfSpeech
from kg.language.grammar.syntax import surface_subjects
from kg.language.parse.tree import NOMINAL, Parse
from kg.model import Role
from kg.ontology import Ontology

CONDITIONS = frozenset({"if", "unless"})
MAX_GAP = 15  # words between a verb of speech and the colon before what is said
MAX_SIGNATURE = 4  # words after the colon of "Two killed in blast: local police"

_ACCOUNTING = frozenset({"by", "in", "from"})
_OCCASIONS = frozenset({"over", "after", "before", "about", "because", "despite"})  # "resigned over a report"
_NAMED_BY = ("from", "by", "of")
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A clause that a source asserts, each by its head token, and the word that says so: "according", "said".

    No source where nobody says who claims it: "the rebels, it is said, fled".
    """

    clause: int
    source: int | None
    word: int


def speech_verbs(ontology: Ontology) -> frozenset[str]:
    """The lemmas that introduce speech: of kg:Communication's verbs that take it as it is, and of a word set.

    A verb that takes content only with an object of a kind ("put a question to") is not among them.
    """
    frames = (frame for frames in ontology.frames.values() for frame in frames)
    return ontology.word_sets.get("SpeechVerb", frozenset()) | {
        frame.head
        for frame in frames
        if frame.part_of_speech is PartOfSpeech.VERB
        and len(frame.words) == 1
        and any(slot.role is Role.CONTENT for slot in frame.slots)
        and not any(slot.is_required or slot.allowed for slot in frame.slots)
        and ontology.is_a(frame.event_class, "Communication")
    }


def find_attributions(parse: Parse, verbs: frozenset[str]) -> tuple[Attribution, ...]:
    """The clauses of a Doc that a phrase beside them gives to a source, by the place of the phrase.

    "The port was closed, according to Lopes", "the port, Lopes added, was closed", "as Lopes said, it was closed",
    "it was closed, Lopes says", and the headline's "port closed: police".
    """
    found = [
        *_according(parse),
        *_parenthetical(parse, verbs),
        *_continued(parse, verbs),
        *_signatures(parse),
        *_counts(parse),
        *_announced(parse, verbs),
    ]
    return tuple(sorted(found, key=lambda a: a.word))


def speaker_of(parse: Parse, verb: int, verbs: frozenset[str]) -> int | None:
    """The head of who says what a verb of speech reports.

    The agent of a passive, but of "was quoted as saying" the subject; of a statement whoever issued it.
    """
    quoted = _quoted_by_another(parse, verb)
    if quoted is not None:
        return quoted
    subjects = _subjects(parse, verb, verbs)
    return author_of(parse, subjects[0], verb) if subjects else None


def _quoted_by_another(parse: Parse, verb: int) -> int | None:
    """ "The paper quoted a minister as saying": who says it is not the paper."""
    prep = parse.heads[verb]
    return quoted_by(parse, parse.heads[prep]) if parse.deps[verb] == "pcomp" else None


def quoted_by(parse: Parse, verb: int) -> int | None:
    """The object of a verb that quotes somebody "as saying" something."""
    saying = any(parse.words[p] == "as" and parse.child(p, "pcomp") is not None for p in parse.with_dep(verb, "prep"))
    return parse.child(verb, "dobj") if saying and not parse.is_passive(verb) else None


def account_source(parse: Parse, prep: int) -> int | None:
    """The head of X in "by X's count" and "in the words of X"."""
    noun = parse.child(prep, "pobj")
    if noun is None or not parse.in_set(noun, "AccountNoun"):
        return None
    is_own = parse.child(noun, "det") is not None  # "in view of the flood" is nobody's view
    held = [c for p in parse.with_dep(noun, "prep") if parse.words[p] == "of" for c in parse.with_dep(p, "pobj")]
    return next(iter([*parse.with_dep(noun, "poss"), *(held if is_own else [])]), None)


def according_source(parse: Parse, according: int) -> int | None:
    """The head of X in "according to X"."""
    inner = [according, *parse.with_dep(according, "prep", "pcomp")]
    return next((c for p in inner for c in parse.with_dep(p, "pobj")), None)


def _according(parse: Parse) -> Iterator[Attribution]:
    sources = parse.word_sets.get("SourcePreposition", frozenset())
    for i, word in enumerate(parse.words):
        is_source = word == "according" or parse.lemmas[i] in sources
        if not is_source and word not in _ACCOUNTING:
            continue
        source = according_source(parse, i) if is_source else account_source(parse, i)
        if source is not None and word != "according" and is_source and _is_bare(parse, source):
            continue  # "$320 per share"
        if source is not None:
            clause = _clause_beside(parse, i)
            yield Attribution(clause, author_of(parse, source, clause), i)


def _is_bare(parse: Parse, noun: int) -> bool:
    """A common noun in the singular with nothing before it that says which."""
    return parse.tags[noun] == "NN" and parse.child(noun, "det", "poss", "compound") is None


def _clause_beside(parse: Parse, phrase: int) -> int:
    """The verb of the clause that a phrase stands beside; at the edge of a sentence the first of coordinated ones."""
    above = list(parse.ancestors(phrase))
    told = parse.with_dep(above[0], "relcl") if above and parse.pos[above[0]] in NOMINAL else []
    if told and told[-1] < phrase and parse.words[phrase - 1] == ",":
        return told[-1]  # "the envoy, who fled on Monday, according to aides, is ill"
    clause = next((a for a in above if parse.is_verb(a)), above[-1] if above else phrase)
    if _is_at_edge(parse, phrase):
        while parse.deps[clause] == "conj" and parse.is_verb(parse.heads[clause]):
            clause = parse.heads[clause]
    return clause


def _is_at_edge(parse: Parse, phrase: int) -> bool:
    token = parse.doc[phrase]
    first, last = token.left_edge.i, token.right_edge.i
    before, after = parse.doc[token.sent.start : first], parse.doc[last + 1 : token.sent.end]
    return not any(t.is_alpha for t in before) or not any(t.is_alpha for t in after)


def _parenthetical(parse: Parse, verbs: frozenset[str]) -> Iterator[Attribution]:
    for i, lemma in enumerate(parse.lemmas):
        if not (lemma in verbs or (lemma == "put" and _is_wording(parse, i))) or not parse.is_verb(i):
            continue
        source = None if _is_hearsay(parse, i) else speaker_of(parse, i, verbs)
        clause = _clause_of(parse, i) if source is not None or _is_hearsay(parse, i) else None
        if clause is not None and clause != source:
            yield Attribution(clause, source, i)


def _is_wording(parse: Parse, verb: int) -> bool:
    """ "As he put it"."""
    return any(parse.words[c] == "it" for c in parse.with_dep(verb, "dobj"))


def _continued(parse: Parse, verbs: frozenset[str]) -> Iterator[Attribution]:
    """ "Lopes said the port would close. It would reopen in May": who said so says that as well."""
    for i, word in enumerate(parse.words):
        said = (
            report_before(parse, parse.heads[i]) if word in ("would", "'d", "’d") and parse.deps[i] == "aux" else None
        )
        source = speaker_of(parse, said, verbs) if said is not None else None
        if source is not None:
            yield Attribution(parse.heads[i], source, i)


def report_before(parse: Parse, verb: int) -> int | None:
    """The verb of speech whose report a sentence with "would" goes on: the past tense that the one before is about.

    Only of a sentence about what was told of there, by a pronoun or with "also", and without a condition.
    """
    if parse.deps[verb] != "ROOT" or any(parse.words[c] == "have" for c in parse.with_dep(verb, "aux")):
        return None
    subject = parse.child(verb, "nsubj", "nsubjpass")
    is_same = subject is not None and parse.tags[subject] == "PRP"
    is_same = is_same or any(parse.words[c] == "also" for c in parse.with_dep(verb, "advmod"))
    start = parse.doc[verb].sent.start
    if not is_same or start == 0 or any(map(partial(_is_condition, parse), parse.with_dep(verb, "advcl"))):
        return None
    before = parse.doc[start - 1].sent.root.i
    is_report = parse.tags[before] == "VBD" and parse.in_set(before, "SpeechVerb") and parse.deps[before] == "ROOT"
    is_near = not any("\n" in parse.doc[i].text for i in range(before, start))
    return before if is_report and is_near and parse.child(before, "ccomp") is not None else None


def _is_condition(parse: Parse, clause: int) -> bool:
    """Whether an adverbial clause may be a condition: it opens with "if" or "unless", or with no word for it."""
    mark = parse.child(clause, "mark")
    return mark is None or parse.words[mark] in CONDITIONS


def _is_hearsay(parse: Parse, verb: int) -> bool:
    """ "It is said"."""
    it = parse.child(verb, "nsubjpass")
    return it is not None and parse.words[it] == "it" and parse.child(verb, "agent") is None


def _clause_of(parse: Parse, verb: int) -> int | None:
    """The clause that a verb of speech stands beside without "that": before it, or around it."""
    head, dep = parse.heads[verb], parse.deps[verb]
    head = parse.heads[head] if parse.deps[head] in ("aux", "auxpass") else head  # "he, they said, had in May left"
    as_marked = any(parse.words[c] == "as" for c in parse.with_dep(verb, "mark", "advmod"))
    is_full = parse.child(verb, "dobj", "ccomp", "xcomp") is not None  # "as he said", not "as he said so"
    as_marked = as_marked and (not is_full or _is_wording(parse, verb))
    as_marked = as_marked and not any(
        parse.words[c] == "for" for c in parse.with_dep(verb, "prep")
    )  # "as he begged for it"
    is_aside = dep == "advcl" and verb < head and _is_between_commas(parse, verb)
    if parse.is_verb(head) and (dep == "parataxis" or (dep == "advcl" and as_marked) or is_aside):
        return head
    return next((c for c in parse.with_dep(verb, "ccomp") if c < verb and parse.child(c, "mark") is None), None)


def _is_between_commas(parse: Parse, verb: int) -> bool:
    """ "If it refuses, ministers warn, they will pay": a clause of speech without a conjunction, behind another."""
    subject = parse.child(verb, "nsubj")
    if subject is None or parse.child(verb, "mark", "advmod", "dobj", "ccomp") is not None or parse.tags[verb] == "VBG":
        return False
    return parse.words[parse.left_edge(subject) - 1] == "," and parse.word(verb + 1) == ","


def _signatures(parse: Parse) -> Iterator[Attribution]:
    """ "Port closed after blast: local police": a headline's source after its colon."""
    for sent in parse.doc.sents if ":" in parse.words else ():
        tokens = [t.i for t in sent if not t.is_space]
        colon = next((i for i in tokens if parse.words[i] == ":"), None)
        if colon is None or not 0 < len(rest := [i for i in tokens if i > colon]) <= MAX_SIGNATURE:
            continue
        verb = next((i for i in tokens if i < colon and parse.is_verb(i)), None)
        if verb is not None and all(parse.pos[i] in _PHRASE for i in rest) and parse.pos[rest[-1]] in NOMINAL:
            root = sent.root.i
            yield Attribution(root if root < colon and parse.is_verb(root) else verb, rest[-1], colon)


def _counts(parse: Parse) -> Iterator[Attribution]:
    """ "Amnesty put the number of people killed at 40": what happened to them is told by who counts them."""
    for people, dep in enumerate(parse.deps):
        if dep != "pobj" or parse.child(people, "acl") is None:
            continue
        toll = parse.heads[parse.heads[people]]
        verb = parse.heads[toll]
        if parse.deps[toll] != "dobj" or not parse.in_set(toll, "TollNoun"):
            continue
        source = parse.child(verb, "nsubj") if parse.in_set(verb, "CountingVerb") else None
        if source is not None:
            yield from (Attribution(harm, source, verb) for harm in parse.with_dep(people, "acl"))


def _announced(parse: Parse, verbs: frozenset[str]) -> Iterator[Attribution]:
    """ "It was no accident, Lopes said: the army had fired", "he went on: it had fired": a clause behind a colon."""
    for colon in [i for i, word in enumerate(parse.words) if word == ":"]:
        inside = [i for i in range(max(colon - MAX_GAP, 0), colon) if parse.sentences[i] == parse.sentences[colon]]
        said = next((i for i in reversed(inside) if _says(parse, i, verbs)), None)
        source = speaker_of(parse, said, verbs) if said is not None else None
        told = next((i for i in range(colon + 1, len(parse)) if _opens(parse, i, colon)), None)
        if said is not None and told is not None and source is not None and source < colon:
            yield Attribution(told, source, said)


def _opens(parse: Parse, verb: int, colon: int) -> bool:
    """Whether a verb with its subject is the main one of what stands behind a colon, in its sentence."""
    if parse.sentences[verb] != parse.sentences[colon] or not parse.is_verb(verb):
        return False
    subject = parse.child(verb, "nsubj", "nsubjpass")
    return subject is not None and colon < subject and (parse.heads[verb] == verb or parse.heads[verb] < colon)


def _says(parse: Parse, verb: int, verbs: frozenset[str]) -> bool:
    """Whether a finite verb is one of speech, or "go on", and has not said yet what: "warned that it was late: "."""
    if any(c > verb and parse.deps[c] in ("dobj", "ccomp", "xcomp", "prep") for c in parse.children[verb]):
        return False
    is_going_on = parse.lemmas[verb] == "go" and any(parse.words[c] == "on" for c in parse.with_dep(verb, "prt"))
    return parse.tags[verb] in ("VBD", "VBZ", "VBP") and (is_going_on or parse.lemmas[verb] in verbs)


def _subjects(parse: Parse, verb: int, verbs: frozenset[str]) -> list[int]:
    if parse.child(verb, "auxpass", "agent") is not None:  # "was told by Lopes", "as reported by Lopes"
        sayings = [c for p in parse.with_dep(verb, "prep") for c in parse.with_dep(p, "pcomp")]
        if any(parse.lemmas[c] in verbs for c in sayings):
            return surface_subjects(parse, verb)[0]
        return [c for a in parse.with_dep(verb, "agent") for c in parse.with_dep(a, "pobj")]
    found = surface_subjects(parse, verb)[0]
    # "Lopes, asked whether he would go, replied": the parser hangs the verb below the participle
    is_loose = parse.deps[verb] in ("ccomp", "parataxis", "dep") and parse.is_verb(parse.heads[verb])
    return found or (surface_subjects(parse, parse.heads[verb])[0] if is_loose else [])


def author_of(parse: Parse, subject: int, verb: int) -> int:
    """Who speaks through a statement: its possessor, who it is from, who issued it; itself where nobody is named."""
    is_text = parse.in_set(subject, "SpeechNoun")
    if not is_text and not parse.in_any(subject, ("EvidenceNoun", "AccountNoun")):
        return subject
    makers = [p for p in parse.with_dep(subject, "prep", "agent") if parse.words[p] in _NAMED_BY]
    made = [c for c in parse.with_dep(subject, "acl") if not parse.in_set(c, "ObtainingVerb")]  # not "seen by Reuters"
    makers += [a for c in made for a in parse.with_dep(c, "agent")]  # "a motion tabled by"
    owners = parse.with_dep(subject, "poss")
    if not is_text:  # "images of the port" are nobody's, "police figures" the police's, "satellite images" nobody's
        makers = [p for p in makers if parse.words[p] != "of"]
    for c in parse.with_dep(subject, "compound"):  # "a White House statement"; "the Lopes report" is of who knows whom
        is_body = parse.doc[c].ent_type_ == "ORG" if is_text else parse.in_set(c, "OrganizationNoun")
        owners += [c] if is_body or (parse.pos[c] == "PROPN" and not is_text) else []
    named = [*owners, *(c for p in makers for c in parse.with_dep(p, "pobj")), *_issuers(parse, subject)]
    if named:
        return named[0]
    above = next((a for a in parse.ancestors(subject) if parse.is_verb(a) and a != verb), None)
    # not "ignored a report that urged", "backed a resolution that demanded"
    is_issued = above is not None and not parse.in_any(above, ("ReactionVerb", "BackingVerb"))
    is_issued &= parse.deps[subject] != "pobj" or parse.words[parse.heads[subject]] not in _OCCASIONS
    issuers = surface_subjects(parse, above)[0] if above and is_issued and parse.deps[verb] in ("acl", "relcl") else []
    return next((i for i in issuers if i != subject), _issuer_before(parse, subject) if is_text else subject)


def _issuers(parse: Parse, text: int) -> list[int]:
    """ "A report that the ministry published": who put a text out, by its relative clause."""
    clauses = [
        c for c in parse.with_dep(text, "relcl", "acl") if parse.in_set(c, "IssuingVerb") and not parse.is_passive(c)
    ]
    return [s for c in clauses for s in parse.with_dep(c, "nsubj") if not parse.tags[s].startswith("W")]


def _issuer_before(parse: Parse, text: int) -> int:
    """ "In a letter Lopes demanded it ... The letter said": who spoke when the text was first named; else itself."""
    if not any(parse.words[c] == "the" for c in parse.with_dep(text, "det")):
        return text
    first = next((i for i in range(text - 1, -1, -1) if parse.lemmas[i] == parse.lemmas[text]), None)
    if first is not None and (issuers := _issuers(parse, first)):
        return issuers[0]
    verb = next((a for a in parse.ancestors(first) if parse.is_verb(a)), None) if first is not None else None
    return next(iter(surface_subjects(parse, verb)[0] if verb is not None else []), text)


def asserters(parse: Parse, noun: int, verbs: Collection[str]) -> list[int]:
    """Whose claim or account a noun is: "the ministry's statement that", "gave an account of how", by a light verb."""
    makers = [p for p in parse.with_dep(noun, "prep", "agent") if parse.words[p] in ("by", "from")]
    named = parse.with_dep(noun, "poss") + [c for p in makers for c in parse.with_dep(p, "pobj")]
    verb = parse.heads[noun]
    is_given = parse.deps[noun] == "dobj" and parse.lemmas[verb] in verbs
    return named or (surface_subjects(parse, verb)[0] if is_given else [])


def evidence_of(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, where it is no speaker that tells: "figures from the ministry show that exports fell"."""
    subject = parse.child(verb, "nsubj")
    if subject is None or not parse.in_set(verb, "EvidenceVerb") or _is_caption(parse, verb):
        return None
    is_evidence = parse.in_set(subject, "EvidenceNoun") or parse.in_set(subject, "SpeechNoun")
    return subject if is_evidence else None


def depicting(parse: Parse, clause: int) -> int | None:
    """The verb that tells what a participle behind its object says: "described rebels firing", "spoke of it"."""
    if parse.tags[clause] != "VBG" or parse.words[parse.left_edge(clause) - 1] == ",":
        return None
    above = parse.heads[clause]
    if parse.deps[clause] == "acl" and parse.deps[above] in ("dobj", "pobj"):
        above = parse.heads[above]
    elif parse.deps[clause] != "pcomp" or parse.child(clause, "nsubj") is None:
        return None
    verb = parse.heads[above] if parse.words[above] in ("of", "about") else above
    return verb if parse.in_set(verb, "DepictingVerb") and not _is_caption(parse, verb) else None


def _is_caption(parse: Parse, verb: int) -> bool:
    """ "This photo shows soldiers burning huts": what stands beside the text is the article's own."""
    subject = parse.child(verb, "nsubj")
    return subject is not None and any(parse.words[c] in ("this", "these") for c in parse.with_dep(subject, "det"))
