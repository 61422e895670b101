"""What makes an event more or less sure: named facts of its block, rule, reading, participants and parse."""

from lagebild.knowledge.event_rules import Rule
from lagebild.record import Event, Participant
from lagebild.rules.match import Match
from lagebild.rules.tree import Tree, matches

GUESSED = "actor guessed from case"
LATER = "after another event"  # of the same sentence
FAR = 6  # words between an act and who does it
LONG = 30  # words of a sentence from which parses get worse
DEMANDING = 3  # weight of a rule that asks for much


def evidence_of(tree: Tree, match: Match, rule: Rule, event: Event, kind: str) -> tuple[str, ...]:
    """Names of all that holds for an event that `rule` codes in a block of this kind, always in this order."""
    token, actors, recipients = tree.tokens[match.trigger], event.actors, event.recipients
    facts = {
        f"type {event.type}": True,
        f"block {kind}": kind not in ("body", "lead"),
        f"modality {event.modality}": event.modality != "asserted",
        "weak rule": rule.weight <= 0,
        "demanding rule": rule.weight >= DEMANDING,
        "rules of other types hold": any(r.event != rule.event for r in match.rules),
        "noun": token.upos not in ("VERB", "AUX"),
        "main clause": token.deprel in ("root", "parataxis") or _carried_by_root(tree, match.trigger),
        "subordinate": matches(token.deprel, ("acl", "advcl", "amod")),
        "long sentence": len(tree.tokens) > LONG,
        "on somebody's word": bool(event.sources),
        "no actor": not actors,
        "actor far away": bool(actors) and min(_gap(tree, match.trigger, p) for p in actors) > FAR,
        "actor without code": bool(actors) and not any(p.code for p in actors),
        "several actors": len(actors) > 1,
        "no recipient": not recipients,
        "recipient without code": bool(recipients) and not any(p.code for p in recipients),
    }
    return tuple(name for name, holds in facts.items() if holds)


def _carried_by_root(tree: Tree, trigger: int) -> bool:
    head = tree.tokens[trigger].head
    return head >= 0 and tree.tokens[head].deprel == "root" and matches(tree.tokens[trigger].deprel, ("obj", "nsubj"))


def _gap(tree: Tree, trigger: int, participant: Participant) -> int:
    at = tree.at(participant.span)
    return min((abs(i - trigger) for i in at), default=0)
