"""Independent sources: who says so that rests on nobody else who says so."""

import random
from itertools import combinations

from lagebild.stories.model import Claim, Dependence, Fingerprint, Origin, Voice
from lagebild.stories.origins import voices
from tests.stories.made import agency, claim, fingerprint, outlet, speaker


def heard(*claims: Claim, prints: tuple[Fingerprint, ...] = (), texts: tuple[Dependence, ...] = ()) -> list[set[str]]:
    return [set(voice.reports) for voice in voices(claims, prints, texts)]


def own(id_: str, key: str, house: str = "", ownership: str = "private") -> Claim:
    """A bare claim of an outlet."""
    return claim(id_, outlet=outlet(key, house, ownership))


def test_two_outlets_with_reports_of_their_own_are_two() -> None:
    assert len(heard(own("a1", "north"), own("b1", "south"))) == 2


def test_outlets_of_one_house_are_one_and_it_is_said_why() -> None:
    (voice,) = voices((own("a1", "north", "press"), own("b1", "south", "press")), (), ())
    assert voice.reports == ("a", "b")
    assert [d.kind for d in voice.dependences] == ["house"]
    assert "belong to one house, press" in voice.dependences[0].reasons[0].words


def test_a_copy_adds_no_source() -> None:
    copy = Dependence("b", "a", "copy", 0.9, ())
    assert heard(own("a1", "north"), own("b1", "south"), texts=(copy,)) == [{"a", "b"}]


def test_texts_of_one_agency_are_one() -> None:
    dpa = agency("dpa")
    claims = [claim(f"{r}1", origin=dpa, outlet=outlet(f"paper-{r}")) for r in "ab"]
    prints = tuple(fingerprint(r, agencies=(dpa,)) for r in "ab")
    # claim() gives outlet claims their outlet as origin: these rest on the agency
    assert heard(*claims, prints=prints) == [{"a", "b"}]


def test_the_same_named_source_is_one_through_two_outlets() -> None:
    ministry = speaker("GEO GOV", "GEO GOV", "Interior Ministry")
    claims = [claim(f"{r}1", outlet=outlet(f"paper-{r}"), origin=ministry, sources=(ministry,)) for r in "ab"]
    assert heard(*claims) == [{"a", "b"}]


def test_an_office_and_its_spokesman_are_one_and_two_ministers_are_two() -> None:
    police = speaker("UGA COP", "UGA COP", "police")
    spokesman = speaker("n:kvs", "UGA COP", "Moses Kaweesi")
    rival = speaker("n:obt", "UGA COP", "Sam Obote")

    def said(id_: str, by: Origin) -> Claim:
        return claim(id_, outlet=outlet(f"paper-{id_}"), origin=by, sources=(by,))

    assert len(heard(said("a1", police), said("b1", spokesman))) == 1
    assert len(heard(said("a1", spokesman), said("b1", rival))) == 2


def test_a_word_in_the_title_means_the_body_that_the_text_names() -> None:
    short = speaker("RUS GOV", "RUS GOV", "ministry")
    full = speaker("RUS MIL", "RUS MIL", "Defence Ministry in Moscow")
    other = speaker("UKR GOV", "UKR GOV", "ministry")

    def said(id_: str, by: Origin) -> Claim:
        return claim(id_, outlet=outlet("north"), origin=by, sources=(by,))

    assert len(voices((said("a1", short), said("a2", full)), (), ())) == 1
    assert len(voices((said("a1", other), said("a2", full)), (), ())) == 2


def test_a_bare_title_stands_on_the_word_that_the_text_gives() -> None:
    police = speaker("UGA COP", "UGA COP", "police")
    title, lead = own("a1", "north"), claim("a2", outlet=outlet("north"), origin=police, sources=(police,))
    (voice,) = voices((title, lead), (), ())
    assert voice.origin == police
    assert voice.claims == ("a2",)


def test_an_unnamed_doctor_leaves_the_claim_with_who_reports_it() -> None:
    doctor = speaker("", "SDN MED", "a doctor")
    quoted = claim("a1", outlet=outlet("north"), sources=(doctor,))
    (voice,) = voices((quoted,), (), ())
    assert voice.origin.key == "north"


def test_who_denies_it_is_no_source_of_it() -> None:
    denial = claim("b1", outlet=outlet("south"), modality="denied")
    assert heard(own("a1", "north"), denial) == [{"a"}]
    assert heard(denial) == [{"b"}]


def test_state_media_are_marked() -> None:
    found: tuple[Voice, ...] = voices((own("a1", "north"), own("b1", "channel", ownership="state")), (), ())
    assert {voice.reports: voice.state for voice in found} == {("a",): False, ("b",): True}


def test_nothing_told_has_no_sources() -> None:
    assert voices((), (), ()) == ()


def test_joining_by_what_they_share_gives_what_comparing_all_pairs_would() -> None:
    chance = random.Random(4)
    speakers = [
        speaker("GEO COP", "GEO COP"),
        speaker("n:kbl", "GEO COP"),
        speaker("GEO"),
        speaker("n:lmds", "GEO GOV"),
    ]
    for _ in range(200):
        claims, prints = [], []
        for report in "abcdef":
            of = outlet(chance.choice("xyz"), chance.choice(("", "", "press")))
            credited = (agency(chance.choice(("dpa", "afp"))),) if chance.random() < 0.4 else ()
            prints.append(fingerprint(report, outlet=of, agencies=credited))
            for i in range(chance.randint(1, 2)):
                bare = credited[0] if credited else own("a1", of.key, of.house).origin
                origin = chance.choice((bare, *speakers))
                claims.append(
                    claim(f"{report}{i}", outlet=of, origin=origin, sources=() if origin is bare else (origin,))
                )
        texts = [Dependence(*chance.sample("abcdef", 2), "copy", 1.0, ()) for _ in range(chance.randint(0, 2))]
        joined = {frozenset(voice.claims) for voice in voices(claims, prints, texts)}
        assert joined == by_pairs(claims, prints, texts)


def by_pairs(claims: list[Claim], prints: list[Fingerprint], texts: list[Dependence]) -> set[frozenset[str]]:
    """Two claims at a time: grounds are one where the voices of the two alone are, and what they are one with."""
    grounds = [ground for voice in voices(claims, (), ()) for ground in voice.claims]
    groups = {c.id: {c.id} for c in claims if c.id in grounds}
    by_id = {c.id: c for c in claims}
    for one, other in combinations(groups, 2):
        both = [c for c in claims if c.id in (one, other)]
        same_report = by_id[one].report == by_id[other].report
        if len(voices(both, prints, texts)) == 1 and (
            not same_report or by_id[one].origin.key == by_id[other].origin.key
        ):
            merged = groups[one] | groups[other]
            groups.update(dict.fromkeys(merged, merged))
    return {frozenset(group) for group in groups.values()}


def test_a_version_that_was_replaced_is_no_source_of_what_the_later_one_no_longer_tells() -> None:
    ticker, paper = own("a1", "north"), own("c1", "south")
    versions = (Dependence("b", "a", "version", 0.9, ()), Dependence("d", "b", "version", 0.9, ()))
    assert heard(ticker, paper, texts=versions) == [{"c"}]
    assert heard(ticker, texts=versions) == [{"a"}]  # nobody else tells it
    still = own("d1", "north")
    assert heard(ticker, paper, still, texts=versions) == [{"a", "d"}, {"c"}]


def test_what_else_was_done_in_it_rests_on_others_and_adds_no_source() -> None:
    """ "Officers stormed the palace and said that they had removed the president": the report tells the assault."""
    officers = speaker("GIN MIL", "GIN MIL", "army officers")
    stormed = claim("a1", outlet=outlet("north"))
    removed = claim("a2", outlet=outlet("north"), type="COERCE", modes=(), origin=officers, sources=(officers,))
    (voice,) = voices((stormed, removed), (), ())
    assert voice.origin.kind == "outlet"
    assert voice.claims == ("a1",)


def test_the_source_in_a_title_is_that_of_the_text() -> None:
    short, full = speaker("n:ispr", "", "ISPR"), speaker("PAK MIL", "PAK MIL", "the military's media wing")
    title = claim("a1", outlet=outlet("north"), origin=short, sources=(short,), text="Shells hit Kotli, says ISPR")
    lead = claim("a2", outlet=outlet("north"), origin=full, sources=(full,))
    (voice,) = voices((title, lead), (), ())
    assert voice.origin == full


def test_the_text_of_an_agency_is_of_the_house_only_beside_what_it_says_itself() -> None:
    union, ap = speaker("n:abvv", "BEL LAB", "ABVV"), agency("ap")
    quoted = claim("a1", outlet=outlet("north", "press"), origin=union, sources=(union,))
    printed = claim("b1", outlet=outlet("south", "press"), origin=ap)
    assert len(voices((quoted, printed), (), ())) == 2
    assert len(voices((own("c1", "north", "press"), printed), (), ())) == 1
