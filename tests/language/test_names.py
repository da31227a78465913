"""The named mentions of a Doc."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.language.annotations import DocName, names, natives, nested_names
from kg.language.names import NameFinder
from kg.model import Article, EntityKind
from kg.ontology import load_ontology
from tests.language.parses import doc_of

CAPITAL, LOWER = "NNP", "NN"
_FUNCTION = {
    "the": "DT",
    "of": "IN",
    "in": "IN",
    "and": "CC",
    ",": ",",
    ".": ".",
    "'s": "POS",
    "(": "-LRB-",
    ")": "-RRB-",
}


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    """With what ships."""
    return NameFinder(load_ontology(), load_gazetteer())


def read(finder: NameFinder, words: str, **ents: str) -> tuple[DocName, ...]:
    """The names of a flat parse in which the NER took the words of each keyword ("_" for a space) for its label."""
    texts = words.split()
    tags = [_FUNCTION.get(word.lower(), CAPITAL if word[0].isupper() else LOWER) for word in texts]
    heads, deps = [0] * len(texts), ["ROOT", *["dep"] * (len(texts) - 1)]
    doc = Doc(English().vocab, words=texts, tags=tags, pos=["X"] * len(texts), heads=heads, deps=deps)
    spans = [
        Span(doc, i, i + len(name.split("_")), label=label)
        for name, label in ents.items()
        for i in range(len(texts))
        if texts[i : i + len(name.split("_"))] == name.split("_")
    ]
    doc.ents = filter_spans(spans)
    return names(finder(doc))


def kinds(found: tuple[DocName, ...]) -> list[tuple[str, str]]:
    """Words and kind of each name."""
    return [(name.span.text, name.kind.value) for name in found]


def test_an_article_without_names_has_none(finder: NameFinder) -> None:
    """It is left as it is."""
    assert read(finder, "it rained .") == ()


def test_titles_determiners_and_endings_stay_out(finder: NameFinder) -> None:
    """A name begins after title and determiner and ends before the possessive."""
    found = read(
        finder, "Foreign Minister Ana Ruiz left the Ravna Bank 's office .", Foreign_Minister_Ana_Ruiz="PERSON"
    )
    assert kinds(found) == [("Ana Ruiz", "person")]
    found = read(finder, "the Ravna Bank 's office", **{"the_Ravna_Bank_'s": "ORG"})
    assert kinds(found) == [("Ravna Bank", "org")]


def test_what_is_known_outvotes_the_ner(finder: NameFinder) -> None:
    """A movement is no person, and a country that the NER missed is one."""
    found = read(finder, "Hezbollah left Chile .", Hezbollah="PERSON")
    assert kinds(found) == [("Hezbollah", "org"), ("Chile", "country")]
    assert all(name.is_global and name.known is not None for name in found)


def test_a_person_s_name_is_no_country(finder: NameFinder) -> None:
    """Neither in the full name nor, where it is the surname, alone."""
    found = read(
        finder, "Chad Moreno met Eva Jordan . Jordan left .", Chad_Moreno="PERSON", Eva_Jordan="PERSON", Jordan="GPE"
    )
    assert kinds(found) == [("Chad Moreno", "person"), ("Eva Jordan", "person"), ("Jordan", "person")]


def test_a_first_name_takes_the_next_word_along(finder: NameFinder) -> None:
    """Even where the NER took the surname for a month."""
    assert kinds(read(finder, "Laura April resigned .", April="DATE")) == [("Laura April", "person")]


def test_a_name_seen_once_is_one_everywhere(finder: NameFinder) -> None:
    """Full names are repeated with their kind; a surname alone is a person's but nobody's node in other articles."""
    found = read(finder, "Ana Ruiz left . Ruiz and Ana Ruiz said so .", Ana_Ruiz="PERSON", Ruiz="ORG")
    assert kinds(found) == [("Ana Ruiz", "person"), ("Ruiz", "person"), ("Ana Ruiz", "person")]
    assert [name.is_global for name in found] == [True, False, True]


def test_a_verb_divides_two_names(finder: NameFinder) -> None:
    """In a headline the NER takes a whole clause for a body now and then."""
    doc = doc_of(
        """
        Ravna Ravna NNP compound 3
        Rail Rail NNP nsubj 3
        buys buy VBZ ROOT 2
        Tarn Tarn NNP compound 4
        Steel Steel NNP dobj 2"""
    )
    doc.ents = [Span(doc, 0, 5, label="ORG")]
    assert [name.name for name in names(finder(doc))] == ["Ravna Rail", "Tarn Steel"]


def test_brackets_divide_a_name_from_its_acronym(finder: NameFinder) -> None:
    """Both are names."""
    found = read(finder, "Ravna Steel Company ( RSC ) closed .", **{"Ravna_Steel_Company_(_RSC_)": "ORG"})
    assert kinds(found) == [("Ravna Steel Company", "org"), ("RSC", "org")]


def test_the_last_word_tells_a_body_from_a_place(finder: NameFinder) -> None:
    """Whatever the NER took it for."""
    found = read(finder, "the Ravna University in Tarn Valley", Ravna_University="GPE", Tarn_Valley="PRODUCT")
    assert kinds(found) == [("Ravna University", "org"), ("Tarn Valley", "place")]


def test_what_stands_before_a_name_tells_what_it_is(finder: NameFinder) -> None:
    """ "The town of" makes a place of what the NER took for a person."""
    assert kinds(read(finder, "in the town of Ravna .", Ravna="PERSON")) == [("Ravna", "place")]


def test_a_square_is_no_person(finder: NameFinder) -> None:
    """The last word outvotes the recogniser, unless people are called so or the first word is a first name."""
    assert kinds(read(finder, "in Quay Square .", Quay_Square="PERSON")) == [("Quay Square", "place")]
    assert kinds(read(finder, "Orla Hill left .", Orla_Hill="PERSON")) == [("Orla Hill", "person")]
    assert kinds(read(finder, "Emma Station left .", Emma_Station="PERSON")) == [("Emma Station", "person")]


def test_names_that_every_country_has_are_the_article_s_own(finder: NameFinder) -> None:
    """A supreme court is a node of its article; a body with a name of its own is one everywhere."""
    found = read(finder, "Supreme Court and Ravna Court", Supreme_Court="ORG", Ravna_Court="ORG")
    assert [name.is_global for name in found] == [False, True]


def test_demonyms_are_countries_or_groups(finder: NameFinder) -> None:
    """An adjective names the country; the people's name a group."""
    found = read(finder, "Kenyan ministers met Ugandans .")
    assert [(n.span.text, n.kind, n.name, n.is_demonym) for n in found] == [
        ("Kenyan", EntityKind.COUNTRY, "Kenya", True),
        ("Ugandans", EntityKind.GROUP, "Ugandans", True),
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the governor of Georgia", EntityKind.PLACE),
        ("Ohio , Savannah and Georgia", EntityKind.PLACE),
        ("Armenia and Georgia", EntityKind.COUNTRY),
    ],
)
def test_the_company_of_a_name_chooses_among_places(finder: NameFinder, words: str, kind: EntityKind) -> None:
    """Georgia is a state among states or beside its governor, else a country."""
    found = read(finder, words, Savannah="GPE")
    assert [name.kind for name in found if name.name == "Georgia"] == [kind]


def test_a_comma_says_which_town_is_meant(finder: NameFinder) -> None:
    """ "Paris, Texas" is not in France."""
    found = read(finder, "in Paris , Texas .", Paris="GPE")
    assert [name.name for name in found] == ["Paris, Texas", "Texas"]


def test_two_names_side_by_side_are_one_persons(finder: NameFinder) -> None:
    """A surname that is a town's name stays a person's, when it stands alone too."""
    found = read(finder, "Ilkava Rome spoke and Rome left .", Ilkava="GPE", Rome="GPE")
    assert kinds(found) == [("Ilkava Rome", "person"), ("Rome", "person")]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Paris Hilton visited the clinic. Hilton praised it.", "Paris Hilton", ["Paris Hilton", "Hilton"]),
        ("Theresa May resigned. On Monday, May told voters to wait.", "Theresa May", ["Theresa May", "May"]),
    ],
)
def test_a_person_goes_on_under_the_last_name(extractor: Extractor, text: str, name: str, words: list[str]) -> None:
    """Whatever place has the first name, and whatever month the last: a body would go on as its first word."""
    (extraction,) = extractor.extract([Article("a", text)])
    found = {e.name: (e.kind, [m.words for m in e.mentions]) for e in extraction.entities}
    assert found[name] == (EntityKind.PERSON, words)


def test_a_particle_parts_a_persons_name(finder: NameFinder) -> None:
    """The NER begins or ends at it, or has a capital there."""
    assert kinds(read(finder, "officials met Tarem bin Harad Ruvi .", bin_Harad_Ruvi="PERSON")) == [
        ("Tarem bin Harad Ruvi", "person")
    ]
    assert kinds(read(finder, "officials met Ilka Le Tarn .", Ilka_Le="PERSON")) == [("Ilka Le Tarn", "person")]


def test_what_a_body_is_for_belongs_to_its_name(finder: NameFinder) -> None:
    """Unless a person or a day follows."""
    found = read(finder, "the Tarn Institute for the Arctic Arts opened", Tarn_Institute="ORG")
    assert kinds(found) == [("Tarn Institute for the Arctic Arts", "org")]
    found = read(finder, "the Tarn Institute for Ana Ruiz opened", Tarn_Institute="ORG", Ana_Ruiz="PERSON")
    assert kinds(found) == [("Tarn Institute", "org"), ("Ana Ruiz", "person")]


def test_a_university_has_its_town_in_its_name(finder: NameFinder) -> None:
    """ "at" joins the two."""
    found = read(finder, "the University of Elne at Ravna .", University_of_Elne="ORG", Ravna="GPE")
    assert kinds(found) == [("University of Elne at Ravna", "org")]


def test_a_country_before_a_body_belongs_to_its_name(finder: NameFinder) -> None:
    """Behind "the" alone: "Ghana Cocoa Board" names one body, "in Ghana Ravna Agency" two things."""
    ents = {"Ghana": "GPE", "Cocoa_Agency": "ORG"}
    assert kinds(read(finder, "the Ghana Cocoa Agency left .", **ents)) == [("Ghana Cocoa Agency", "org")]
    found = read(finder, "in Ghana Cocoa Agency left .", **ents)
    assert kinds(found) == [("Ghana", "country"), ("Cocoa Agency", "org")]


def test_how_long_ago_it_was_is_no_part_of_a_name(finder: NameFinder) -> None:
    """The NER takes along what stands before a name without a comma."""
    found = read(finder, "Hours earlier Ravna Bank left .", Hours_earlier_Ravna_Bank="ORG")
    assert kinds(found) == [("Ravna Bank", "org")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("North and South Korea met . the North agreed", ["North Korea", "South Korea", "North Korea"]),
        ("South Korea left . envoys of North met South", ["South Korea", "North Korea", "South Korea"]),
        ("North Korean envoys left . the North agreed", ["North Korea", "North Korea"]),
    ],
)
def test_north_alone_is_the_country_that_it_opens(finder: NameFinder, words: str, expected: list[str]) -> None:
    """Where the document names it or its other half, if only by a demonym."""
    assert [name.name for name in read(finder, words, North="LOC", South="LOC")] == expected


def test_a_direction_is_no_country(finder: NameFinder) -> None:
    """ "South of" something."""
    found = read(finder, "South Korea fired South of Busan", South="LOC", Busan="GPE")
    assert [name.name for name in found] == ["South Korea", "South", "Busan"]


def test_two_points_of_the_compass_are_two_names(finder: NameFinder) -> None:
    """The NER takes "North and South" for one place."""
    found = read(finder, "South Korea left . North and South agreed", North_and_South="LOC")
    assert [name.name for name in found] == ["South Korea", "North Korea", "South Korea"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("East Timor agreed . Timor left", "East Timor"),
        ("Papua New Guinea agreed . Papua left", "Papua New Guinea"),
        ("Trinidad and Tobago agreed . Trinidad left", "Trinidad and Tobago"),
    ],
)
def test_a_word_of_a_country_alone_is_the_country(finder: NameFinder, words: str, expected: str) -> None:
    """Where the document names the country whole."""
    found = read(finder, words, Timor="GPE", Papua="GPE", Trinidad="GPE")
    assert [name.name for name in found] == [expected, expected]


@pytest.mark.model
def test_a_capital_is_no_part_of_its_country(extractor: Extractor) -> None:
    """Bissau, of Guinea-Bissau, is the town; Timor, of Timor-Leste, the country."""
    text = "Guinea-Bissau and Timor-Leste agreed. Troops in Bissau left for Timor."
    (extraction,) = extractor.extract([Article("a", text)])
    places = (EntityKind.COUNTRY, EntityKind.PLACE)
    assert {e.name for e in extraction.entities if e.kind in places} == {"Guinea-Bissau", "East Timor", "Bissau"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Amber Nurses Council left . the ANC agreed", [None, None]),
        ("the African National Congress left . the ANC agreed", ["African National Congress"] * 2),
        ("the World Health Agency Organisation left . the WHO agreed", [None, "World Health Organization"]),
        ("Amber Party left . AP agreed", [None, "Associated Press"]),
        ("Amber Party ( AP ) left", [None, None]),
    ],
)
def test_an_acronym_that_is_spelt_out_is_no_other_bodys(finder: NameFinder, words: str, expected: list[str]) -> None:
    """Unless what spells it out is the known body's name in other words; two letters only where brackets tell."""
    ents = {"Amber_Nurses_Council": "ORG", "World_Health_Agency_Organisation": "ORG", "Amber_Party": "ORG"}
    found = read(finder, words, **ents, ANC="ORG", WHO="ORG", AP="ORG")
    assert [name.known.name if name.known is not None else None for name in found] == expected


def test_against_stands_between_two_names(finder: NameFinder) -> None:
    """ "A suit in the Tarn District Court against Ravna Steel", which the NER takes for one."""
    found = read(finder, "the Tarn Court against Ravna Steel met", Tarn_Court_against_Ravna_Steel="ORG")
    assert [name.span.text for name in found] == ["Tarn Court", "Ravna Steel"]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("US National Hurricane Center", "National Hurricane Center"),
        ("American Federal Reserve", "Federal Reserve"),
        ("UN World Food Program", "World Food Programme"),
        ("Nokia Holdings Oyj", "Nokia"),
        ("Teamsters union", "Teamsters"),
        ("Peruvian Federal Reserve", None),
        ("Russian Red Cross", None),
    ],
)
def test_a_longer_name_of_a_known_body(finder: NameFinder, name: str, known: str | None) -> None:
    """Its own country or body before it, a legal form or a noun behind it; another country's is another body."""
    (found, *_) = read(finder, f"the {name} left", **{name.replace(" ", "_"): "ORG"})
    assert (found.known.name if found.known is not None else None) == known


def test_an_acronym_that_is_spelt_out_means_nothing_elsewhere(finder: NameFinder) -> None:
    """Its full name makes its node."""
    found = read(finder, "the Amber Nurses Council left . the ANC agreed", Amber_Nurses_Council="ORG", ANC="ORG")
    assert [name.is_global for name in found] == [True, False]


def test_a_country_in_the_name_of_a_body_is_named(finder: NameFinder) -> None:
    """Apart from the name that it is part of."""
    texts = ["the", "Tea", "Board", "of", "Kenya", "Group", "closed"]
    doc = Doc(English().vocab, words=texts, tags=["DT", "NNP", "NNP", "IN", "NNP", "NNP", "VBD"])
    doc.ents = [Span(doc, 1, 6, label="ORG")]
    found = nested_names(finder(doc))
    assert [(name.span.text, name.kind) for name in found] == [("Kenya", EntityKind.COUNTRY)]


def test_a_surname_that_is_tagged_as_a_plural(finder: NameFinder) -> None:
    """A person's name is one wherever it stands, however the tagger reads it."""
    doc = Doc(
        English().vocab,
        words=["Rosa", "Streams", "spoke", ".", "Streams", "left"],
        tags=["NNP"] * 2 + ["VBD", ".", "NNS", "VBD"],
    )
    doc.ents = [Span(doc, 0, 2, label="PERSON")]
    assert kinds(names(finder(doc))) == [("Rosa Streams", "person"), ("Streams", "person")]


def test_ents_agree_with_the_names(finder: NameFinder) -> None:
    """`doc.ents` has the names, and of the NER's others what does not overlap them."""
    doc = Doc(English().vocab, words=["Chile", "won", "on", "Monday"], tags=["NNP", "VBD", "IN", "NNP"])
    doc.ents = [Span(doc, 0, 1, label="ORG"), Span(doc, 3, 4, label="DATE")]
    assert [(ent.text, ent.label_) for ent in finder(doc).ents] == [("Chile", "GPE"), ("Monday", "DATE")]


def the_one(noun: str) -> Doc:
    """A Doc in which one of a people is the subject."""
    return doc_of(f"""
        The the DT det 1
        {noun} {noun} NNP nsubj 2
        left leave VBD ROOT 2""")


@pytest.mark.parametrize(
    ("noun", "home"),
    [("Briton", "United Kingdom"), ("Frenchwoman", "France"), ("Chilean", "Chile"), ("Londoner", "London")],
)
def test_one_of_a_people_is_somebody_without_a_name(finder: NameFinder, noun: str, home: str) -> None:
    """ "The Briton left": no country did, and "Briton" is nobody's name."""
    doc = finder(the_one(noun))
    assert names(doc) == ()
    assert {token: owner.name for token, owner in natives(doc).items()} == {1: home}


def test_a_demonym_before_a_noun_is_the_country(finder: NameFinder) -> None:
    """ "The Chilean miner left": the adjective names Chile."""
    doc = finder(
        doc_of("""
        The the DT det 2
        Chilean chilean JJ amod 2
        miner miner NN nsubj 3
        left leave VBD ROOT 3""")
    )
    assert [name.name for name in names(doc)] == ["Chile"]
    assert not natives(doc)


@pytest.mark.parametrize(("last", "kind"), [("Moreno", "person"), ("Airlines", None), ("Valley", None)])
def test_a_surname_behind_a_countrys_name_makes_a_person(finder: NameFinder, last: str, kind: str | None) -> None:
    """ "Chad Moreno" is nobody's country, whatever the NER has; "Chad Valley" is nobody."""
    doc = doc_of(f"""
        Chad Chad NNP compound 1
        {last} {last} NNP nsubj 2
        left leave VBD ROOT 2""")
    doc.ents = [Span(doc, 0, 1, label="GPE"), Span(doc, 1, 2, label="GPE")]
    found = [name.kind.value for name in names(finder(doc)) if name.span.text == f"Chad {last}"]
    assert found == ([kind] if kind else [])


def test_a_surname_that_is_tagged_as_an_auxiliary(finder: NameFinder) -> None:
    """ "May had left" is a person's doing once "Rosa May" was named; "may leave" is not."""
    doc = Doc(
        English().vocab,
        words=["Rosa", "May", "spoke", ".", "May", "had", "left", ".", "May", "she", "rest"],
        tags=["NNP", "NNP", "VBD", ".", "MD", "VBD", "VBN", ".", "MD", "PRP", "VB"],
    )
    doc.ents = [Span(doc, 0, 2, label="PERSON")]
    assert [(name.span.start, name.kind.value) for name in names(finder(doc))] == [(0, "person"), (4, "person")]


def test_a_surname_that_is_a_demonym_is_a_surname(finder: NameFinder) -> None:
    """ "Dawn French" is called so, and "French" alone is she from then on."""
    found = read(finder, "Dawn French spoke and French left .", Dawn_French="PERSON")
    assert kinds(found) == [("Dawn French", "person"), ("French", "person")]


@pytest.mark.model
def test_the_pipeline_tells_capitals_from_governments(nlp: Language) -> None:
    """The component works in anybody's pipeline; a capital acts in one sentence and is a place in the next."""
    nlp.add_pipe("kg_names")
    try:
        doc = nlp("Tehran rejected the offer. Diplomats from Oman met Abbas Araghchi in Tehran, Iranian media said.")
    finally:
        nlp.remove_pipe("kg_names")
    assert [name.name for name in names(doc)] == ["Iran", "Oman", "Abbas Araghchi", "Tehran", "Iran"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The board met on Friday and named Paulo Tavira Neves in her place.", "Paulo Tavira Neves", "person"),
        ("The director, Dr Imke Okafor, said the plan had failed.", "Imke Okafor", "person"),
        ("Shares fell after Mr Abani Adeyemi-Cole left on Monday.", "Abani Adeyemi-Cole", "person"),
        ("The owner, Chief Sunde Abani-Cole, had fled.", "Sunde Abani-Cole", "person"),
        ("Jolanda van der Burgt, a lawyer, sued the firm.", "Jolanda van der Burgt", "person"),
        ("A Danish fund bought the Spanish lender Banco Poniente.", "Banco Poniente", "org"),
        ("The Agency for Road Safety and Transport closed two bridges.", "Agency for Road Safety and Transport", "org"),
        ("Ravna fired its coach, Mikel Petrescu-Vlad, hours after it lost.", "Mikel Petrescu-Vlad", "person"),
        ("The prosecutor, Rosalind Achterhof KC, refused.", "Rosalind Achterhof", "person"),
        ("The Ministry of Energy and Mines approved the plan.", "Ministry of Energy and Mines", "org"),
        ("The Tarn Growers and Exporters Association struck.", "Tarn Growers and Exporters Association", "org"),
        (
            "A strike by the Ravna Union of Road, Rail and Port Workers began.",
            "Ravna Union of Road, Rail and Port Workers",
            "org",
        ),
        ("The Board for Mediation and Arbitration met on Friday.", "Board for Mediation and Arbitration", "org"),
        ("The Chadian Porters' Central Union rejected an offer.", "Chadian Porters' Central Union", "org"),
        ("Sahim Thakali, 57, denied the charges.", "Sahim Thakali", "person"),
        ('Police arrested Ferdinand "Bing" Tavira on Monday.', 'Ferdinand "Bing" Tavira', "person"),
        ("A flood hit farms in Orlabell, police said.", "Orlabell", "place"),
        ("The miner Companhia Verde do Lago fired its boss.", "Companhia Verde do Lago", "org"),
        ("On Friday Tekin Orhan Yalvac, the mayor, resigned.", "Tekin Orhan Yalvac", "person"),
        ("President Mamadou Sekoura Diallé was deposed in a coup.", "Mamadou Sekoura Diallé", "person"),
        ("The court heard Bishop Rafael Ondarra on Friday.", "Rafael Ondarra", "person"),
        ("A driver in Vornesk was shot outside his home in Vornesk.", "Vornesk", "place"),
        ("Deutsche Bank and QNP denied that the firm had paid.", "QNP", "org"),
        ("Tarnfold Mills, a maker of ready meals, is to be bought.", "Tarnfold Mills", "org"),
        ("OPEC and the rebels insisted that the soldiers leave.", "OPEC", "org"),
        ("The general flew to Zanzibar.", "Zanzibar", "place"),
        ("Its spokesman, Aidan Vroskiy, denied that he had fled.", "Aidan Vroskiy", "person"),
        ("Berglund, 58, led the Bergen-based bank for six years.", "Bergen", "place"),
        ("In Cusco and Arequipa, teachers marched.", "Arequipa", "place"),
        ("Judges in The Hague sentenced the general.", "The Hague", "place"),
        ("Police arrested a man who threatened Yun Suk-beol during a conference.", "Yun Suk-beol", "person"),
        ("María Corina Velmora named their successors.", "María Corina Velmora", "person"),
        ("Nokia Oyj bought a rival.", "Nokia", "org"),
        ("Kazakh General Brisse Olagui Nguelo met officials in Vienna.", "Brisse Olagui Nguelo", "person"),
        ("Malian General Umarro Sissoko Embayo met officials in Vienna.", "Mali", "country"),
        ("The Weavers Guild rejected the offer.", "Weavers Guild", "org"),
    ],
)
def test_names_are_whole_in_running_text(extractor: Extractor, text: str, name: str, kind: str) -> None:
    """Whatever the NER has of them: hyphens, particles and purposes belong to a name, words of address do not."""
    (extraction,) = extractor.extract([Article("a", text)])
    assert (name, kind) in [(entity.name, entity.kind.value) for entity in extraction.entities]


@pytest.mark.model
def test_a_name_with_and_inside_is_one(extractor: Extractor) -> None:
    """What the parser takes for two that are coordinated is one body, and its second half nobody."""
    (extraction,) = extractor.extract([Article("a", "Regulators fined Tarn & Kestrel on Monday.")])
    assert [entity.name for entity in extraction.entities] == ["Regulators", "Tarn & Kestrel"]


@pytest.mark.model
def test_a_double_demonym_names_two_countries(extractor: Extractor) -> None:
    """ "Franco-German", and no general of that name."""
    (extraction,) = extractor.extract([Article("a", "Franco-German plans met with scorn. An Anglo-Dutch fund sold.")])
    found = {entity.name for entity in extraction.entities if entity.kind is EntityKind.COUNTRY}
    assert found == {"France", "Germany", "United Kingdom", "Netherlands"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "kind", "home"),
    [
        ("Two Japanese were killed in Lima.", "Two Japanese", "group", "Japan"),
        ("Police arrested three Swiss on Monday.", "three Swiss", "group", "Switzerland"),
        ("A Portuguese won the race in Oslo.", "A Portuguese", "person", "Portugal"),
        ("Hundreds of Vietnamese marched in Oslo.", "Hundreds of Vietnamese", "group", "Vietnam"),
    ],
)
def test_people_that_an_adjective_calls(extractor: Extractor, text: str, words: str, kind: str, home: str) -> None:
    """A number or "a" before it makes it one or some of a people, and not their country."""
    (extraction,) = extractor.extract([Article("a", text)])
    found = next(entity for entity in extraction.entities if entity.mentions[0].words == words)
    assert (found.kind.value, [extraction.entities[i].name for i in found.affiliations]) == (kind, [home])


@pytest.mark.model
def test_the_japanese_are_japan(extractor: Extractor) -> None:
    """With "the" alone the adjective is the country."""
    (extraction,) = extractor.extract([Article("a", "The Japanese rejected the plan.")])
    assert ("Japan", EntityKind.COUNTRY) in [(entity.name, entity.kind) for entity in extraction.entities]


@pytest.mark.model
@pytest.mark.parametrize("noun", ["Gunmen", "Pirates", "Jets"])
def test_a_noun_that_begins_a_sentence_is_no_name(extractor: Extractor, noun: str) -> None:
    """The NER takes its capital for a name's."""
    (extraction,) = extractor.extract([Article("a", f"{noun} killed a priest. {noun} criticised the minister.")])
    assert not any(e.name == noun and e.kind in (EntityKind.PERSON, EntityKind.PLACE) for e in extraction.entities)
