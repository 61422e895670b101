"""Who counts as of politics, as official, as of another country: what decides whether an act is coded."""

from collections.abc import Sequence

from lagebild.knowledge.event_rules import Rule
from lagebild.knowledge.ontology import Ontology
from lagebild.record import Event, Participant
from lagebild.stages.events.mentions import MentionIndex

VERBAL = "verbal"  # the first part of the quad category of events that consist in words


class Standing:
    """Says of participants what they are, by their codes; `elsewhere` is true of reports on sport or culture."""

    def __init__(self, ontology: Ontology, mentions: MentionIndex, elsewhere: bool) -> None:
        self._ontology = ontology
        self._mentions = mentions
        self._elsewhere = elsewhere

    def has_country(self, participant: Participant) -> bool:
        """True if the code begins with a country: police and crowds of nowhere are sport, crime and fiction."""
        return participant.code.partition(" ")[0] not in ("", *self._ontology.sectors)

    def countries(self, participants: Sequence[Participant]) -> set[str]:
        """The countries of those who have one."""
        return {p.code.partition(" ")[0] for p in participants if self.has_country(p)}

    def is_of_politics(self, participant: Participant) -> bool:
        """True if they have a country, or a sector that is of politics wherever it is: a government, rebels.

        In a report on sport or culture only an official of a country will do.
        """
        if self._elsewhere:
            return " " in participant.code and self.has_country(participant) and self.is_official(participant)
        return self.has_country(participant) or self._ontology.is_political(participant.code)

    def is_between_officials(
        self, rule: Rule, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
    ) -> bool:
        """True if an official of a country does it to somebody with a code; of mere words, to another official.

        In a report on sport or culture nothing else is of politics: a minister may praise a team.
        """
        if not any(self.is_of_politics(p) for p in (*actors, *recipients)):
            return False
        if self._ontology.event_type(rule.event).quad.startswith(VERBAL):
            officials = [p for p in (*actors, *recipients) if self.is_of_politics(p)]
            return len(officials) > 1
        return bool(actors) and any(p.code for p in recipients)

    def is_official(self, participant: Participant) -> bool:
        """True if they act for a state, a party or an armed side, or are a country as such."""
        return bool(participant.code) and self._ontology.is_official(participant.code)

    def is_of_states(self, rule: Rule, involved: tuple[Participant, ...]) -> bool:
        """True if somebody is named who acts for a state, or those of two countries are involved.

        A verb of many uses does not code what pronouns do ("I don't think …"), nor what those say who seek votes.
        """
        named = [p for p in involved if self._mentions.is_named(p)]
        if len(self.countries(named)) > 1:
            return True
        acting = [p for p in named if self.is_official(p)]
        if self._ontology.event_type(rule.event).quad.startswith(VERBAL):
            return any(not self._ontology.seeks_votes(p.code) for p in acting)
        return bool(acting)

    def is_of_governments(self, event: Event) -> bool:
        """True if those who act for a state, not the state as such, do it to another state."""
        acting = any(" " in p.code and self.is_official(p) for p in event.actors)
        return acting and self.are_abroad(event.actors, event.recipients)

    def are_abroad(self, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> bool:
        """True if some actor and some recipient have countries, and none is on both sides."""
        ours, theirs = self.countries(actors), self.countries(recipients)
        return bool(ours) and bool(theirs) and not ours & theirs
