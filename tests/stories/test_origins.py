"""Independent sources: who says so that rests on nobody else who says so."""

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
