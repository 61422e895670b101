"""What numbers count, in both languages."""

import pytest

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.claims import claims_of
from tests.stories.conftest import Read


def counted(text: str, language: str, read: Read, knowledge: StoryKnowledge) -> set[tuple[str | None, float | None]]:
    claims = claims_of(read(text, language), knowledge)
    return {(count.kind, count.low) for claim in claims for count in claim.quantities if count.kind}


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("A bomb exploded in Peshawar in Pakistan on Monday, killing five people and wounding 17.", "en",
         {("killed", 5.0), ("injured", 17.0)}),
        ("The number of people killed in the bombing in Peshawar in Pakistan has climbed to 19.", "en",
         {("killed", 19.0)}),
        ("A mayor put the number of villagers killed in the bombing near Gao in Mali at 26.", "en",
         {("killed", 26.0)}),
        ("Two gunmen killed 14 Malian soldiers near Gao in Mali on Monday.", "en", {("killed", 14.0)}),
        ("Schweden hat der Ukraine sechs Kampfjets übergeben.", "de", {("weapons", 6.0)}),
        ("Italy evacuated 90 Italian citizens from Khartoum in Sudan.", "en", {("displaced", 90.0)}),
        ("Russian troops shelled Kharkiv in Ukraine on Monday. Forty civilians were injured.", "en",
         {("injured", 40.0)}),
        ("Bei einem Anschlag in der pakistanischen Stadt Peshawar sind 14 Menschen getötet worden.", "de",
         {("killed", 14.0)}),
        ("Die georgische Polizei hat in Tiflis 31 Demonstranten festgenommen.", "de", {("arrested", 31.0)}),
        ("A court in Ankara in Turkey sentenced a reporter to four years and six months in prison.", "en",
         {("PY", 4.5)}),
        ("Ein Gericht in Ankara hat eine türkische Journalistin zu fast fünf Jahren Haft verurteilt.", "de",
         {("PY", 4.0)}),
    ],
)  # fmt: skip
def test_numbers_are_told_with_what_they_count(
    text: str, language: str, wanted: set[tuple[str, float]], read: Read, knowledge: StoryKnowledge
) -> None:
    assert wanted <= counted(text, language, read, knowledge)


@pytest.mark.parametrize(
    ("text", "language", "unwanted"),
    [
        ("Dock workers in Antwerp in Belgium went on strike on Monday: 4,000 stopped work and 28 ships were waiting.",
         "en", ("protesters", 28.0)),
        ("Two gunmen killed 14 Malian soldiers near Gao in Mali on Monday.", "en", ("killed", 2.0)),
        ("In der südafrikanischen Stadt Rustenburg streiken Bergleute für einen Mindestlohn von 18.500 Rand.", "de",
         ("protesters", 18500.0)),
        ("Ein Hackerangriff hat die IT mehrerer dänischer Krankenhäuser lahmgelegt.", "de", ("recipients", 3.0)),
        ("In Tiflis haben Tausende Georgier gegen die georgische Regierung demonstriert.", "de",
         ("protesters", 2000.0)),
        ("Kenyan police arrested nine Ugandan fishermen on Monday. Four men remain in custody.", "en",
         ("arrested", 4.0)),
    ],
)  # fmt: skip
def test_near_misses_count_nothing(
    text: str, language: str, unwanted: tuple[str, float], read: Read, knowledge: StoryKnowledge
) -> None:
    assert unwanted not in counted(text, language, read, knowledge)


def test_years_in_prison_are_counted(read: Read, knowledge: StoryKnowledge) -> None:
    text = "A Swedish court on Monday sentenced a Russian engineer to eight years in prison for spying."
    assert ("PY", 8.0) in counted(text, "en", read, knowledge)
