"""Pairs of sentences of two papers that tell one happening: what contradicts, class by class, and what must not."""

import pytest

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.claims import claims_of
from lagebild.stories.contradictions import contradictions
from tests.stories.conftest import Read

A, B = "2025-06-16T08:00", "2025-06-16T12:00"
Pair = tuple[str, str, str, str]


def kinds(pair: Pair, read: Read, knowledge: StoryKnowledge, later: str = B) -> set[str]:
    language, one, other_language, other = pair
    first = claims_of(read(one, language, id="a", published=A), knowledge)
    second = claims_of(read(other, other_language, id="b", publisher="Rheinblick", published=later), knowledge)
    assert first, one
    assert second, other
    return {found.kind for found in contradictions("h", (*first, *second), ())}


CONTRADICT: list[tuple[str, Pair]] = [
    ("number", ("en", "A bomb killed 14 people at a market in Peshawar in Pakistan on Sunday, the police said.",
                "de", "Bei einem Bombenanschlag auf einen Markt in Peshawar in Pakistan sind am Sonntag 21 Menschen "
                "getötet worden, teilte das Rote Kreuz mit.")),
    ("number", ("en", "Some 30,000 workers blocked a highway in Tbilisi in Georgia on Sunday, the union said.",
                "de", "In Tiflis in Georgien haben am Sonntag 8000 Menschen demonstriert, teilte die Polizei mit.")),
    ("number", ("de", "Die georgische Polizei hat in Tiflis 31 Demonstranten festgenommen.",
                "en", "Georgian police arrested 57 protesters in Tbilisi on Sunday, a rights group said.")),
    ("number", ("en", "A court in Algiers sentenced the journalist Mourad Belkacem to five years in prison on Sunday.",
                "de", "Ein Gericht in Algier hat den Journalisten Mourad Belkacem am Sonntag zu acht Jahren Haft "
                "verurteilt.")),
    ("victim", ("en", "The army of Mali killed 12 rebels in an air strike near Kidal on Sunday, the army said.",
                "en", "The army of Mali killed 12 villagers in an air strike near Kidal on Sunday, a mayor said.")),
    ("blame", ("en", "The Sudanese army bombed a market in El Obeid on Sunday.",
               "de", "Die sudanesischen Rebellen haben am Sonntag einen Markt in El Obeid bombardiert.")),
    ("place", ("en", "The police of Norway arrested a Russian engineer in the city of Tromsø on Sunday.",
               "de", "Die norwegische Polizei hat am Sonntag in Oslo einen russischen Ingenieur festgenommen.")),
    ("denial", ("en", "Venezuelan soldiers fired at a Guyanese boat on Sunday, the army of Guyana said.",
                "de", "Die venezolanische Regierung bestritt, dass ihre Soldaten ein Boot aus Guyana "
                "beschossen hätten.")),
]  # fmt: skip

AGREE: list[tuple[str, Pair]] = [
    ("who suffered and who deployed are two numbers",
     ("en", "Venezuelan soldiers attacked a boat of Guyana on Sunday and wounded six Guyanese soldiers.",
      "en", "Guyana has sent 200 soldiers to the river after Venezuelan soldiers attacked a boat of Guyana on "
      "Sunday.")),
    ("dead and injured are two numbers",
     ("en", "A bomb killed 14 people at a market in Peshawar in Pakistan on Sunday.",
      "de", "Bei einem Bombenanschlag auf einen Markt in Peshawar in Pakistan sind am Sonntag 40 Menschen verletzt "
      "worden.")),
    ("protesters who marched and those arrested are two numbers",
     ("en", "Some 5,000 students marched in Tbilisi in Georgia on Sunday.",
      "de", "Die georgische Polizei hat am Sonntag in Tiflis 31 Demonstranten festgenommen.")),
    ("a sum of years is another number",
     ("en", "A bomb killed 14 people at a market in Peshawar in Pakistan on Sunday.",
      "en", "More than 40,000 people have been killed by rebels in Pakistan since the insurgency began in 2009.")),
    ("a sum of the year is another number",
     ("de", "Bei einem Bombenanschlag in Peshawar in Pakistan sind am Sonntag 14 Menschen getötet worden.",
      "de", "In Pakistan sind bei Bombenanschlägen allein in diesem Jahr 260 Menschen getötet worden.")),
    ("in the city and in the whole country",
     ("de", "Die georgische Polizei hat am Sonntag in Tiflis 31 Demonstranten festgenommen.",
      "de", "Die georgische Polizei hat am Sonntag im ganzen Land 112 Demonstranten festgenommen.")),
    ("in the city and across the country",
     ("en", "Georgian police arrested 31 protesters in Tbilisi on Sunday.",
      "en", "Georgian police arrested 112 protesters across the country on Sunday.")),
    ("rounded and exact",
     ("en", "Some 20,000 people protested in Tbilisi in Georgia on Sunday.",
      "de", "In Tiflis in Georgien haben am Sonntag 18.400 Menschen protestiert.")),
    ("more than a round number and the exact one",
     ("en", "Georgian police arrested more than 40 protesters in Tbilisi on Sunday.",
      "de", "Die georgische Polizei hat am Sonntag in Tiflis 47 Demonstranten festgenommen.")),
    ("up to a round number and the exact one",
     ("en", "Georgian police arrested up to 50 protesters in Tbilisi on Sunday.",
      "de", "Die georgische Polizei hat am Sonntag in Tiflis 43 Demonstranten festgenommen.")),
    ("how long ago is no length of time that is counted",
     ("en", "A court in Algiers sentenced the journalist Mourad Belkacem on Sunday, three days after his arrest.",
      "en", "A court in Algiers sentenced the journalist Mourad Belkacem to five years in prison on Sunday.")),
    ("prosecutors demanded, judges gave",
     ("en", "A court in Algiers sentenced the journalist Mourad Belkacem to five years in prison on Sunday. The "
      "prosecutor had demanded eight years.",
      "de", "Ein Gericht in Algier hat den Journalisten Mourad Belkacem am Sonntag zu fünf Jahren Haft verurteilt.")),
    ("who is only a man may be a soldier",
     ("en", "Venezuelan soldiers attacked a boat of Guyana on Sunday and wounded eight men.",
      "en", "Venezuelan soldiers attacked a boat of the army of Guyana on Sunday.")),
    ("police officers and civilians may both have died",
     ("en", "Rebels killed four police officers in Kidal in Mali on Sunday.",
      "de", "Rebellen haben am Sonntag in Kidal in Mali neun Zivilisten getötet.")),
    ("arrested in one town and brought to court in another",
     ("en", "The police of Norway arrested a Russian engineer in the city of Tromsø on Sunday. In Oslo, a court jailed "
      "the engineer on Sunday.",
      "de", "Die norwegische Polizei hat am Sonntag in Tromsø einen russischen Ingenieur festgenommen.")),
    ("a town and the country around it",
     ("en", "Norwegian police arrested a Russian engineer in Tromsø on Sunday.",
      "de", "Die norwegische Polizei hat am Sonntag in Norwegen einen russischen Ingenieur festgenommen.")),
    ("the day of an act and that of the report",
     ("en", "Georgian police arrested 31 protesters in Tbilisi on Saturday, the ministry said on Monday.",
      "de", "Die georgische Polizei hat am Samstag in Tiflis 31 Demonstranten festgenommen, teilte das Ministerium am "
      "Montag mit.")),
    ("the army and the government of one state",
     ("en", "The Sudanese army bombed a market in El Obeid on Sunday.",
      "de", "Sudan hat am Sonntag einen Markt in El Obeid bombardiert.")),
    ("an alliance and one of its members",
     ("en", "NATO bombed a depot in Libya on Sunday.",
      "de", "Die USA haben am Sonntag ein Lager in Libyen bombardiert.")),
    ("what is shouted denies nothing",
     ("en", 'Protesters in Tbilisi waved European flags and shouted "No to the Russian law".',
      "en", "Thousands of people protested in Tbilisi in Georgia on Sunday.")),
    ("live rounds are denied and not tear gas",
     ("en", "Georgian police fired tear gas at protesters in Tbilisi on Sunday.",
      "en", "Georgian police denied that their officers had arrested any protesters in Tbilisi on Sunday.")),
    ("that one's own side did it is denied, and not that it was done",
     ("en", "A bomb exploded at a mosque in Peshawar in Pakistan on Sunday and killed nine people.",
      "en", "The Taliban denied that they had bombed a mosque in Peshawar in Pakistan on Sunday.")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "pair"), CONTRADICT, ids=[f"{k}-{i}" for i, (k, _) in enumerate(CONTRADICT)])
def test_what_cannot_both_hold_is_found(kind: str, pair: Pair, read: Read, knowledge: StoryKnowledge) -> None:
    assert kinds(pair, read, knowledge) == {kind}


@pytest.mark.parametrize(("why", "pair"), AGREE, ids=[why for why, _ in AGREE])
def test_what_can_both_hold_is_none(why: str, pair: Pair, read: Read, knowledge: StoryKnowledge) -> None:
    assert kinds(pair, read, knowledge) == set(), why


@pytest.mark.parametrize(
    ("pair", "wanted"),
    [
        (("en", "A bomb killed 12 people in Peshawar in Pakistan on Sunday, the police said.",
          "en", "The bomb killed 17 people in Peshawar in Pakistan on Sunday, police spokesman Bilal Khan "
          "said."), set()),
        (("de", "Bei einem Bombenanschlag in Peshawar in Pakistan sind zwölf Menschen getötet worden, teilte die "
          "Polizei mit.",
          "de", "Bei einem Bombenanschlag in Peshawar in Pakistan sind 17 Menschen getötet worden, teilte die "
          "Polizei mit."), set()),
        (("en", "A bomb killed 17 people in Peshawar in Pakistan on Sunday, the police said.",
          "en", "A bomb killed 12 people in Peshawar in Pakistan on Sunday, the police said."), {"number"}),
        (("en", "A bomb killed 12 people in Peshawar in Pakistan on Sunday, the police said.",
          "en", "A bomb killed 17 people in Peshawar in Pakistan on Sunday, the Red Cross said."), {"number"}),
    ],
)  # fmt: skip
def test_a_toll_of_one_source_that_grew_is_a_change(
    pair: Pair, wanted: set[str], read: Read, knowledge: StoryKnowledge
) -> None:
    assert kinds(pair, read, knowledge, later="2025-06-17T08:00") == wanted
