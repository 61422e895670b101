"""Names that the world knows: countries, capitals, bodies, organisations, groups, holders of offices."""

from lagebild.knowledge.world import Known
from lagebild.record import Token
from lagebild.rules.tree import matches
from lagebild.stages.entities.draft import Context, Draft, Line

# A dateline stands within the first words: "NAIROBI, 3. Mai (dpa) - …".
DATELINE = 8


def find_names(line: Line, context: Context) -> None:
    """Add a draft for every known name; a capital that is no place stands for its government."""
    after = 0  # the token after the last name
    for i in line.having("name"):
        if i < after or not _may_go_on(line, i):
            continue
        found = context.world.longest(_atoms(line, i, line.words[i].longest_name), 0)
        if found is None:
            continue
        n, known = found
        draft = _draft(line, i, n, known, context)
        if _names_paper(line, draft, context):
            draft.quiet, draft.country, draft.sector, draft.form = True, None, None, "name"
            line.drafts.append(draft)
            after = draft.last + 1
        elif _is_stance(line, draft, context) or _is_of_another_land(line, draft, known, context):
            after = draft.last + 1
        elif _believable(line, draft, known, context):
            line.drafts.append(draft)
            after = draft.last + 1


def _is_stance(line: Line, draft: Draft, context: Context) -> bool:
    """True of the name in "pro-Jakarta" and "anti-Taliban": whoever is for or against it is somebody else."""
    first = draft.first
    hyphen = first > 1 and line.tokens[first - 1].text == "-"
    return hyphen and line.lower[first - 2] in context.words.words.stances


def _names_paper(line: Line, draft: Draft, context: Context) -> bool:
    """True of the capital where a treaty was made: "the Lisbon Treaty", "der Vertrag von Lissabon"."""
    words, first = context.words.words, draft.first
    if draft.known is None or draft.known.kind != "capital" or draft.span is not None:
        return False
    behind = line.lower[draft.last + 1 : draft.last + 2]
    before = first > 1 and line.lower[first - 1] in words.genitive and line.lower[first - 2] in words.papers
    return before or (bool(behind) and behind[0] in words.papers)


def _is_of_another_land(line: Line, draft: Draft, known: Known, context: Context) -> bool:
    """True of a party that bears the name of one we know, elsewhere: "Demokratische Partei Thailands"."""
    if known.sector != "PTY" or known.country is None:
        return False
    adjective = context.adjective(line, draft.first - 1) if draft.first else None
    if adjective and adjective[0] != known.country:
        return True
    owner = line.drafts[-1] if line.drafts else None
    beside = line.lower[owner.last + 1 : draft.first] if owner else None
    if owner and owner.place is False and beside in (["'s"], ["’s"]) and owner.country not in (None, known.country):
        return True
    i, end = draft.last + 1, len(line.tokens)
    linked = i < end and line.lower[i] in context.words.words.genitive
    if not linked and not any(token.deprel == "nmod" for token in line.tokens[i : i + 2]):
        return False
    i += linked
    i += i < end and line.tokens[i].upos == "DET"
    atoms = _atoms(line, i, line.words[i].longest_name) if i < end else []
    found = context.world.longest(atoms, 0) if atoms else None
    return found is not None and found[1].kind == "country" and found[1].country != known.country


def find_demonyms(line: Line, context: Context) -> None:
    """Add peoples: "Armenier", "two Iranians"; an adjective before a noun is none."""
    for i in line.having("people"):
        word = line.words[i]
        known, first = word.people, i
        if word.ends_people:
            two = context.world.demonyms.get(f"{line.tokens[i - 1].text} {line.tokens[i].text}") if i else None
            first = i - 1 if two or (i and known is None) else i
            known = two or known or word.people_at_end
            land = line.covering(i - 1) if two else None
            if land and land.first == land.last:  # "Kosovo" in "Kosovo Serbs"
                line.drafts.remove(land)
        if known is None:
            continue
        token = line.tokens[i]
        if line.covering(i) or token.upos not in ("NOUN", "PROPN", "ADJ"):
            continue
        following = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
        if following and following.upos in ("NOUN", "PROPN", "ADJ") and token.upos != "NOUN":
            continue
        if token.upos == "ADJ" and not _stands_alone(token, following):
            continue
        if word.adjective and _goes_on_to_noun(line, i, context):
            continue
        plural = "Number=Sing" not in token.feats
        draft = Draft(
            line.index, first, i, i, "nominal", "NORP", token.text, "demonym",
            key=f"people:{known.country if known.kind == 'country' else known.key}:{plural}", country=known.country,
            sector=known.sector or "CVL", plural=plural,
        )  # fmt: skip
        adjective = context.adjective(line, first - 1) if first else None
        settled = token.text.lower().startswith(context.words.words.settled)
        if adjective and adjective[0] != known.country and not settled:  # "bosnische Serben", "Croatian Serbs"
            draft.country, draft.key, draft.rule, draft.first = adjective[0], "", "people-of-country", adjective[1]
        elif first and line.lower[first - 1].startswith(context.words.words.ethnic):
            _settle(line, draft, context)
        line.drafts.append(draft)


def _settle(line: Line, people: Draft, context: Context) -> None:
    """Let "ethnic Albanians in southern Serbia" be people of the place behind, else of the only one that follows."""
    named = [d for d in line.drafts if d.known and d.first > people.last and d.type in ("GPE", "LOC") and d.country]
    beside = [d for d in named if is_behind(line, people.last, d)]
    countries = {d.country for d in beside or named} or _of_grounds(line, people.last + 1, context)
    people.country = countries.pop() if len(countries) == 1 else None
    people.key, people.rule, people.first = "", "ethnic-group-in-place", people.first - 1


def _of_grounds(line: Line, start: int, context: Context) -> set[str | None]:
    """Countries whose ground is named from a token on: "across the Bulgarian frontier"."""
    grounds = context.words.words.grounds
    before = (i for i in range(start, len(line.tokens) - 1) if line.lower[i + 1] in grounds)
    return {adjective[0] for i in before if (adjective := context.adjective(line, i))}


def is_behind(line: Line, last: int, name: Draft) -> bool:
    """True for the place right behind token `last`: "Serbs | in northern Kosovo"."""
    between = line.tokens[last + 1 : name.first]
    return bool(between) and between[0].upos == "ADP" and all(t.upos in ("DET", "ADJ", "NOUN") for t in between[1:])


def _stands_alone(token: Token, following: Token | None) -> bool:
    """A people that was taken for an adjective: "die Israelis lehnten ab", "Israelis und Jordanier"."""
    if following is None or following.upos != "CCONJ":
        return following is not None and following.upos in ("VERB", "AUX", "PUNCT", "ADP")
    return matches(token.deprel, ("nsubj", "obj", "obl", "nmod"))  # "Deutsche und französische Soldaten" are no people


def _goes_on_to_noun(line: Line, i: int, context: Context) -> bool:
    """True of the adjective in "the Ethiopian and Eritrean governments" and "Russian-speaking minority"."""
    after = line.tokens[i + 1 : i + 4]
    if len(after) > 1 and after[0].text == "-" and after[1].upos in ("VERB", "ADJ"):
        return True
    joined = len(after) == 3 and after[0].upos == "CCONJ" and after[2].upos == "NOUN"
    return joined and context.adjective(line, i + 2) is not None


def _may_go_on(line: Line, i: int) -> bool:
    """False for "the", with which names begin, where nothing follows that goes on with one."""
    word = line.words[i]
    if word.second_atoms is None:
        return True
    following = word.atoms[1:2] or (line.words[i + 1].atoms[:1] if i + 1 < len(line.words) else ())
    return not following or following[0] in word.second_atoms


def _atoms(line: Line, i: int, most: int) -> list[str]:
    """Atoms from token `i` on, at least as many as said or all that there are."""
    found: list[str] = []
    while len(found) < most and i < len(line.words):
        found += line.words[i].atoms
        i += 1
    return found


def _draft(line: Line, first: int, n: int, known: Known, context: Context) -> Draft:
    """The mention whose name has the `n` atoms from the first one of token `first`."""
    last, at_end = first, n - 1
    while at_end >= len(line.words[last].atoms):
        at_end -= len(line.words[last].atoms)
        last += 1
    atoms = line.words[last].atoms
    ends = at_end + 1 == len(atoms) or atoms[at_end + 1] == "'"
    sector = context.world.sector_in(known, context.day) if known.terms else known.sector
    country = context.world.country_in(known, context.day) if known.terms else known.country
    draft = Draft(
        line.index, first, last, line.head_of(first, last), "name", known.type, known.name, f"known-{known.kind}",
        key=known.key, country=country, sector=sector, known=known,
    )  # fmt: skip
    if not ends:
        draft.span = (_place(line, first, 0), _place(line, last, at_end) + len(atoms[at_end]))
        return draft
    if known.metonym:
        draft.form = "metonym"
    if known.kind in ("country", "capital", "region"):
        draft.place = is_place(line, draft, context)
        draft.origin = first > 0 and line.lower[first - 1] in context.words.words.elsewhere
        draft.quiet = _is_scene(line, draft, context)
        if draft.place and known.seat:
            draft.country, draft.sector, draft.form = known.seat, None, "name"
            draft.key = f"{known.key}:place"
        if known.kind == "capital" and not draft.place:
            _become_government(draft, known)
    return draft


def _place(line: Line, i: int, atom: int) -> int:
    """Where an atom of token `i` stands on the page; where the token was analysed otherwise than written, its begin."""
    token = line.tokens[i]
    as_written = len(token.text) == token.span[1] - token.span[0]
    return token.span[0] + (line.words[i].offsets[atom] if as_written else 0)


def _become_government(draft: Draft, known: Known) -> None:
    draft.form = "metonym"
    if not known.seat:
        draft.key = known.key.removesuffix(":capital")
        draft.name = draft.key.rpartition(":")[2]
    draft.sector = known.sector if known.seat else "GOV PRE" if known.sector == "PRE" else "GOV"
    draft.rule = "capital-as-government"


def is_place(line: Line, draft: Draft, context: Context) -> bool:
    """True after a locative preposition, before what happened there, in a dateline, a caption or a byline."""
    if line.kind in ("caption", "byline") or _is_scene(line, draft, context):
        return True
    i = draft.first - 1
    while i >= 0 and line.tokens[i].upos in ("DET", "ADJ", "NOUN") and draft.first - i < 4:
        if line.tokens[i].upos == "NOUN" and line.tokens[i].deprel not in ("compound", "nmod:desc"):
            break
        i -= 1
    i = _before_ground(line, i, context)
    if i >= 0 and line.tokens[i].upos in ("ADP", "ADV"):
        return line.lower[i] in context.words.words.locative
    after = line.lower[draft.last + 1 : draft.last + 2]
    if draft.first < 4 and after and after[0] in ("(", ",", "/", "-", "–", "—"):
        return any(mark in line.lower[draft.last + 1 : DATELINE + draft.last] for mark in (")", "–", "—"))
    return line.kind in ("title", "headline") and bool(after) and after[0] in (":", "-", "–") and draft.first == 0


def _is_scene(line: Line, draft: Draft, context: Context) -> bool:
    """True of "Haiti ambush", "Somalia car bombing"; who attacks is said with arms or whom: "Oman attack on Yemen"."""
    words, i = context.words.words, draft.last + 1
    land = draft.known is not None and draft.known.kind == "country"
    while land and i < len(line.tokens) - 1 and _qualifies_a_scene(line, i, context):
        i += 1
    if i >= len(line.tokens) or line.lower[i] not in words.scenes or line.tokens[draft.head].head != i:
        return False
    return not line.tokens[draft.head].text.isupper() and not _has_target(line, i + 1, context)


def _qualifies_a_scene(line: Line, i: int, context: Context) -> bool:
    """True of "suicide", "mosque" in "suicide attack", "mosque bombing"; not of the arms of those who attack."""
    words = context.words.words
    kind = line.tokens[i].upos in ("NOUN", "ADJ") and line.tokens[i].text.islower()
    return kind and line.lower[i] not in words.scenes and line.lower[i] not in words.arms


def _has_target(line: Line, i: int, context: Context) -> bool:
    """True if token `i` begins "on Yemen", or something named is struck later: "kills five in Kyiv"."""
    targets = context.words.words.targets
    if not targets.isdisjoint(line.lower[i : i + 1]):
        return True
    later = ((j, line.tokens[j + 1]) for j in range(i, len(line.tokens) - 1) if line.lower[j] in targets)
    return any(line.lower[j] != "on" and after.upos == "PROPN" for j, after in later)


def _before_ground(line: Line, i: int, context: Context) -> int:
    """The token before "Osten" in "im Osten Kenias", before "der Hauptstadt von" in "in der Hauptstadt von Guinea"."""
    words = context.words.words
    ground = i - 1 if i > 0 and line.lower[i] in words.genitive else i
    if ground < 1 or line.lower[ground] not in words.grounds:
        return i
    before = ground - 1
    while before > 0 and line.tokens[before].upos in ("DET", "ADJ"):
        before -= 1
    return before if line.tokens[before].upos == "ADP" else i


def _believable(line: Line, draft: Draft, known: Known, context: Context) -> bool:
    """False for a surname with another first name, and for a place or an organisation in somebody's name."""
    if draft.first != draft.last or draft.span is not None:
        return True
    token = line.tokens[draft.first]
    before = line.tokens[draft.first - 1] if draft.first else None
    after = line.tokens[draft.last + 1] if draft.last + 1 < len(line.tokens) else None
    stranger = before and before.upos == "PROPN" and before.text[:1].isupper() and not line.covering(draft.first - 1)
    if known.kind == "organisation" and not token.text.isupper() and _is_part_of_name(line, draft.first):
        return False
    if known.kind == "person":
        first_part = known.name.split()[0] == token.text  # "Lai" of Lai Ching-te, but not of Lai Mohammed
        if first_part and after and after.upos == "PROPN" and after.text[:1].isupper():
            return False
        stranger = stranger and line.words[draft.first - 1].noun is None and not line.words[draft.first - 1].titled
        return not stranger or token.deprel.startswith("nsubj") or bool(before and before.text.endswith("s"))
    shared = token.text in context.words.words.surnames
    first_name = after and after.upos == "PROPN" and after.text[:1].isupper() and not token.text.endswith("s")
    if first_name and (known.kind == "region" or (shared and known.kind in ("country", "capital"))):
        return False
    return not (stranger and shared)


def _is_part_of_name(line: Line, i: int) -> bool:
    """True for "Shell" in "Wanda Shell" and in "Shell Otieno": joined flat with a name that nobody knows."""
    return any(
        0 <= j < len(line.tokens)
        and line.tokens[max(i, j)].deprel.startswith("flat")
        and line.tokens[j].upos == "PROPN"
        and line.tokens[j].text[:1].isupper()
        and line.covering(j) is None
        for j in (i - 1, i + 1)
    )
