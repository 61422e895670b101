"""Files of rules: what is right is understood, what is wrong is told with rule, field and what may have been meant."""

import pytest

from lagebild.errors import DataError
from lagebild.watches.in_words import describe
from lagebild.watches.rule_file import read_watch_file
from lagebild.watches.sink_settings import WebhookSettings
from tests.watches.samples import vocabulary, watch


def problems(text: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_watch_file(text, "rules.toml", vocabulary())
    lines = str(caught.value).splitlines()
    assert all(line.startswith("rules.toml: ") for line in lines)
    return [line.removeprefix("rules.toml: ") for line in lines]


def test_a_rule_is_told_in_words() -> None:
    found = watch(
        'types = ["ASSAULT/drone", "SANCTION"]\ncontexts = ["military"]\nbetween = [["RUS", "BLR"], "EU"]\n'
        'near = [{place = "Mombasa", km = 50}]\nmodality = ["asserted"]\nsources = 2\ncontradiction = true\n'
    )
    assert describe(found) == (
        "ASSAULT/drone or SANCTION; about military; between RUS or BLR and EU; within 50 km of Mombasa, KEN; asserted; "
        "from 2 independent sources; where sources contradict each other"
    )


def test_sinks_are_decoded_by_their_kind() -> None:
    text = '[sinks.desk]\nkind = "webhook"\nurl = "https://a.example"\nsecret = "S"\n[watch.w]\nactors = ["RUS"]\n'
    assert read_watch_file(text, "x", vocabulary()).sinks == {"desk": WebhookSettings("https://a.example", "S")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = [", "no TOML: "),
        ("", "watch: there is no watch in it; begin one with [watch.NAME]"),
        ("[watches.a]\nactors = ['RUS']", "watches: unknown table [watches]; did you mean watch?"),
        ("[watch]\na = 1", "watch.a: expected a table; begin it with [watch.a]"),
        ("watch = 3", "watch: expected tables such as [watch.NAME]"),
        ("[watch.a]\ntyeps = ['ASSAULT']", "watch.a.tyeps: unknown key; did you mean types?"),
        ("[watch.a]\nzzz = 1\nactors = ['RUS']", "watch.a.zzz: unknown key; there are types, contexts, actors"),
        ("[watch.a]\ntypes = ['ASSULT']", "watch.a.types: unknown event type 'ASSULT'; did you mean ASSAULT?"),
        ("[watch.a]\ntypes = ['ASSAULT/drones']", "unknown mode of ASSAULT 'drones'; did you mean drone?"),
        ("[watch.a]\ncontexts = ['militry']", "watch.a.contexts: unknown context 'militry'; did you mean military?"),
        ("[watch.a]\nmodality = ['denyed']", "watch.a.modality: unknown modality 'denyed'; did you mean denied?"),
        ("[watch.a]\nactors = ['NATTO']", "watch.a.actors: unknown code or group 'NATTO'; did you mean NATO?"),
        ("[watch.a]\nactors = ['Russland']", "watch.a.actors: unknown 'Russland'; a country goes by its code: RUS"),
        ("[watch.a]\nactors = ['Q159']", "watch.a.actors: Q159 is a country, which goes by its code: RUS"),
        ("[watch.a]\nrecipients = ['???']", "watch.a.recipients: unknown code or group '???'; give a code"),
        ("[watch.a]\nactors = ['sanctioned']", "watch.a.actors: the group 'sanctioned' is empty: no list"),
        ("[watch.a]\nbetween = ['RUS']", "watch.a.between: Expected `array` of length 2, got 1"),
        ("[watch.a]\nplaces = ['Deutschland']", "watch.a.places: a country goes by its code: DEU for 'Deutschland'"),
        ("[watch.a]\nplaces = ['Qwertzstadt']", "watch.a.places: no place called 'Qwertzstadt' is known"),
        ("[watch.a]\nnear = [{plce = 'x', km = 1}]", "watch.a.near[0].plce: unknown key; did you mean place?"),
        ("[watch.a]\nnear = [{place = 'Mombasa', km = -1}]", "watch.a.near[0].km: -1.0 is no distance"),
        ("[watch.a]\nnear = [{lat = 91, lon = 0, km = 1}]", "watch.a.near[0]: give place, or lat"),
        ("[watch.a]\nnear = [{place = 'Mombasa', lat = 1, km = 1}]", "give either place or lat and lon, not both"),
        ("[watch.a]\nnear = [{lat = nan, lon = 0, km = nan}]", "watch.a.near[0].km: nan is no distance"),
        ("[watch.a]\nactors = ['RUS']\nsources = 'two'", "watch.a.sources: Expected `int`, got `str`"),
        ("[watch.a]\nactors = ['RUS']\nsources = 0", "watch.a.sources: 0 is not between 1 and 1000"),
        ("[watch.a]\nactors = ['RUS']\nconfidence = 80", "watch.a.confidence: 80.0 is not between 0 and 1"),
        ("[watch.a]\nactors = ['RUS']\nsilence = -3", "watch.a.silence: -3.0 is no number of hours"),
        ("[watch.a]\nactors = ['RUS']\nsilence = 3\nsources = 2", "silence goes with neither sources nor"),
        ("[watch.a]\nnote = 'all'", "watch.a: it asks for nothing, so that everything matches"),
        ("[watch.a]\ntypes = []\nsinks = ['dsk']\n[sinks.desk]\nkind='terminal'", "[sinks.dsk]; did you mean desk?"),
        ("[watch.a]\ntypes = []\n[sinks.b]\nkind = 'mial'", "b.kind: 'mial' is no kind of sink; did you mean mail?"),
        ("[watch.a]\nactors = ['RUS']\n[sinks.b]\nkind = 'jsonl'", "sinks.b: Object missing required field `path`"),
        ("[watch.a]\nactors = ['RUS']\n[groups]\nours = 'RUS'", "groups.ours: Expected `array`, got `str`"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_field(text: str, told: str) -> None:
    assert told in "\n".join(problems(text))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(problems("[watch.a]\ntypes = ['X']\nactors = ['Y1']\n[watch.b]\ntyp = 1\n[group]")) == 4


def test_groups_of_the_file_go_before_shipped_ones() -> None:
    text = "[groups]\nEU = ['DEU']\nsanctioned = ['Q7747', 'RUS MIL']\n[watch.w]\nactors = ['EU', 'sanctioned']\n"
    found = read_watch_file(text, "x", vocabulary()).watches[0]
    assert [(s.country, s.sectors, s.key) for s in found.actors] == [
        ("DEU", (), None),
        (None, (), "Q7747"),
        ("RUS", ("MIL",), None),
    ]


def test_a_wrong_member_of_an_own_group_is_told() -> None:
    assert (
        "unknown code or group 'DEUU'; did you mean DEU?"
        in problems("[groups]\nours = ['DEUU']\n[watch.w]\nactors = ['ours']")[0]
    )
