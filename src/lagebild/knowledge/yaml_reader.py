"""YAML as the data files hold it: mappings, lists and scalars, read in a third of PyYAML's time.

PyYAML's C parser is quick, what it makes of the parsed parts is not. Whatever is out of the ordinary (anchors, tags,
merged mappings, several documents, keys that are lists) is left to PyYAML itself, and so are errors.
"""

from collections.abc import Hashable, Iterator
from functools import lru_cache

import yaml
from yaml.constructor import SafeConstructor
from yaml.events import (
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

# libyaml's loader reads the packs ten times faster than the pure one; PyYAML's wheels carry it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"
_MERGE = "tag:yaml.org,2002:merge"


class _UnusualError(Exception):
    """The text holds what is left to PyYAML."""


def read_yaml(text: str) -> object:
    """What a YAML text says; yaml.YAMLError where it is none."""
    try:
        return _document(iter(_LOADER(text).get_event, None))  # quicker than `yaml.parse`
    except (_UnusualError, TypeError):
        return yaml.load(text, Loader=_LOADER)


def _document(events: Iterator[Event]) -> object:
    _expect(events, StreamStartEvent)
    _expect(events, DocumentStartEvent)
    value = _value(next(events), events)
    _expect(events, DocumentEndEvent)
    _expect(events, StreamEndEvent)
    return value


def _expect(events: Iterator[Event], kind: type[Event]) -> None:
    if not isinstance(next(events), kind):
        raise _UnusualError


def _value(event: Event, events: Iterator[Event]) -> object:
    """The value that begins with `event`; its other events are taken from `events`."""
    if isinstance(event, ScalarEvent):
        if event.anchor or event.tag:
            raise _UnusualError
        return _plain(event.value) if event.implicit[0] else event.value
    if not isinstance(event, CollectionStartEvent) or event.anchor or event.tag:
        raise _UnusualError
    if isinstance(event, SequenceStartEvent):
        found: list[object] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            found.append(_value(event, events))
        return found
    pairs: dict[object, object] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        key = _value(event, events)
        pairs[key] = _value(next(events), events)
    return pairs


@lru_cache(maxsize=50_000)  # rules repeat their words
def _plain(text: str) -> Hashable:
    """What a scalar without quotes means: a number, truth, a day, nothing, or its text."""
    known = Resolver.yaml_implicit_resolvers
    tag = next((tag for tag, pattern in known.get(text[:1], ()) if pattern.match(text)), _TEXT)
    if tag == _TEXT:
        return text
    if tag == _MERGE:
        raise _UnusualError
    value: Hashable = SafeConstructor().construct_object(ScalarNode(tag, text))
    return value
