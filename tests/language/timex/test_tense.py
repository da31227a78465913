"""Where times point: by tense, by words that look ahead, by what is held on a day set beforehand."""

from __future__ import annotations

from kg.language.timex.grammar import Direction
from kg.language.timex.tense import Directions, is_of_report
from kg.ontology import load_ontology

from ..parses import doc_of

DIRECTIONS = Directions.of(load_ontology())


def direction(table: str) -> Direction:
    """Where the last weekday of a parsed sentence points."""
    doc = doc_of(table)
    day = max(token.i for token in doc if token.text.endswith("day"))
    return DIRECTIONS.direction(doc[day : day + 1])


def test_what_was_due_is_still_to_come() -> None:
    """A word that looks ahead outweighs the tense of its verb."""
    assert (
        direction("""
        She she PRP nsubj 1
        was be VBD ROOT 1
        due due JJ acomp 1
        Friday Friday NNP npadvmod 1
    """)
        is Direction.FUTURE
    )


def test_a_vote_expected_on_a_day_is_still_to_come() -> None:
    """So does a participle after its noun, in a clause in the past."""
    assert (
        direction("""
        The the DT det 1
        vote vote NN nsubj 4
        expected expect VBN acl 1
        Friday Friday NNP npadvmod 2
        worried worry VBD ROOT 4
        them they PRP dobj 4
    """)
        is Direction.FUTURE
    )


def test_a_record_set_on_a_day_is_past() -> None:
    """Words of the other kind look ahead only to what they are "for"."""
    assert (
        direction("""
        It it PRP nsubj 1
        broke break VBD ROOT 1
        a a DT det 3
        record record NN dobj 1
        set set VBN acl 3
        Friday Friday NNP npadvmod 4
    """)
        is Direction.PAST
    )


def test_tickets_are_for_what_is_still_to_come() -> None:
    """The day of what a noun looks ahead to is ahead, though all else is past."""
    assert (
        direction("""
        Tickets ticket NNS nsubj 5
        for for IN prep 0
        Friday Friday NNP poss 4
        's 's POS case 2
        concert concert NN pobj 1
        sold sell VBD ROOT 5
    """)
        is Direction.FUTURE
    )


def test_will_and_a_summit_look_ahead() -> None:
    """What is held on a day set beforehand has its day ahead where the clause has; an attack has not."""
    table = """
        They they PRP nsubj 2
        will will MD aux 2
        discuss discuss VB ROOT 2
        it it PRP dobj 2
        at at IN prep 2
        Friday Friday NNP poss 7
        's 's POS case 5
        {noun} {noun} NN pobj 4
    """
    assert direction(table.format(noun="summit")) is Direction.FUTURE
    assert direction(table.format(noun="attack")) is Direction.UNKNOWN


def test_the_second_day_points_where_the_first_does() -> None:
    """Of coordinated days the first says where both are."""
    assert direction("""
        Rain rain NN nsubjpass 2
        was be VBD auxpass 2
        forecast forecast VBN ROOT 2
        for for IN prep 2
        Friday Friday NNP pobj 3
        and and CC cc 4
        Saturday Saturday NNP conj 4
    """).is_ahead


def test_a_planned_day_is_to_come() -> None:
    """A participle before the noun says what day it is: "delayed its planned Friday march"."""
    assert (
        direction("""
        She she PRP nsubj 1
        delayed delay VBD ROOT 1
        her her PRP$ poss 5
        planned plan VBN amod 5
        Friday Friday NNP compound 5
        march march NN dobj 1
    """)
        is Direction.FUTURE
    )


def test_a_bound_of_what_will_be_is_to_come() -> None:
    """ "Will run by Friday's fair" is the next Friday."""
    assert (
        direction("""
        Trains train NNS nsubj 2
        will will MD aux 2
        run run VB ROOT 2
        by by IN prep 2
        Friday Friday NNP poss 6
        's 's POS case 4
        hour hour NN pobj 3
    """)
        is Direction.FUTURE
    )


def test_what_was_to_be_is_due() -> None:
    """A plan told in the past may be over by now; one told in the present is to come."""
    table = """
        She she PRP nsubjpass 2
        {} auxpass 2
        supposed suppose VBN ROOT 2
        to to TO aux 4
        speak speak VB xcomp 2
        Friday Friday NNP npadvmod 4
    """
    assert direction(table.replace("{}", "was be VBD")) is Direction.DUE
    assert direction(table.replace("{}", "is be VBZ")) is Direction.FUTURE


def test_auxiliaries_count_where_they_hang_on_another() -> None:
    """The modal of "will be closed" is the verb's, on whichever word the parser hangs it."""
    assert (
        direction("""
        Shops shop NNS nsubjpass 3
        will will MD aux 2
        be be VB auxpass 3
        closed close VBN ROOT 3
        Friday Friday NNP npadvmod 3
    """)
        is Direction.FUTURE
    )


def test_a_day_parsed_as_the_next_verbs_subject() -> None:
    """It belongs to the verb right before it: "the deal announced Friday calls for cuts"."""
    assert (
        direction("""
        The the DT det 1
        deal deal NN nsubj 2
        announced announce VBD ROOT 2
        Friday Friday NNP nsubj 4
        calls call VBZ ccomp 2
        for for IN prep 4
        cuts cut NNS pobj 5
    """)
        is Direction.PAST
    )


def test_an_object_after_the_present_is_to_come() -> None:
    """The parser takes the day of "the fair opens Friday" for an object; with the past it tells nothing."""
    table = """
        The the DT det 1
        fair fair NN nsubj 2
        {} VERB 2
        Friday Friday NNP dobj 2
    """
    assert direction(table.replace("{} VERB", "opens open VBZ ROOT")) is Direction.FUTURE
    assert direction(table.replace("{} VERB", "picked pick VBD ROOT")) is Direction.UNKNOWN


def test_an_untensed_passive_points_where_its_governor_does() -> None:
    """ "Will start getting hurt on Friday" is to come, though "hurt" is a participle."""
    assert (
        direction("""
        Jobs job NNS nsubj 2
        will will MD aux 2
        start start VB ROOT 2
        getting get VBG auxpass 4
        hurt hurt VBN xcomp 2
        Friday Friday NNP npadvmod 4
    """)
        is Direction.FUTURE
    )


def test_most_of_a_day_points_where_its_verb_does() -> None:
    """A quantity hides no verb, a noun does: "slept through most of Friday", "slept through news of Friday"."""
    table = """
        They they PRP nsubj 1
        slept sleep VBD ROOT 1
        through through IN prep 1
        {} pobj 2
        of of IN prep 3
        Friday Friday NNP pobj 4
    """
    assert direction(table.replace("{}", "most most JJS")) is Direction.PAST
    assert direction(table.replace("{}", "news news NN")) is Direction.UNKNOWN


def test_a_bound_before_a_past_verb_is_past() -> None:
    """By then it had come about: "by Friday they fled", but "they promised it by Friday"."""
    assert (
        direction("""
        By by IN prep 3
        Friday Friday NNP pobj 0
        they they PRP nsubj 3
        fled flee VBD ROOT 3
    """)
        is Direction.PAST
    )
    assert (
        direction("""
        They they PRP nsubj 1
        promised promise VBD ROOT 1
        it it PRP dobj 1
        by by IN prep 1
        Friday Friday NNP pobj 3
    """)
        is Direction.FUTURE
    )


def test_the_time_of_a_figure_compared_with_is_past() -> None:
    """ "To yield 8.53 %, up from 8.49 % Friday": whatever the verb, the figure was known."""
    table = """
        Bonds bond NNS nsubj 2
        will will MD aux 2
        yield yield VB ROOT 2
        more more JJR dobj 2
        than than IN prep 3
        {} prep 4
        8.49 8.49 CD nummod 7
        % % NN pobj 5
        Friday Friday NNP npadvmod 2
    """
    assert direction(table.replace("{}", "from from IN")) is Direction.PAST
    assert direction(table.replace("{}", "about about IN")) is Direction.FUTURE


def test_the_day_of_a_report_is_told() -> None:
    """ "Said Friday" is when it was said; "fell Friday" when it happened."""
    doc = doc_of("""
        It it PRP nsubj 1
        sank sink VBD ccomp 5
        Monday Monday NNP npadvmod 1
        , , , punct 5
        police police NNS nsubj 5
        said say VBD ROOT 5
        Friday Friday NNP npadvmod 5
    """)
    assert [is_of_report(doc[i : i + 1]) for i in (2, 6)] == [False, True]


def infinitive(governor: str, dep: str = "xcomp") -> Direction:
    """Where the day of "They <governor> to leave Friday" points."""
    return direction(f"""
        They they PRP nsubj 1
        {governor} ROOT 1
        to to TO aux 3
        leave leave VB {dep} 1
        Friday Friday NNP npadvmod 3
    """)


def test_an_infinitive_that_nobody_wills_is_of_its_governor_s_past() -> None:
    """ "Tried to leave Friday" and "gathered to leave Friday" are past, "promised to leave Friday" is to come."""
    assert infinitive("tried try VBD") is Direction.PAST
    assert infinitive("began begin VBD") is Direction.PAST
    assert infinitive("marched march VBD", "advcl") is Direction.PAST
    assert infinitive("promised promise VBD") is Direction.FUTURE
    assert infinitive("planned plan VBD") is Direction.FUTURE
    assert infinitive("try try VBP") is Direction.FUTURE


def test_two_days_are_of_two_events() -> None:
    """ "Flew in Monday to meet him Friday" has the day of the flight, and that of the meeting to come."""
    assert (
        direction("""
        They they PRP nsubj 1
        flew fly VBD ROOT 1
        Monday Monday NNP npadvmod 1
        to to TO aux 4
        meet meet VB advcl 1
        him he PRP dobj 4
        Friday Friday NNP npadvmod 4
    """)
        is Direction.FUTURE
    )


def test_what_could_or_would_not_be_did_not_come_about() -> None:
    """ "Could not be reached Friday" and "would not comment" are past; "says it would not come Friday" is to come."""
    table = """
        He he PRP nsubj 3
        {} MD aux 3
        not not RB neg 3
        come come VB {} 5
        Friday Friday NNP npadvmod 3
        said say VBD ROOT 5
    """
    assert direction(table.replace("{}", "could could", 1).replace("{}", "ccomp")) is Direction.PAST
    assert direction(table.replace("{}", "would would", 1).replace("{}", "ccomp")) is Direction.FUTURE
    assert direction(table.replace("{}", "would would", 1).replace("{}", "relcl")) is Direction.PAST


def test_the_day_of_what_somebody_wills_to_attend_is_to_come() -> None:
    """ "Hopes to attend Friday's summit", but "tried to disrupt Friday's summit"."""
    table = """
        They they PRP nsubj 1
        {} ROOT 1
        to to TO aux 3
        see see VB xcomp 1
        Friday Friday NNP poss 6
        's 's POS case 4
        summit summit NN dobj 3
    """
    assert direction(table.replace("{}", "hope hope VBP")) is Direction.FUTURE
    assert direction(table.replace("{}", "tried try VBD")) is not Direction.FUTURE


def test_nobody_could_is_past() -> None:
    """ "Nobody could leave Friday" is told of what was."""
    assert (
        direction("""
        Nobody nobody PRON nsubj 2
        could could MD aux 2
        leave leave VB ROOT 2
        Friday Friday NNP npadvmod 2
    """)
        is Direction.PAST
    )


def test_a_day_before_the_teller_is_of_what_is_told() -> None:
    """ "It will open late, Friday, officials decided": the parser may hang the day on the verb of telling."""
    assert (
        direction("""
        It it PRP nsubj 2
        will will MD aux 2
        open open VB ccomp 5
        Friday Friday NNP npadvmod 5
        officials official NNS nsubj 5
        decided decide VBD ROOT 5
    """)
        is Direction.FUTURE
    )


def test_a_perfect_below_what_will_be_is_still_to_come() -> None:
    """ "Will sign once they have met Friday" is ahead; "signed once they had met Friday" is not."""
    table = """
        They they PRP nsubj 2
        {} aux 2
        sign sign VB ROOT 2
        once once IN mark 6
        all all PRON nsubj 6
        {} aux 6
        met meet VBN advcl 2
        Friday Friday NNP npadvmod 6
    """
    assert direction(table.replace("{}", "will will MD", 1).replace("{}", "have have VBP")) is Direction.FUTURE
    assert direction(table.replace("{}", "did do VBD", 1).replace("{}", "had have VBD")) is Direction.PAST


def test_what_is_called_for_a_numbered_day_is_to_come() -> None:
    """ "Called a vote for 21st July" looks ahead as "for Friday" does."""
    doc = doc_of("""
        They they PRP nsubj 1
        called call VBD ROOT 1
        a a DT det 3
        vote vote NN dobj 1
        for for IN prep 1
        July July NNP compound 6
        21st 21st NN pobj 4
    """)
    assert DIRECTIONS.direction(doc[5:7]) is Direction.FUTURE
