"""The text of a TOML file → watches and sinks, or all that is wrong with it, each with watch and field."""

import tomllib
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from lagebild.errors import DataError
from lagebild.watches.compiling import Problems, compile_rule
from lagebild.watches.model import NearRule, Rule, Watch
from lagebild.watches.sink_settings import SINKS, SinkSettings
from lagebild.watches.vocabulary import Vocabulary, suggestion

T = TypeVar("T")
TABLES = ("watch", "groups", "sinks")


class WatchFile(Struct, frozen=True):
    """What a file asks for."""

    watches: tuple[Watch, ...]
    sinks: dict[str, SinkSettings]


def read_watch_file(text: str, where: str, vocabulary: Vocabulary) -> WatchFile:
    """Read and check a file; DataError lists everything that is wrong, a line each, with `where`, watch and field."""
    try:
        tables: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where}: no TOML: {error}") from error
    problems: Problems = []
    for key in tables:
        if key not in TABLES:
            problems.append((key, f"unknown table [{key}]{suggestion(key, TABLES)}; there are {', '.join(TABLES)}"))
    groups = _read_groups(tables, problems)
    sinks = _read_sinks(tables, problems)
    watches = _read_watches(tables, groups, sinks, vocabulary, problems)
    if not watches and not problems:
        problems.append(("watch", "there is no watch in it; begin one with [watch.NAME]"))
    if problems:
        raise DataError("\n".join(f"{where}: {field}: {message}" for field, message in problems))
    return WatchFile(watches, sinks)


def _read_groups(tables: dict[str, object], problems: Problems) -> dict[str, tuple[str, ...]]:
    groups = {}
    for name, members in _table(tables, "groups", problems).items():
        converted = _convert(members, tuple[str, ...], f"groups.{name}", problems)
        if converted is not None:
            groups[name] = converted
    return groups


def _read_sinks(tables: dict[str, object], problems: Problems) -> dict[str, SinkSettings]:
    sinks: dict[str, SinkSettings] = {}
    for name, given in _table(tables, "sinks", problems).items():
        field = f"sinks.{name}"
        given = given if isinstance(given, dict) else {}
        kind = given.get("kind")
        if kind not in SINKS:
            near = suggestion(str(kind), SINKS) or f"; there are {', '.join(SINKS)}"
            problems.append((f"{field}.kind", f"{kind!r} is no kind of sink{near}"))
        elif not _find_unknown(given, SINKS[kind], field, problems, {"kind"}):
            sink = _convert({k: v for k, v in given.items() if k != "kind"}, SINKS[kind], field, problems)
            if sink is not None:
                sinks[name] = sink
    return sinks


def _read_watches(
    tables: dict[str, object],
    groups: dict[str, tuple[str, ...]],
    sinks: dict[str, SinkSettings],
    vocabulary: Vocabulary,
    problems: Problems,
) -> tuple[Watch, ...]:
    watches = []
    for name, given in _table(tables, "watch", problems).items():
        field = f"watch.{name}"
        if not isinstance(given, dict):
            problems.append((field, f"expected a table; begin it with [watch.{name}]"))
            continue
        found = _find_unknown(given, Rule, field, problems)
        nears = given.get("near")
        for number, near in enumerate(nears if isinstance(nears, list) else []):
            found |= isinstance(near, dict) and _find_unknown(near, NearRule, f"{field}.near[{number}]", problems)
        rule = None if found else _convert(given, Rule, field, problems)
        if rule is None:
            continue
        for sink in rule.sinks:
            if sink not in _table(tables, "sinks", []):  # a sink that is wrong in itself was told already
                problems.append((f"{field}.sinks", f"there is no [sinks.{sink}]{suggestion(sink, sinks)}"))
        watches.append(compile_rule(name, rule, vocabulary, groups, problems))
    return tuple(watches)


def _table(tables: dict[str, object], name: str, problems: Problems) -> dict[str, object]:
    found = tables.get(name, {})
    if isinstance(found, dict):
        return found
    problems.append((name, f"expected tables such as [{name}.NAME]"))
    return {}


def _find_unknown(
    given: dict[str, object], kind: type[Struct], field: str, problems: Problems, also: set[str] | None = None
) -> bool:
    """Tell every key that is not a field; True where there is one."""
    known = [f.encode_name for f in fields(kind)]
    unknown = [key for key in given if key not in known and key not in (also or ())]
    for key in unknown:
        near = suggestion(key, known) or f"; there are {', '.join(known)}"
        problems.append((f"{field}.{key}", f"unknown key{near}"))
    return bool(unknown)


def _convert(given: object, kind: type[T], field: str, problems: Problems) -> T | None:
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at ")
        problems.append((field + path.strip("`").removeprefix("$"), message))
        return None
