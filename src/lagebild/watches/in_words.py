"""A watch in words, so that its author can see how it was understood."""

from lagebild.watches.model import Names, Watch


def describe(watch: Watch) -> str:
    """One line: "ASSAULT; by RUS; in UKR; asserted; from 2 independent sources"."""
    rule = watch.rule
    parts = [
        " or ".join(rule.types),
        _with("about", rule.contexts),
        _with("by", rule.actors),
        _with("to", rule.recipients),
        _between(rule.between),
        _with("in", rule.places),
        _with("within", tuple(f"{circle.km:g} km of {circle.name}" for circle in watch.circles)),
        " or ".join(rule.modality),
        f"confidence {rule.confidence:g} or more" if rule.confidence else "",
        f"from {rule.sources} independent sources" if rule.sources > 1 else "",
        "where sources contradict each other" if rule.contradiction else "",
        f"when nothing came for {rule.silence:g} hours" if rule.silence else "",
    ]
    return "; ".join(part for part in parts if part)


def _with(word: str, names: Names) -> str:
    return f"{word} {' or '.join(names)}" if names else ""


def _between(sides: tuple[str | Names, str | Names] | None) -> str:
    if sides is None:
        return ""
    one, other = (side if isinstance(side, str) else " or ".join(side) for side in sides)
    return f"between {one} and {other}"
