"""The code book: event types, modes, contexts and sectors, from a folder of data.

Another ontology is another folder of the same shape, chosen in the settings (docs/ontologies.md). Sectors and contexts
that it does not bring are those of the shipped one, and the crosswalk may be left out.
"""

from typing import Literal

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder, decode, package_folder
from lagebild.record import QuantityKind

Quad = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
Labels = dict[str, str]  # ISO 639-1 → label


class Mode(Struct, frozen=True, forbid_unknown_fields=True):
    """How a type of event was done, or for words what they were about."""

    name: str
    label: Labels
    definition: str
    score: float | None = None  # None: the score of the type
    cameo: str | None = None  # nearest CAMEO code; None: the code of the type
    contexts: tuple[str, ...] = ()  # what an event of this mode is about whatever its words


class Confusable(Struct, frozen=True, forbid_unknown_fields=True):
    """A type that is easily taken for this one, and how to tell them apart."""

    type: str
    why: str


class EventType(Struct, frozen=True, forbid_unknown_fields=True):
    """One type of event of the code book."""

    name: str
    label: Labels
    definition: str
    quad: Quad
    score: float  # -10 conflict … +10 cooperation
    recipient: Literal["required", "optional", "none"]
    cameo: str | None = None  # nearest CAMEO code; None: none is near
    of_officials: bool = False  # an official, or a country as such, must take part
    mutual: bool = False  # those who do it together are all actors, without a recipient
    modes: tuple[Mode, ...] = ()
    counts: tuple[QuantityKind, ...] = ()  # what its numbers count: the dead of an ASSAULT, who is held in a COERCE
    when_future: str | None = None  # type that is coded while it has not happened yet; None: this one
    when_planned: str | None = None  # type that is coded while those who would do it say that they will; None: this one
    when_conditional: str | None = None  # type that is coded where it would follow on a condition; None: this one
    not_to_be_confused_with: tuple[Confusable, ...] = ()


class Context(Struct, frozen=True, forbid_unknown_fields=True):
    """What an event is about."""

    name: str
    label: Labels
    definition: str


class Sector(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of society, or an actor that belongs to no country."""

    code: str
    label: Labels
    definition: str
    secondary: bool = False
    official: bool = False  # acts for a state, a party or an armed side
    seeks_votes: bool = False  # speaks for a party or for its own office rather than for the state
    political: bool = False  # governs, makes law, fights or strives for it: coded even where no country is known


class Crosswalk(Struct, frozen=True):
    """A code of another scheme and what it is in ours; no type where ours does not code it."""

    code: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]


class Origin(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose code book it is."""

    name: str
    version: str
    title: str
    publisher: str
    source: str
    licence: str


class Ontology(Struct, frozen=True):
    """A code book, checked."""

    origin: Origin
    event_types: dict[str, EventType]
    contexts: dict[str, Context]
    sectors: dict[str, Sector]
    non_state: dict[str, Sector]
    cameo: dict[str, Crosswalk]

    def event_type(self, name: str) -> EventType:
        """The type of this name; DataError where there is none."""
        try:
            return self.event_types[name]
        except KeyError:
            raise DataError(f"no event type {name!r} in {self.origin.name}: {', '.join(self.event_types)}") from None

    def is_official(self, code: str) -> bool:
        """True for the code of a country as such ("RUS") and of a sector that acts for one ("RUS MIL")."""
        country, *sectors = code.split()
        known = [found for s in sectors or [country] if (found := self.sectors.get(s) or self.non_state.get(s))]
        return any(sector.official for sector in known) if known else bool(country)

    def seeks_votes(self, code: str) -> bool:
        """True for a code whose only sectors are of those who seek votes: "USA LEG", "DEU PTY"."""
        known = [self.sectors[part] for part in code.split() if part in self.sectors]
        return bool(known) and all(sector.seeks_votes or not sector.official for sector in known)

    def is_political(self, code: str) -> bool:
        """True for a code with a sector that is coded even without a country: "GOV", "REB"."""
        return any(known.political for part in code.split() if (known := self.sectors.get(part)))

    def mode(self, type_name: str, mode_name: str) -> Mode:
        """The mode of this type and name; DataError where there is none."""
        modes = self.event_type(type_name).modes
        for mode in modes:
            if mode.name == mode_name:
                return mode
        names = ", ".join(m.name for m in modes) or "it has none"
        raise DataError(f"no mode {mode_name!r} of {type_name}: {names}")

    def contexts_of(self, type_name: str, modes: tuple[str, ...]) -> tuple[str, ...]:
        """What an event of this type and these modes is about whatever its words: a conviction is about law."""
        return tuple(dict.fromkeys(c for m in modes for c in self.mode(type_name, m).contexts))

    def code_in_future(self, type_name: str) -> str:
        """The type under which a coming event of this type is coded."""
        return self.event_type(type_name).when_future or type_name

    def score(self, type_name: str, modes: tuple[str, ...]) -> float:
        """The conflict–cooperation score: of the mode farthest from zero, else of the type."""
        scores = [s for m in modes if (s := self.mode(type_name, m).score) is not None]
        return max(scores, key=abs) if scores else self.event_type(type_name).score

    def of_cameo(self, code: str) -> Crosswalk | None:
        """What a CAMEO code is in this scheme: its own row, else that of the nearest code above it; None if unknown.

        "20" and "200" are the root of 20; of "1712", "171" and "170" the first that the crosswalk lists is taken.
        """
        listed = (code, *(code[:length] for length in range(len(code) - 1, 2, -1)), f"{code[:2]}0")
        return next((self.cameo[c] for c in listed if c in self.cameo), None)

    def cameo_code(self, type_name: str, modes: tuple[str, ...]) -> str | None:
        """The nearest CAMEO code: of the first mode that has one, else of the type, which may have none."""
        codes = [c for m in modes if (c := self.mode(type_name, m).cameo)]
        return codes[0] if codes else self.event_type(type_name).cameo


class _SectorFile(Struct, frozen=True, forbid_unknown_fields=True):
    sectors: tuple[Sector, ...]
    non_state: tuple[Sector, ...]


def load_ontology(folder: Folder) -> Ontology:
    """Read and check a code book; DataError names the file and the field that is wrong."""
    events = folder.joinpath("events")
    if not events.is_dir():
        raise DataError(f"{folder}: no ontology here; expected a folder 'events' with one YAML file per event type")
    types: dict[str, EventType] = {}
    for path in sorted(events.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            event_type = decode(path, EventType)
            _check_name(path, event_type)
            types[event_type.name] = event_type
    sectors = decode(_own_or_shipped(folder, "sectors.yaml"), _SectorFile)
    contexts = decode(_own_or_shipped(folder, "contexts.yaml"), tuple[Context, ...])
    crosswalk = folder.joinpath("crosswalks", "cameo.tsv")
    ontology = Ontology(
        origin=decode(folder.joinpath("ontology.yaml"), Origin),
        event_types=types,
        contexts={c.name: c for c in contexts},
        sectors={s.code: s for s in sectors.sectors},
        non_state={s.code: s for s in sectors.non_state},
        cameo=_read_crosswalk(crosswalk) if crosswalk.is_file() else {},
    )
    _check_references(folder, ontology)
    return ontology


def _own_or_shipped(folder: Folder, name: str) -> Folder:
    """The folder's own file, else the shipped: who acts is found before the code book is asked."""
    own = folder.joinpath(name)
    return own if own.is_file() else package_folder("ontology").joinpath(name)


def label_in(labels: Labels, language: str) -> str:
    """The label in this language, else the first that there is."""
    return labels.get(language) or next(iter(labels.values()))


def _read_crosswalk(path: Folder) -> dict[str, Crosswalk]:
    rows: dict[str, Crosswalk] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith(("#", "code\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 4:
            raise DataError(f"{path}:{number}: expected four cells (code, type, mode, contexts), found {len(cells)}")
        code, type_name, mode, contexts = cells
        if code in rows:
            raise DataError(f"{path}:{number}: code {code} stands twice")
        rows[code] = Crosswalk(code, type_name or None, mode or None, tuple(contexts.split()))
    return rows


def _check_name(path: Folder, event_type: EventType) -> None:
    if path.name != f"{event_type.name.lower()}.yaml":
        raise DataError(
            f"{path}: field 'name' says {event_type.name}, so the file must be {event_type.name.lower()}.yaml"
        )
    names = [m.name for m in event_type.modes]
    doubled = {n for n in names if names.count(n) > 1}
    if doubled:
        raise DataError(f"{path}: field 'modes': {', '.join(sorted(doubled))} stands twice")
    for owner, score in ((event_type.name, event_type.score), *((m.name, m.score) for m in event_type.modes)):
        if score is not None and not -10 <= score <= 10:
            raise DataError(f"{path}: field 'score' of {owner}: {score} is outside -10 … 10")


def _check_references(folder: Folder, ontology: Ontology) -> None:
    for event_type in ontology.event_types.values():
        file = folder.joinpath("events", f"{event_type.name.lower()}.yaml")
        for field, name in (
            ("when_future", event_type.when_future),
            ("when_planned", event_type.when_planned),
            ("when_conditional", event_type.when_conditional),
            *(("not_to_be_confused_with", c.type) for c in event_type.not_to_be_confused_with),
        ):
            if name is not None and name not in ontology.event_types:
                raise DataError(f"{file}: field '{field}': there is no event type {name}")
        for context in (c for m in event_type.modes for c in m.contexts):
            if context not in ontology.contexts:
                raise DataError(f"{file}: field 'contexts': there is no context {context}")
        for code in (event_type.cameo, *(m.cameo for m in event_type.modes)):
            if code is not None and code not in ontology.cameo:
                raise DataError(f"{file}: field 'cameo': code {code} is not in crosswalks/cameo.tsv")
    for row in ontology.cameo.values():
        _check_row(folder.joinpath("crosswalks", "cameo.tsv"), row, ontology)


def _check_row(path: Folder, row: Crosswalk, ontology: Ontology) -> None:
    if row.type is None:
        return
    if row.type not in ontology.event_types:
        raise DataError(f"{path}: code {row.code}: there is no event type {row.type}")
    if row.mode is not None and row.mode not in {m.name for m in ontology.event_types[row.type].modes}:
        raise DataError(f"{path}: code {row.code}: {row.type} has no mode {row.mode}")
    for context in row.contexts:
        if context not in ontology.contexts:
            raise DataError(f"{path}: code {row.code}: there is no context {context}")
