"""Going through the sentences of a report, keeping in mind who spoke last."""

import re
from bisect import bisect_left, bisect_right

from msgspec.structs import replace

from lagebild.knowledge.quotations_words import QuotationWords
from lagebild.record import Quotation, QuotationType, Sentence, Source, Span, Time
from lagebild.rules.tree import has
from lagebild.stages.quotations.chain import Names, name_source
from lagebild.stages.quotations.citing import add_cited
from lagebild.stages.quotations.finishing import is_speech, kind_of, nest, without_echoes
from lagebild.stages.quotations.frame import Frame
from lagebild.stages.quotations.frames import find_frames
from lagebild.stages.quotations.free import find_answer, is_reported
from lagebild.stages.quotations.labels import find_label
from lagebild.stages.quotations.mending import mend_speaker
from lagebild.stages.quotations.phrases import POINTING, find_phrases
from lagebild.stages.quotations.pointing import find_pointing
from lagebild.stages.quotations.speakers import find_addressee, find_subject
from lagebild.stages.quotations.view import Range, View

ALONE = "marks alone"
BEHIND_COLON = "mood of the verb behind a colon"
GIVEN = "source phrase"
DATELINE = re.compile(
    r"[^\W\d_a-zß][^\W\d_a-zß /.'-]{2,40}(?:, [^—–\n]{2,40})?(?: \([^)\n]{2,60}\))? ?(?:[—–]|--?) ?\b"
)
AS = "wie-clause"
REACH = 400  # characters between a cue and the speech that goes on behind it
LATEST = 3  # quotations among which the one that a cue interrupted must be
MEMORY = 3  # sentences over which a speaker is remembered


def _antecedent(view: View, speaker: Range) -> Range:
    """Whom a relative pronoun stands for: "an official who said that" → "an official"."""
    alone = speaker[1] - speaker[0] == 1 and has(view.tokens[speaker[0]], "PronType=Rel")
    verb = view.tokens[speaker[0]].head
    if not alone or verb < 0 or view.tokens[verb].deprel != "acl:relcl":
        return speaker
    noun = view.tokens[verb].head
    known = noun < speaker[0] and view.tokens[noun].upos in ("NOUN", "PROPN")
    if not known:
        return speaker
    start, end = view.noun_phrase(noun, right=speaker[0])
    while start < noun and view.tokens[start].upos in ("ADP", "ADV", "SCONJ"):
        start += 1  # "remarks by | a surrogate who said"
    return start, end


class Gathering:
    """Quotations found so far, and the last speaker."""

    def __init__(
        self,
        text: str,
        marked: list[Span],
        names: Names,
        words: QuotationWords,
        nouns: frozenset[str],
        times: tuple[Time, ...],
    ) -> None:
        self.text, self.marked, self.names, self.words = text, marked, names, words
        self.press_nouns = nouns
        self._starts = [start for start, _ in marked]
        self._ends = [end for _, end in marked]
        self._times = sorted(time.span for time in times)
        self._found: list[Quotation] = []
        self._claimed: set[Span] = set()  # stretches in marks that belong to a quotation
        self._last: Quotation | None = None
        self._age = 0  # sentences since the last speaker spoke
        self._awaits: Quotation | None = None  # ended with a colon: its content comes next
        self._papers: dict[str, Source] = {}  # words for a document → who issued it
        self._block = -1
        self._before: Span | None = None  # the sentence before, to which "Das teilte … mit" can point
        self._quiet: View | None = None  # the last sentence, if it had no quotation

    def read(self, sentence: Sentence) -> None:
        """Add the quotations of one sentence."""
        if sentence.block != self._block:
            self._before = None
        first = bisect_right(self._ends, sentence.span[0])
        near = self.marked[first : bisect_left(self._starts, sentence.span[1])]
        times = self._times[bisect_left(self._times, sentence.span[:1]) : bisect_left(self._times, sentence.span[1:])]
        view = View(sentence, near, times, after_marks=self._waits(sentence.span[0]))
        frames = [*find_frames(view, self.words), *find_phrases(view, self.words)]
        if not frames and (label := find_label(view, self.names, self.words.phrases)):
            frames = [label]
        fresh = [q for q in (self._quotation(view, frame) for frame in frames) if q]
        if not fresh and self._before and (pointing := find_pointing(view, self.words)):
            fresh = self._of_the_sentence_before(view, *pointing)
        if self._awaits:
            fresh = self._take_awaited(view, fresh)
        fresh += self._unclaimed(view, near)
        goes_on = self._age == 0 and self._last is not None
        if not fresh and (answer := self._behind_colon(view)):
            fresh = [answer]
        elif all(self._is_told(view, q) for q in fresh) and is_reported(view, self.words.phrases, goes_on=goes_on):
            fresh = [*self._free(view), *fresh]
        self._remember(self._with_cited(fresh, view), view)

    def finish(self) -> tuple[Quotation, ...]:
        """All quotations in text order, numbered, with the chains of nested ones joined."""
        kept = (q for q in self._found if q.rule != ALONE or q.content[0] not in self._claimed)
        ordered = without_echoes(sorted(kept, key=lambda q: (q.content[0][0], -q.content[-1][1])))
        return tuple(replace(q, id=f"q{n}") for n, q in enumerate(nest(ordered), 1))

    def _is_told(self, view: View, quotation: Quotation) -> bool:
        """True where the cue itself is reported: "Sie habe dort gesagt, …" goes on with what somebody said."""
        at = view.tree.at(quotation.cue) if quotation.cue else ()
        verbs = (at[0], *view.tree.with_relation(at[0], "aux")) if at else ()
        return any(view.lower[j] in self.words.phrases.subjunctive for j in verbs)

    def _waits(self, at: int) -> bool:
        """True if speech in marks ends just before `at` and a comma, or a question, tells that its speaker follows."""
        back = self._marked_before(at)
        if back is None or "\n" in self.text[back[1] : at]:
            return False
        return any(mark in self.text[back[1] - 3 : at + 1] for mark in ",?!")

    def _with_cited(self, fresh: list[Quotation], view: View) -> list[Quotation]:
        return add_cited(fresh, view, self.names, self.words.phrases, self.press_nouns)

    def _quotation(self, view: View, frame: Frame) -> Quotation | None:
        cue = view.tokens[frame.cue].span
        content = [self._widened(view, r) for r in frame.content]
        if frame.reaches_back and (back := self._marked_before(view.sentence.span[0])):
            content.insert(0, back)
        if not content and not frame.reaches_on:
            return None
        for span in content:
            self._claim(span)
        if frame.rule != GIVEN:
            mended = mend_speaker(view, frame, self.names, self.press_nouns, self.words.phrases)
            frame = replace(frame, speaker=_antecedent(view, mended) if mended else None)
        speaker = (view.span(*frame.speaker),) if frame.speaker else ()
        sources = self._sources(view, frame, cue)
        if frame.rule == POINTING:
            last = topic[1:] if (topic := self._topic()) else self._last.sources if self._last else ()
            sources = tuple(replace(source, cue=cue) for source in last)
        if content and not speaker and frame.impersonal and self._last and self._age <= 1:
            return self._carried_with_cue(content, cue, frame)
        return Quotation(
            id="",
            type=kind_of(self.text, content, self.marked, self._ends, frame),
            content=tuple(content),
            cue=cue,
            speaker=speaker,
            speaker_entity=sources[0].entity if frame.speaker and sources else None,
            addressee=find_addressee(view, frame.cue, frame.speaker, frame.content, self.words.phrases),
            sources=sources,
            rule=frame.rule,
        )

    def _of_the_sentence_before(self, view: View, verb: int, speaker: Range) -> list[Quotation]:
        """ "Das teilte die Polizei mit.": the sentence before is what she said, whoever seemed to speak in it."""
        assert self._before is not None
        last = self._found[-1] if self._found else None
        if last and last.content and last.content[0][0] >= self._before[0]:
            if last.type != "free_indirect":
                return []
            self._found.pop()
        source = name_source(view, speaker, view.tokens[verb].span, self.names, self.words.phrases)
        spoken = (view.span(*speaker),)
        rule = "pronoun for the sentence before"
        return [Quotation("", "indirect", (self._before,), source.cue, spoken, source.entity, None, (source,), rule)]

    def _carried_with_cue(self, content: list[Span], cue: Span, frame: Frame) -> Quotation:
        """ "…, hieß es": whoever spoke last said it."""
        carried = replace(self._carried(content[0], "indirect", frame.rule), content=tuple(content), cue=cue)
        return replace(carried, type=kind_of(self.text, content, self.marked, self._ends, frame))

    def _sources(self, view: View, frame: Frame, cue: Span) -> tuple[Source, ...]:
        """The speaker, then agencies named between cue and content: "sagte X der Agentur Y"."""
        links: list[Source] = []
        if frame.speaker:
            meant = self._meant(view, frame.speaker, cue)
            if (
                frame.rule == AS
                and view.tokens[frame.speaker[0]].upos == "PRON"
                and not self.names.is_person(meant.entity)
            ):
                return ()  # "Rom hilft, wie es mitteilte": those who act speak of themselves
            links.append(meant)
        start, end = view.segments[view.segment_of[frame.cue]]
        if frame.speaker:
            end = max(end, frame.speaker[1])
        if end < len(view.tokens) and view.marked[end]:
            end += 1 + sum(1 for j in range(end + 1, len(view.tokens)) if view.marked[j] == view.marked[end])
        said = {j for r in frame.content for j in range(*r)}
        for span, name, kind in self.names.agencies_inside(view.span(start, min(end, len(view.tokens)))):
            at = view.tree.at(span)
            if at and at[0] not in said and all(link.name != name for link in links):
                links.append(Source(name=name, entity=None, kind=kind, cue=cue, span=span))
        return tuple(links)

    def _meant(self, view: View, speaker: Range, cue: Span) -> Source:
        """The link for the speaker; a pronoun that no entity explains stands for who was spoken of last."""
        source = name_source(view, speaker, cue, self.names, self.words.phrases)
        if source.kind == "document":
            return self._issued(source)
        opens = view.segments[view.segment_of[speaker[0]]]
        alone = speaker[1] - speaker[0] == 1 and has(view.tokens[speaker[0]], "PronType=Rel")
        if source.entity or not alone or view.lower[view.first_word(*opens)] in self.words.phrases.like:
            return source
        last = self._last.sources if self._last and self._age <= MEMORY else ()
        meant = topic[1] if (topic := self._topic()) else next(iter(last), None)
        return replace(source, name=meant.name, entity=meant.entity) if meant else source

    def _issued(self, source: Source) -> Source:
        """ "das Kommuniqué" after "Kommuniqué des Generalstabs": whoever issued it then."""
        words = self.text[slice(*source.span)].split() if source.span else []
        for word in words:
            if source.name == word and word in self._papers:
                known = self._papers[word]
                return replace(source, name=known.name, entity=known.entity)
            if source.name != word:
                self._papers[word] = source
        return source

    def _widened(self, view: View, said: Range) -> Span:
        """Characters of a range without a dateline, widened to stretches in marks that leave the sentence."""
        start, end = view.span(*said)
        at = view.sentence.span[0]
        if start == at and (at == 0 or self.text[at - 1] == "\n"):
            dateline = DATELINE.match(self.text, at, end)
            start = dateline.end() if dateline else start
        first, last = view.marked[said[0]], view.marked[said[1] - 1]
        if first and first[0] < view.sentence.span[0]:
            start = first[0]
        if last and last[1] > view.sentence.span[1]:
            end = last[1]
        return (start, end)

    def _claim(self, span: Span) -> None:
        n = bisect_right(self._ends, span[0])
        while n < len(self.marked) and self.marked[n][0] < span[1]:
            self._claimed.add(self.marked[n])
            n += 1

    def _marked_before(self, at: int) -> Span | None:
        """The stretch in marks that ends just before `at`."""
        n = bisect_right(self._ends, at + 1) - 1
        if n >= 0 and not self.text[self.marked[n][1] : at].strip(" ,.\n"):
            return self.marked[n]
        return None

    def _take_awaited(self, view: View, fresh: list[Quotation]) -> list[Quotation]:
        """Give this sentence, or the stretch in marks that it opens, to the cue that ended with a colon."""
        waiting, self._awaits = self._awaits, None
        if waiting is None or view.sentence.block - self._block > 1:
            return fresh
        stretch = view.marked[0]
        span = stretch or view.span(*view.trimmed(0, len(view.tokens)))
        self._claim(span)
        return [replace(waiting, content=(span,), type="direct" if stretch else "indirect"), *fresh]

    def _unclaimed(self, view: View, near: list[Span]) -> list[Quotation]:
        """Whole sentences in marks without a cue: the last speaker goes on, or a name and a colon precede."""
        found = []
        for span in near:
            if span in self._claimed or span[0] < view.sentence.span[0]:
                continue
            first = next((i for i, at in enumerate(view.marked) if at == span), None)
            if first is None or not is_speech(view, span, first):
                continue
            if first and view.lower[first - 1] == ":":
                self._claimed.add(span)
                found.append(self._after_colon(view, span, first))
            elif first == 0 and self._goes_on(view, span):
                self._claimed.add(span)
            elif first == 0:
                found.append(self._carried(span, "direct", ALONE))
        return found

    def _goes_on(self, view: View, span: Span) -> bool:
        """Join a second stretch to the speech that a cue interrupted: "„Nein“, sagte er. „Nie.“"."""
        recent = range(len(self._found) - 1, max(-1, len(self._found) - 1 - LATEST), -1)
        at = next((n for n in recent if self._found[n].type in ("direct", "mixed")), None)
        if at is None or self._age or view.sentence.block != self._block:
            return False
        last = self._found[at]
        interrupted = last.cue is not None and last.cue[0] > last.content[-1][0]
        if not interrupted or self.text[span[1] - 2 : span[1] - 1] == ",":
            return False
        if last.cue is None or span[0] - last.cue[1] > REACH:
            return False
        self._found[at] = self._last = replace(last, content=(*last.content, span))
        return True

    def _after_colon(self, view: View, span: Span, first: int) -> Quotation:
        """ "Die Ministerin auf X: „…“": the first noun phrase of the sentence speaks."""
        if (head := find_subject(view, first - 1, self.words.phrases)) is None:
            return self._carried(span, "direct", "marks after colon")
        speaker = view.noun_phrase(head, right=first - 1)
        source = name_source(view, speaker, None, self.names, self.words.phrases)
        spoken = (view.span(*speaker),)
        return Quotation("", "direct", (span,), None, spoken, source.entity, None, (source,), "marks after colon")

    def _behind_colon(self, view: View) -> Quotation | None:
        """ "Peking stellte es anders dar: Das Schiff habe …": the subject says what stands behind the colon."""
        colon = find_answer(view, self.words.phrases)
        head = find_subject(view, colon, self.words.phrases) if colon is not None else None
        if colon is None or head is None:
            return None
        speaker = view.noun_phrase(head, right=colon)
        source = name_source(view, speaker, None, self.names, self.words.phrases)
        if source.entity is None:
            return None
        said, spoken = view.span(*view.trimmed(colon + 1, len(view.tokens))), (view.span(*speaker),)
        return Quotation("", "free_indirect", (said,), None, spoken, source.entity, None, (source,), BEHIND_COLON)

    def _free(self, view: View) -> list[Quotation]:
        span = view.span(*view.trimmed(0, len(view.tokens)))
        last = self._last
        if last and self._age == 0 and last.type == "free_indirect" and self._found and self._found[-1] is last:
            self._found.pop()
            return [replace(last, content=((last.content[0][0], span[1]),))]
        return [self._carried(span, "free_indirect", "mood of the verb")]

    def _carried(self, span: Span, kind: QuotationType, rule: str) -> Quotation:
        """A quotation of whoever spoke last, if that is not long ago."""
        last = self._last if self._age <= MEMORY else None
        if topic := self._topic():
            spoken, source = topic
            return Quotation("", kind, (span,), None, (spoken,), source.entity, None, (source,), rule)
        if last is None:
            return Quotation("", kind, (span,), None, (), None, None, (), rule)
        sources = tuple(replace(source, cue=None) for source in last.sources)
        return Quotation("", kind, (span,), None, last.speaker, last.speaker_entity, None, sources, rule)

    def _remember(self, fresh: list[Quotation], view: View) -> None:
        for quotation in fresh:
            if not quotation.content:
                self._awaits = quotation
            else:
                self._found.append(quotation)
        self._age = 0 if fresh else self._age + 1
        spoken = [q for q in fresh if q.speaker and q.rule != POINTING]
        if spoken:
            self._last = spoken[-1]
        self._quiet = None if fresh else view
        self._block = view.sentence.block
        self._before = view.sentence.span if view.tokens[-1].text not in ":," else None

    def _topic(self) -> tuple[Span, Source] | None:
        """Whom the last sentence was about, if it had no quotation.

        The subject of its main clause, where that can speak: a name, or somebody or a body described.
        """
        view = self._quiet
        if view is None:
            return None
        root = next((i for i, token in enumerate(view.tokens) if token.head < 0), None)
        for i in view.tree.with_relation(root, "nsubj") if root is not None else ():
            if view.lower[i] in self.words.phrases.mute:
                continue
            subject = view.noun_phrase(i)
            source = name_source(view, subject, None, self.names, self.words.phrases)
            several = view.tokens[i].upos == "NOUN" and has(view.tokens[i], "Number=Plur")  # "Zwei Menschen starben"
            seen = any(n.first <= i <= n.last and n.type in ("PER", "ORG") for n in view.sentence.names)
            can_speak = ((source.entity is not None or seen) and not several) or not self.names.mentions
            return (view.span(*subject), source) if can_speak else None
        return None
