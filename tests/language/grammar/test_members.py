"""Who is in a plural noun, and what stands within it, over hand-made parses."""

from __future__ import annotations

from kg.language.annotations import DocName
from kg.language.grammar.members import members, within
from kg.language.parse.reading import read_parse
from kg.model import EntityKind

from ..parses import doc_of

POWERS = """
    Iran Iran NNP nmod 3
    and and CC cc 0
    European european JJ conj 0
    powers power NNS nsubj 4
    met meet VBD ROOT 4"""

ARMIES = """
    Armies army NNS nsubj 5
    of of IN prep 0
    Chad Chad NNP pobj 1
    and and CC cc 2
    Niger Niger NNP conj 2
    met meet VBD ROOT 5"""

BAN = """
    ban ban NN ROOT 0
    on on IN prep 0
    sugar sugar NN pobj 1
    from from IN prep 2
    Fiji Fiji NNP pobj 3
    imposed impose VBN acl 0
    by by IN agent 5
    Oslo Oslo NNP pobj 6"""


def found(table: str, noun: int) -> list[int]:
    """The members of a noun, by token."""
    return list(members(read_parse(doc_of(table), {}), noun))


def test_a_name_before_and_is_a_member_of_the_noun_behind_it() -> None:
    """ "Iran and European powers": Iran is one of them."""
    assert found(POWERS, 3) == [0]


def test_the_names_that_of_holds_are_members() -> None:
    """ "Armies of Chad and Niger": both states."""
    assert found(ARMIES, 0) == [2, 4]


def test_an_adjective_makes_no_member() -> None:
    """ "Irish and Welsh envoys", "US and Irish envoys": all are of both; "US and Gulf powers" are the US too."""
    envoys = POWERS.replace("powers power", "envoys envoy")
    doc = doc_of(envoys.replace("Iran Iran NNP nmod", "Irish irish JJ amod"))
    doc._.kg_names = (DocName(doc[0:1], EntityKind.COUNTRY, "Ireland", is_demonym=True),)
    assert list(members(read_parse(doc, {}), 3)) == []
    assert found(envoys.replace("Iran Iran", "US US"), 3) == []
    sets = {"StateNoun": frozenset({"power"})}
    assert list(members(read_parse(doc_of(POWERS.replace("Iran Iran", "US US")), sets), 3)) == [0]


def test_one_name_makes_no_member() -> None:
    """ "Armies of Chad": the noun stands for itself."""
    alone = ARMIES.replace("Niger Niger NNP conj 2", "Niger Niger NNP nsubj 5").replace("and and CC", "then then RB")
    assert found(alone, 0) == []


def test_who_made_a_thing_is_not_within_it() -> None:
    """ "A ban on sugar from Fiji imposed by Oslo": Fiji is within the ban's phrase, Oslo is not."""
    assert list(within(read_parse(doc_of(BAN), {}), 0)) == [1, 2, 3, 4, 5]


def test_a_relative_clause_is_within_its_noun() -> None:
    """ "A ban on sugar from Fiji imposed in Oslo": Oslo says which ban it is."""
    where = BAN.replace("by by IN agent 5", "in in IN prep 5")
    assert list(within(read_parse(doc_of(where), {}), 0)) == [1, 2, 3, 4, 5, 6, 7]
