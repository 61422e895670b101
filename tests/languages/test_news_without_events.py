"""News of sport, culture, business and science, in which English event rules must code nothing.

Own sentences. Each holds a word that elsewhere tells an event: attack, raid, strike, truce, sign, threaten.
"""

import pytest

from .test_event_rules import read

SENTENCES = """
Germany beat Brazil 7-1 in the semi-final in Belo Horizonte.
Argentina striker Lionel Messi fired a late winner against Mexico.
Spain's Carlos Alcaraz defeated Italy's Jannik Sinner in the final in Paris.
Manchester United sacked their Portuguese coach after a defeat by Brighton.
The England captain blamed the referee for the loss to France.
Chelsea agreed to sign the Ecuador midfielder from Brighton.
India thrashed Pakistan by six wickets in Dubai.
Kenya's runners withdrew from the marathon because of the heat.
The Dutch goalkeeper rejected an offer from Bayern Munich.
Japan attacked down the left but Croatia's defence held firm.
The Brazilian was banned for three matches after striking an opponent.
Serbian player threatens to boycott Wimbledon over prize money.
Real Madrid have launched a raid for the German winger.
The Jamaican sprinter surrendered her title in Tokyo.
Fans protested against the American owners of Manchester United before the match.
Poland coach urges his strikers to shoot on sight against Austria.
The French actress hit out at critics of her new film.
The Korean boy band announced a truce with its label after a year of feuding.
A British novelist has won the Booker Prize for a book about an attack on Mumbai.
Colombian singer Shakira accused her former partner of stealing a song.
The exhibition at the British Museum shows weapons captured by the Romans.
Netflix agreed to buy the rights to a Danish series about a kidnapping.
The Italian director said his film about the siege of Sarajevo would open in Cannes.
Critics savaged the new opera by a Russian composer.
Apple unveiled a new iPhone to fight off competition from South Korea's Samsung.
Volkswagen warned of lower profits as Chinese rivals gain ground.
The Swiss bank agreed to cut 3,000 jobs in New York.
Shares in Tokyo retreated after losses on Wall Street.
Germany's Siemens struck a deal to buy a Danish software firm.
The Japanese carmaker withdrew its profit forecast.
Oil prices hit a two-year high as demand in China surged.
The Indian airline ordered 300 planes from Boeing.
Tesla's shares were hammered in New York after weak sales in China.
Scientists in Sweden have discovered a virus that attacks cancer cells.
A NASA probe was launched from Florida to strike an asteroid.
Researchers at Oxford agreed that the fossils found in Kenya were two million years old.
A heatwave killed 40 people in northern India.
A Chilean volcano threatened a nearby town with ash.
Sharks attacked two surfers off the Australian coast.
A train crash in Spain left 30 people injured.
The European Space Agency's rover released its parachute over Mars.
A French chef has declared war on plastic cutlery.
Flooding in Pakistan forced the closure of schools.
The American climber abandoned his attempt on K2.
The Dutch cyclist launched an attack on the final climb in Andorra.
The French government said unemployment fell to 7 percent in March.
Canada's economy grew faster than expected in the first quarter.
The Mexican peso weakened against the dollar on Monday.
Heavy rain is expected in southern Germany on Thursday.
The Egyptian museum opened a new wing for visitors.
A fire destroyed a warehouse in Warsaw overnight.
Turkey's inflation rate rose to 60 percent.
The British queen celebrated her birthday at Windsor.
The Indian monsoon arrived in Kerala two days early.
Swiss voters will go to the polls on Sunday.
Norway's oil fund earned 10 percent last year.
The Italian coastguard rescued a whale near Sardinia.
Police in Berlin are looking for a missing girl.
A Russian cosmonaut returned to Earth after six months in space.
The Greek finance minister is an economist by training.
South Africa has 11 official languages.
The Australian team arrived in London for the Ashes.
The Brazilian president turned 78 on Friday.
The capital of Kazakhstan lies on the Ishim river.
Kenyan tea exports fell because of drought.
The Danish prime minister was born in Aalborg.
Japan's population shrank for the 15th year in a row.
A Chinese tourist lost his passport in Paris.
The Spanish airline cancelled 40 flights because of fog.
Volunteers in Poland planted a million trees.
""".strip().split("\n")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_event_in(sentence: str) -> None:
    found = read("en", sentence).events or ()
    assert not found, [(e.type, e.rule) for e in found]
