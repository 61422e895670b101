"""Persons whom the world does not know: names beside titles, in apposition, or as runs of proper nouns."""

from lagebild.knowledge.world import Known
from lagebild.stages.entities.draft import Context, Draft, Line

# Longest name of a person, in tokens: "Andrés Manuel López Obrador" has four, with particles six.
LONGEST = 6
_NAMED_BODIES = frozenset({"PTY", "REB", "LAB", "BUS", "NGO", "JRN", "CRM", "EDU", "REL", "OPP", "MED"})


def find_persons(line: Line, context: Context, surnames: dict[str, Draft]) -> None:
    """Add runs of proper nouns as persons and give them the country and sector of their titles."""
    after = 0
    titles = {d.head for d in line.drafts if d.form == "nominal" and d.type == "PER"}
    for i in line.having("person"):
        if line.tokens[i].upos != "PROPN" and i - 1 not in titles and not (i and line.words[i - 1].titled):
            continue  # most nouns, where they have capitals
        if i < after or (line.covering(i) and not _title_at(line, i)):
            continue
        run = _run(line, i, context)
        if run is None:
            continue
        first, last = run
        if last > first and line.lower[last] in context.words.words.ways:  # "Ngong Road", "Saratov Region": nobody
            after = last + 1
            continue
        title = _title_before(line, first)
        if (
            title
            or last > first
            or _body_before(line, first)
            or line.kind == "byline"
            or (first and line.words[first - 1].titled)
        ):
            _add(line, first, last, title, context, surnames)
        after = last + 1
    for draft in [d for d in line.drafts if d.type == "PER" and d.form == "name"]:
        title = _title_before(line, draft.first) or _apposition(line, draft)
        if draft.country is None and (title is None or title.country is None):
            draft.country = _realm(line, draft, context)
        if title:
            _share(draft, title)


def find_surnames(line: Line, surnames: dict[str, Draft]) -> None:
    """Add bare surnames of persons named in full elsewhere in the report."""
    for i in line.having("capital") if surnames else ():
        token = line.tokens[i]
        known = surnames.get(token.text) or surnames.get(line.words[i].surname)
        if known is None or token.upos not in ("PROPN", "NOUN", "X") or line.covering(i) is not None:
            continue
        line.drafts.append(
            Draft(
                line.index, i, i, i, "name", "PER", known.name, known.rule, key=known.key, country=known.country,
                sector=known.sector, known=known.known,
            )
        )  # fmt: skip


def remember(surnames: dict[str, Draft], draft: Draft, line: Line) -> None:
    """Let the last word of a person's full name mean the person from now on."""
    if draft.type == "PER" and draft.form == "name" and draft.last > draft.first and draft.span is None:
        surname = line.tokens[draft.last].text
        surname = surname if draft.name.endswith(surname) else surname.removesuffix("s")
        surnames.setdefault(surname, draft)
        first = line.tokens[draft.first].text
        if draft.known and len(draft.name.split()) == 3 and first not in surnames:  # Kim Jong Un is called Kim
            surnames.setdefault(first, draft)


def _run(line: Line, i: int, context: Context) -> tuple[int, int] | None:
    """First and last token of a name of a person that begins at `i`."""
    titled = i > 0 and (line.words[i - 1].titled or _title_before(line, i) is not None)
    if not _is_name(line, i, context, loose=titled):
        return None
    last = i
    j = i + 1
    while j < len(line.tokens) and j - i < LONGEST:
        if line.lower[j] in context.words.words.particles or line.lower[j] == "-":
            j += 1
            continue
        if _is_part_of_organisation(line, j, context):
            last = j
            j += 1
            continue
        if not _is_name(line, j, context, loose=titled or line.tokens[j].deprel.startswith("flat")):
            break
        last = j
        j += 1
    return i, last


def _is_part_of_organisation(line: Line, j: int, context: Context) -> bool:
    """True for "Union" in "Kenya Teachers Union", though it is a common noun elsewhere."""
    token = line.tokens[j]
    if context.words.words.compounds and token.upos != "PROPN":
        return False
    covering = line.covering(j)
    return token.text in context.words.words.organisations and (covering is None or covering.first == j)


def _is_name(line: Line, i: int, context: Context, *, loose: bool) -> bool:
    """True for a proper noun; `loose` also takes other capitalised words that are no known nouns."""
    token = line.tokens[i]
    if not line.words[i].may_be_name or token.upos in ("PUNCT", "NUM", "ADP", "DET", "AUX"):
        return False
    if (token.upos != "PROPN" and not loose) or line.covering(i) or any(d.first == i for d in line.drafts if d.span):
        return False
    return context.adjective(line, i) is None


def _title_at(line: Line, i: int) -> bool:
    return any(d.head == i and d.form == "nominal" for d in line.drafts)


def _title_before(line: Line, first: int) -> Draft | None:
    """The noun phrase whose noun stands directly before: "Außenminister | Rubén Ramírez"."""
    for draft in line.drafts:
        if draft.head == first - 1 and draft.form == "nominal" and draft.type == "PER" and draft.last < first:
            return draft
    return None


def _apposition(line: Line, name: Draft) -> Draft | None:
    """ "Iran's nuclear chief, Mohammad Eslami," or "Rafael Grossi, head of the agency,"."""
    before, after = name.first - 1, name.last + 1
    people = [d for d in line.drafts if d.form == "nominal" and d.type == "PER" and d.noun and not d.plural]
    if before > 0 and line.lower[before] == ",":
        title = next((d for d in people if d.last == before - 1), None)
        closed = after >= len(line.tokens) or line.tokens[after].upos in ("PUNCT", "VERB", "AUX", "ADP")
        if title and closed:
            return title
    if after < len(line.tokens) and line.lower[after] == ",":
        title = next((d for d in people if d.first == after + 1), None)
        end = title.last + 1 if title else 0
        if title and (end >= len(line.tokens) or line.tokens[end].upos not in ("VERB", "AUX")):
            return title
    return None


def _add(line: Line, first: int, last: int, title: Draft | None, context: Context, surnames: dict[str, Draft]) -> None:
    name = " ".join(token.text for token in line.tokens[first : last + 1]).replace(" - ", "-")
    surname = line.tokens[last].text
    same = surnames.get(surname)
    draft = Draft(
        line.index, first, last, first, "name", "PER", name, "name-with-title" if title else "name-run",
        key=same.key if same and last == first else f"name:{name}",
    )  # fmt: skip
    if known := _known_without_initials(line, first, last, context):
        draft.key, draft.name, draft.known, draft.rule = known.key, known.name, known, "known-person"
        draft.country = context.world.country_in(known, context.day)
        draft.sector = context.world.sector_in(known, context.day)
    before = line.lower[first - 1] if first else ""
    body = _body_before(line, first)
    if body and title is None:
        draft.type, draft.rule, draft.country, draft.sector = "ORG", "name-with-kind", body.country, body.sector
        body.key = draft.key = f"name:{name}"
    elif any(word.organisation for word in line.words[first : last + 1]):
        draft.type, draft.rule = "ORG", "name-of-organisation"
        kinds = [d for d in line.drafts if d.form == "nominal" and first <= d.first and d.last <= last]
        draft.sector = kinds[-1].sector if kinds else None
        line.drafts = [d for d in line.drafts if d not in kinds]
    elif line.kind == "byline":
        draft.sector = "JRN"
    elif title is None and before in context.words.titles:
        draft.sector, draft.rule = context.words.titles[before], "name-with-title"
    if last == first and same:
        draft.name, draft.country, draft.sector, draft.known = same.name, same.country, same.sector, same.known
    elif title and last == first:
        _recognise(draft, surname, title, context)
    if title is None and draft.type == "PER" and _in_place(line, first, context):
        return
    if title and _doubtful(line, first, last, title, context):
        return
    line.drafts.append(draft)
    remember(surnames, draft, line)


def _known_without_initials(line: Line, first: int, last: int, context: Context) -> Known | None:
    """Whom the world knows without the initials between: "Vladimir V. Putin", "Donald J. Trump"."""
    kept = [i for i in range(first, last + 1) if i in (first, last) or not _is_initial(line.tokens[i].text)]
    if len(kept) == last + 1 - first or len(kept) < 2:
        return None
    atoms = [atom for i in kept for atom in line.words[i].atoms]
    found = context.world.longest(atoms, 0)
    return found[1] if found and found[0] == len(atoms) and found[1].kind == "person" else None


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word[0].isupper()


def _recognise(draft: Draft, surname: str, title: Draft, context: Context) -> None:
    """Let "Präsident | Koroma" be whom the world knows by this surname in this office, first who holds it on the day.

    Of several, only the country is known, if they share it: "President | Bush". An office of no sector, as that of
    "chief | Robinson", needs an owner: anybody's chief is called so.
    """
    lemma = title.noun.lemma if title.noun else ""
    told = context.words.offices.get(lemma, frozenset())
    offices = told or context.words.called.get(lemma, frozenset())
    if title.country is None:
        offices = frozenset(office for office in offices if context.world.sectors.get(office))
    held = [
        (known, any(term.office in offices and term.holds(context.day) for term in known.terms))
        for known in context.world.surnames.get(surname, ())
        if any(term.office in offices for term in known.terms)
    ]
    held = [(k, now) for k, now in held if title.country in (k.country, context.world.country_in(k, context.day), None)]
    able = [known for known, now in held if now] or [known for known, _ in held if told]
    countries = {context.world.country_in(known, context.day) for known in able}
    if len(able) == 1:
        draft.key, draft.name, draft.known = able[0].key, able[0].name, able[0]
        draft.sector = context.world.sector_in(able[0], context.day)
    if len(countries) == 1:
        draft.country = countries.pop()


def _body_before(line: Line, first: int) -> Draft | None:
    """The kind of body whose name follows: "die Reederei | Alba Nord"; a government bears the name of its head."""
    body = next((d for d in line.drafts if d.form == "nominal" and d.type == "ORG" and d.last == first - 1), None)
    return body if body and body.noun and body.head == body.last and body.sector in _NAMED_BODIES else None


def _doubtful(line: Line, first: int, last: int, title: Draft, context: Context) -> bool:
    """True where title and "name" are rather two objects: "einem Richter Asyl", "den Festgenommenen Straffreiheit"."""
    if title.sector in ("CVL", "UAF", "REF", "CRM", None) or title.plural:
        return last == first or line.tokens[first].upos != "PROPN"
    return last == first and line.lower[title.first] in context.words.words.indefinite


def _in_place(line: Line, first: int, context: Context) -> bool:
    """True after "in" or "nach": then it is rather a town."""
    return first > 0 and line.tokens[first - 1].upos == "ADP" and line.lower[first - 1] in context.words.words.locative


def _realm(line: Line, name: Draft, context: Context) -> str | None:
    """The country after a person's name: "König Hassan von | Marokko", "Smith of | Kenya"."""
    p = name.last + 1
    if p + 1 >= len(line.tokens) or line.lower[p] not in context.words.words.genitive:
        return None
    country = line.covering(p + 1)
    return country.country if country and country.known and country.known.kind == "country" else None


def _share(name: Draft, title: Draft) -> None:
    """Name and title are one entity; what the report says of the person goes before what the world knows."""
    if name.known and name.known.kind == "person":
        title.country = title.country or name.country
        if title.country != name.country:
            return
        if name.sector == "ELI" and title.sector == "GOV" and not title.former:
            name.sector = title.sector  # who is called minister is in office, whatever we know of the dates
        title.sector = name.sector if name.sector is not None or title.sector is None else title.sector
    else:
        title.country = title.country or name.country
        name.country = name.country or title.country
        name.sector = ("ELI" if title.former and title.sector == "GOV" else title.sector) or name.sector
        name.rule = "name-with-title"
    title.key = name.key
    title.name = name.name
