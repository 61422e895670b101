"""Copies, excerpts, versions and translations, and what only looks like them."""

import pytest

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.addresses import canonical_address
from lagebild.stories.copies import depends, share_of_shingles
from lagebild.stories.fingerprints import MOST_SHINGLES, fingerprint_of
from lagebild.stories.model import Dependence
from tests.stories.conftest import Read

FIRST = "Ugandan police detain fishermen\n\n"
BODY = [
    "KAMPALA (AFP) - Ugandan police have arrested 14 Kenyan fishermen who were working on Lake Victoria without "
    "licences, a police spokesman said on Wednesday.",
    "The men were detained on Tuesday near the island of Migingo, spokesman Moses Kaweesi told reporters in Kampala. "
    "Four boats and 62 undersized nets were confiscated, he said.",
    "Some 1.5 million tonnes of fish are landed around the lake each year, and stocks of perch have fallen by a third "
    "since 2015. Patrols near Sori and Karungu have been stepped up since January.",
]
OTHER = [
    "Fishermen from Homa Bay were taken away by Ugandan patrol boats, their families say.",
    "Peter Ouma, who leads the beach committee at Sori, counted 14 missing men and four lost boats. He wants the "
    "government in Nairobi to act before the weekend.",
]
GERMAN = [
    "Kampala (AFP) - Die ugandische Polizei hat 14 kenianische Fischer festgenommen, die ohne Genehmigung auf dem "
    "Victoriasee arbeiteten. Das teilte ein Polizeisprecher am Mittwoch mit.",
    "Die Männer seien am Dienstag nahe der Insel Migingo gefasst worden, sagte der Sprecher Moses Kaweesi vor "
    "Journalisten in Kampala. Vier Boote und 62 zu engmaschige Netze seien beschlagnahmt worden.",
    "Rund um den See werden jedes Jahr etwa 1,5 Millionen Tonnen Fisch angelandet. In Sori und Karungu wird seit "
    "Januar verstärkt patrouilliert.",
]


def found(
    one: list[str], other: list[str], read: Read, knowledge: StoryKnowledge, language: str = "en", **page: str
) -> Dependence | None:
    a = read(FIRST + "\n\n".join(one), id="a", publisher="Meridian Daily", **page)
    given = {"publisher": "Atlantic Observer", "published": "2025-06-16T12:00", **page}
    b = read("The fish war heats up\n\n" + "\n\n".join(other), language, id="b", **given)
    return depends(fingerprint_of(a, knowledge), fingerprint_of(b, knowledge), knowledge.copies)


def test_a_copy_under_another_headline_rests_on_the_earlier_text(read: Read, knowledge: StoryKnowledge) -> None:
    dependence = found(BODY, BODY, read, knowledge)
    assert dependence is not None
    assert (dependence.kind, dependence.report, dependence.on) == ("copy", "b", "a")
    assert "100%" in dependence.reasons[0].words


def test_an_excerpt_rests_on_the_whole(read: Read, knowledge: StoryKnowledge) -> None:
    dependence = found(BODY[1:2], [*BODY, *OTHER], read, knowledge)
    assert dependence is not None
    assert (dependence.kind, dependence.report, dependence.on) == ("excerpt", "a", "b")


def test_own_words_about_the_same_are_no_copy(read: Read, knowledge: StoryKnowledge) -> None:
    assert found(BODY, OTHER, read, knowledge) is None


def test_a_translation_shows_by_names_and_numbers_in_order(read: Read, knowledge: StoryKnowledge) -> None:
    dependence = found(BODY, GERMAN, read, knowledge, "de")
    assert dependence is not None
    assert (dependence.kind, dependence.report, dependence.on) == ("translation", "b", "a")


def test_the_same_facts_in_another_order_are_no_translation(read: Read, knowledge: StoryKnowledge) -> None:
    assert found(BODY, GERMAN[::-1], read, knowledge, "de") is None


def test_a_changed_text_at_the_same_address_is_a_version(read: Read, knowledge: StoryKnowledge) -> None:
    page = {"url": "https://www.meridiandaily.example/fish?utm_source=feed"}
    dependence = found(BODY, [BODY[0], *OTHER], read, knowledge, **page)
    assert dependence is not None
    assert (dependence.kind, dependence.report, dependence.on) == ("version", "b", "a")


@pytest.mark.parametrize(
    ("authors", "body", "published", "kind"),
    [
        ("By Jane Doe and Sam Poe", [BODY[1], *OTHER], "2025-06-17T12:00", "version"),
        ("By Sam Poe", [BODY[1], *OTHER], "2025-06-17T12:00", None),  # another author
        ("By Jane Doe", OTHER, "2025-06-17T12:00", None),  # another text
        ("By Jane Doe", [BODY[1], *OTHER], "2025-06-27T12:00", None),  # too late
    ],
)
def test_an_author_who_writes_a_text_on_makes_a_version_of_it(
    authors: str, body: list[str], published: str, kind: str | None, read: Read, knowledge: StoryKnowledge
) -> None:
    given = {"publisher": "Meridian Daily"}
    a = read(f"{FIRST}By Jane Doe\n\n" + "\n\n".join(BODY), id="a", **given)
    b = read(f"Toll of the lake\n\n{authors}\n\n" + "\n\n".join(body), id="b", published=published, **given)
    found = depends(fingerprint_of(a, knowledge), fingerprint_of(b, knowledge), knowledge.copies)
    assert (found.kind if found else None) == kind


def test_nothing_rests_on_itself(read: Read, knowledge: StoryKnowledge) -> None:
    one = fingerprint_of(read(FIRST + "\n\n".join(BODY)), knowledge)
    assert depends(one, one, knowledge.copies) is None


def test_copies_share_bands_and_own_reports_do_not(read: Read, knowledge: StoryKnowledge) -> None:
    one = fingerprint_of(read(FIRST + "\n\n".join(BODY), id="a"), knowledge)
    copy = fingerprint_of(read("Fish war\n\n" + "\n\n".join(BODY[:2]), id="b"), knowledge)
    own = fingerprint_of(read(FIRST + "\n\n".join(OTHER), id="c"), knowledge)
    assert set(one.bands) & set(copy.bands)
    assert not set(one.bands) & set(own.bands)


def test_long_texts_keep_a_sample_that_still_compares(read: Read, knowledge: StoryKnowledge) -> None:
    long = " ".join(f"Report number {i} of the council of Bergen speaks of {i * 7} boats." for i in range(200))
    one = fingerprint_of(read(long, id="a"), knowledge)
    other = fingerprint_of(read(long + " " + OTHER[0], id="b"), knowledge)
    assert len(one.shingles) <= MOST_SHINGLES
    assert share_of_shingles(one, other)[1] > 0.9


def test_a_text_without_words_has_an_empty_fingerprint(read: Read, knowledge: StoryKnowledge) -> None:
    one = fingerprint_of(read("Government of Bergen falls after long vote"), knowledge)
    assert one.shingles == ()
    assert share_of_shingles(one, one) == (0.0, 0.0)


def test_addresses_are_made_alike() -> None:
    assert canonical_address("https://www.example.org/a/?utm_source=x&id=3#top") == "example.org/a?id=3"
    assert canonical_address("http://example.org/a") == canonical_address("https://example.org/a/")
