"""Two events of one sentence that tell the same thing are one."""

from msgspec.structs import replace

from lagebild.record import Event, Participant
from lagebild.rules.tree import Tree
from lagebild.stages.events.doubles import without_doubles, without_governed, without_outcomes
from tests.conllu import sentence

OFFER = sentence(
    """
    Oslo        Oslo       PROPN _            2 nsubj
    bot         anbieten   VERB  VerbForm=Fin 0 root
    an          an         ADP   _            2 compound:prt
    Gespräche   Gespräch   NOUN  _            6 obj
    in          in         ADP   _            6 mark
    auszurichten ausrichten VERB VerbForm=Inf 2 xcomp
    """
)


def event(word: int, type_name: str, actors: tuple[str, ...], recipients: tuple[str, ...] = ()) -> Event:
    def people(codes: tuple[str, ...]) -> tuple[Participant, ...]:
        return tuple(Participant(code, (0, 1), code) for code in codes)

    return Event(
        id="",
        type=type_name,
        modes=(),
        contexts=(),
        quad="verbal_cooperation",
        score=5.0,
        cameo="030",
        trigger=OFFER.tokens[word].span,
        sentence=0,
        block=0,
        actors=people(actors),
        recipients=people(recipients),
        place=None,
        time=None,
        date_begin=None,
        date_end=None,
        modality="asserted",
        modality_cue=None,
        sources=(),
        quantities=(),
        rule="test",
        confidence=0.5,
    )


def test_an_offer_and_what_is_offered_are_one_event_with_the_others_as_recipients() -> None:
    (kept,) = without_governed(Tree(OFFER), [event(1, "AGREE", ("NOR",)), event(5, "AGREE", ("NOR", "LKA"))])
    assert kept.trigger == OFFER.tokens[1].span
    assert [p.code for p in kept.recipients] == ["LKA"]


def test_events_of_different_types_stay_two() -> None:
    assert len(without_governed(Tree(OFFER), [event(1, "AGREE", ("NOR",)), event(5, "CONSULT", ("NOR",))])) == 2


def test_a_denial_of_an_offer_that_was_denied_leaves_both() -> None:
    denied = replace(event(5, "AGREE", ("NOR",)), modality="denied")
    assert len(without_governed(Tree(OFFER), [event(1, "AGREE", ("NOR",)), denied])) == 2


def test_two_modes_done_to_two_groups_are_two_events() -> None:
    crowd, men = Participant("e1", (0, 3), "TUN CVL"), Participant("e2", (20, 29), "TUN CVL")
    pushed = replace(
        event(1, "COERCE", ("TUN COP",)), quad="material_conflict", modes=("restrict",), recipients=(crowd,)
    )
    arrested = replace(pushed, trigger=OFFER.tokens[5].span, modes=("arrest",), recipients=(men,))
    assert without_doubles([pushed, arrested]) == [pushed, arrested]
    assert without_doubles([pushed, replace(arrested, recipients=(crowd,))]) == [pushed]
    assert without_doubles([pushed, replace(arrested, modes=())]) == [pushed]


KILLED = sentence(
    """
    Nine   nine   NUM   _            3 nsubj:pass
    were   be     AUX   _            3 aux:pass
    killed kill   VERB  _            0 root
    when   when   ADV   _            6 advmod
    rebels rebel  NOUN  _            6 nsubj
    struck strike VERB  VerbForm=Fin 3 advcl
    """
)


def told(word: int, *given: tuple[str, ...], modes: tuple[str, ...] = ()) -> Event:
    return replace(event(word, "ASSAULT", *given), trigger=KILLED.tokens[word].span, modes=modes)


def test_who_was_killed_when_somebody_struck_was_struck_by_them() -> None:
    marks = frozenset({"when"})
    (one,) = without_outcomes(Tree(KILLED), [told(2, (), ("MLI CVL",)), told(5, ("MLI REB",), ("MLI",))], marks)
    assert one.trigger == KILLED.tokens[5].span
    assert [p.code for p in one.actors] == ["MLI REB"]
    assert [p.code for p in one.recipients] == ["MLI CVL"]


def test_what_was_done_in_another_mode_or_not_at_that_time_is_another_act() -> None:
    killed, struck = told(2, (), ("MLI CVL",)), told(5, ("MLI REB",))
    assert len(without_outcomes(Tree(KILLED), [killed, struck], frozenset({"after"}))) == 2
    abducted = told(2, (), ("MLI CVL",), modes=("abduct",))
    assert len(without_outcomes(Tree(KILLED), [abducted, struck], frozenset({"when"}))) == 2
