"""One rule as it is written → the watch that is checked: names resolved, impossible figures refused."""

from collections.abc import Iterable

from msgspec.structs import replace

from lagebild.knowledge.gazetteer import Location, fold
from lagebild.record import Modality
from lagebild.watches.model import Circle, NearRule, Rule, Selector, Watch
from lagebild.watches.selectors import UnknownNameError, find_selectors
from lagebild.watches.vocabulary import Vocabulary, suggestion

Problems = list[tuple[str, str]]  # field, what is wrong
Groups = dict[str, tuple[str, ...]]
MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "expected", "possible", "conditional", "denied")
FARTHEST_KM = 20_038.0  # half the equator: everything is nearer


def compile_rule(name: str, rule: Rule, vocabulary: Vocabulary, groups: Groups, problems: Problems) -> Watch:
    """The watch of a rule; what is wrong is added to `problems`, and the watch must then not be used."""
    field = f"watch.{name}"
    _check_figures(rule, field, problems)
    countries, places = _find_places(rule, field, vocabulary, groups, problems)

    def select(names: tuple[str, ...], key: str) -> tuple[Selector, ...]:
        return _find_selectors(names, f"{field}.{key}", vocabulary, groups, problems)

    between = None
    if rule.between is not None:
        one, other = (side if isinstance(side, tuple) else (side,) for side in rule.between)
        between = (select(one, "between"), select(other, "between"))
    for context in rule.contexts:
        if context not in vocabulary.contexts:
            problems.append((f"{field}.contexts", _unknown("context", context, vocabulary.contexts)))
    return Watch(
        name=name,
        rule=rule,
        types=_find_types(rule, field, vocabulary, problems),
        actors=select(rule.actors, "actors"),
        recipients=select(rule.recipients, "recipients"),
        between=between,
        modality=_find_modality(rule, field, problems),
        countries=countries,
        place_names=places,
        circles=tuple(
            circle
            for number, near in enumerate(rule.near)
            if (circle := _find_circle(near, f"{field}.near[{number}]", vocabulary, problems)) is not None
        ),
    )


def _check_figures(rule: Rule, field: str, problems: Problems) -> None:
    if not 0 <= rule.confidence <= 1:
        problems.append((f"{field}.confidence", f"{rule.confidence} is not between 0 and 1"))
    if not 1 <= rule.sources <= 1000:
        problems.append((f"{field}.sources", f"{rule.sources} is not between 1 and 1000"))
    if rule.silence is not None and not 0 < rule.silence <= 24 * 3660:
        problems.append((f"{field}.silence", f"{rule.silence} is no number of hours between 0 and ten years"))
    if rule.silence is not None and (rule.contradiction or rule.sources > 1):
        problems.append((f"{field}.silence", "silence goes with neither sources nor contradiction: make two watches"))
    asked = replace(rule, note="", sinks=(), sources=1, confidence=0.0, contradiction=False, silence=None)
    if asked == Rule() and rule.sources == 1 and not rule.contradiction:
        problems.append((field, "it asks for nothing, so that everything matches; say at least what, who or where"))


def _find_types(
    rule: Rule, field: str, vocabulary: Vocabulary, problems: Problems
) -> frozenset[tuple[str, str | None]]:
    found = set()
    for name in rule.types:
        kind, slash, mode = name.partition("/")
        if kind not in vocabulary.types:
            problems.append((f"{field}.types", _unknown("event type", kind, vocabulary.types)))
        elif slash and mode not in vocabulary.types[kind]:
            modes = vocabulary.types[kind]
            problems.append((f"{field}.types", _unknown(f"mode of {kind}", mode, modes)))
        found.add((kind, mode if slash else None))
    return frozenset(found)


def _find_modality(rule: Rule, field: str, problems: Problems) -> frozenset[Modality]:
    for name in rule.modality:
        if name not in MODALITIES:
            problems.append((f"{field}.modality", _unknown("modality", name, MODALITIES)))
    return frozenset(modality for modality in MODALITIES if modality in rule.modality)


def _find_selectors(
    names: tuple[str, ...], field: str, vocabulary: Vocabulary, groups: Groups, problems: Problems
) -> tuple[Selector, ...]:
    found: list[Selector] = []
    for name in names:
        try:
            found += find_selectors(name, vocabulary, groups)
        except UnknownNameError as error:
            problems.append((field, str(error)))
    return tuple(dict.fromkeys(found))


def _find_places(
    rule: Rule, field: str, vocabulary: Vocabulary, groups: Groups, problems: Problems
) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of countries, also of the members of groups, and folded names of places."""
    countries: set[str] = set()
    names: set[str] = set()
    for name in rule.places:
        group = groups.get(name, vocabulary.groups.get(name))
        if group is not None:
            countries.update(member for member in group if member in vocabulary.countries)
        elif name in vocabulary.countries:
            countries.add(name)
        elif vocabulary.code_of_name(name):
            code = vocabulary.code_of_name(name)
            problems.append((f"{field}.places", f"a country goes by its code: {code} for {name!r}"))
        elif vocabulary.find_place(name):
            names.update(fold(known.name) for known in vocabulary.find_place(name))
            names.add(fold(name))
        else:
            problems.append(
                (f"{field}.places", f"no place called {name!r} is known; check it, or use near with lat, lon")
            )
    return frozenset(countries), frozenset(names)


def _find_circle(near: NearRule, field: str, vocabulary: Vocabulary, problems: Problems) -> Circle | None:
    if not 0 < near.km <= FARTHEST_KM:
        problems.append((f"{field}.km", f"{near.km} is no distance between 0 and {FARTHEST_KM:,.0f} km"))
        return None
    if near.place is not None and (near.lat is not None or near.lon is not None):
        problems.append((field, "give either place or lat and lon, not both"))
        return None
    if near.place is not None:
        known = vocabulary.find_place(near.place)
        if not known:
            problems.append((f"{field}.place", f"no place called {near.place!r} is known; give lat and lon"))
            return None
        return _around(_most_populous(known), near.km)
    if near.lat is None or near.lon is None or not (-90 <= near.lat <= 90 and -180 <= near.lon <= 180):
        problems.append((field, "give place, or lat (−90 … 90) and lon (−180 … 180)"))
        return None
    return Circle(near.lat, near.lon, near.km, f"{near.lat}, {near.lon}")


def _most_populous(places: tuple[Location, ...]) -> Location:
    """The place that is meant by a name of several, and `lagebild watch check` says which it took."""
    return max(places, key=lambda place: place.population)


def _around(place: Location, km: float) -> Circle:
    return Circle(place.lat, place.lon, km, ", ".join(p for p in (place.name, place.country) if p))


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    return f"unknown {what} {name!r}{suggestion(name, names) or '; there are ' + ', '.join(names)}"
