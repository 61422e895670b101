"""The visible text of an HTML page, gathered without recursion.

From the page's tree, which others read on; where that would be too much, from parser events.
"""

import re
from collections.abc import Mapping

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from lagebild.errors import NotTextError

# Who reads a tree may walk it by recursion, and join the texts of neighbours one by one, which is quadratic.
# Of 410 pages of news the largest had 600,000 characters, 9,748 elements, 43 in depth and 345 in one other.
LONGEST = 3_000_000  # characters
MOST = 20_000  # elements
DEEPEST = 200
WIDEST = 2_000


class VisibleLine(Struct, frozen=True):
    """The text of one block element, with white space collapsed."""

    text: str
    tag: str


class Collected(Struct):
    """What one pass over the page found."""

    lines: list[VisibleLine]
    metas: dict[str, str]  # name, property or itemprop → first content
    title: str = ""
    language: str = ""
    canonical: str = ""
    times: list[str] = []  # datetime attributes of <time>


def collect(html: str) -> tuple[Collected, HtmlElement | None]:
    """Gather lines, metas, title and language; broken markup is read as browsers read it.

    With them the page's tree, None for a page too long or too deep for those who walk trees.
    """
    # Parsed as UTF-8, so that a charset declared in the page is not applied to text that is decoded already.
    data = html.replace("\ufffe", " ").replace("\uffff", " ").encode("utf-8", errors="replace").translate(_CONTROL)
    tree = _tree(data) if len(html) <= LONGEST else None
    collected = None if tree is None else _from_tree(tree)
    if collected is None:
        tree, collected = None, _from_events(data)
    if not collected.lines:
        raise NotTextError("HTML without visible text; if scripts build the page, give it as a browser shows it")
    return collected, tree


def _tree(data: bytes) -> HtmlElement | None:
    parser = etree.HTMLParser(
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
    )
    # The class that lxml.html gives all elements but fields of forms; its own way of choosing calls Python for each.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        return etree.fromstring(data, parser)
    except etree.LxmlError:
        return None


def _from_tree(tree: HtmlElement) -> Collected | None:
    """What the tree holds; None where it is more than others should walk."""
    target, elements, depth = _Target(), 0, 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            elements += 1
            depth += 1
            if elements > MOST or depth > DEEPEST or len(element) > WIDEST:
                return None
            target.start(element.tag, element.attrib)
            text = element.text
        else:
            depth -= 1
            target.end(element.tag)
            text = element.tail
        if text:
            target.data(text)
    target.finish()
    return target.collected


def _from_events(data: bytes) -> Collected:
    target = _Target()
    parser = etree.HTMLParser(target=target, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        for start in range(0, len(data), 65536):
            parser.feed(data[start : start + 65536])
        parser.close()
    except etree.LxmlError:
        pass  # what was read before the parser gave up still counts
    target.finish()
    return target.collected


class _Target:
    """Receives elements and texts in the page's order; keeps a stack of what matters only."""

    def __init__(self) -> None:
        self.collected = Collected(lines=[], metas={})
        self._pieces: list[str] = []
        self._linked = 0  # characters of the line inside <a>
        self._stack: list[tuple[str, bool, str]] = [("", False, "")]  # tag, hidden, the tag that lines under it bear
        self._in_title = False
        self._links = 0
        self._breaks = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        _, hidden, meaning = self._stack[-1]
        if tag in _BLOCKS:
            self._end_line()
        elif tag == "br":
            self._breaks += 1
            self._pieces.append(" ")
            if self._breaks == 2:
                self._end_line()
        elif tag == "a":
            self._links += 1
        if tag in _NOTED:
            self._note(tag, attributes)
        if not hidden:
            hidden = tag in _UNSEEN or bool(attributes and _is_hidden(attributes))
        if meaning not in _KEPT:
            meaning = _meaning(tag, meaning, attributes)
        self._stack.append((tag, hidden, meaning))

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
            if tag == "title":
                self._in_title = False
        elif tag == "a" and self._links:
            self._links -= 1
        # Events are nested properly, whatever the markup was.
        if self._stack[-1][0] == tag:
            self._stack.pop()

    def data(self, data: str) -> None:
        if self._in_title:
            self.collected.title += data
        if self._stack[-1][1]:
            return
        if data.isspace():
            if self._pieces:
                self._pieces.append(" ")
            return
        self._pieces.append(data)
        self._breaks = 0
        if self._links:
            self._linked += len("".join(data.split()))

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> None:
        """End of the page."""

    def finish(self) -> None:
        self._end_line()

    def _end_line(self) -> None:
        if not self._pieces:
            return
        text = " ".join("".join(self._pieces).split())
        if text:
            tag = self._stack[-1][2]
            if self._linked and tag not in _NEVER_LINKS and self._linked >= 0.9 * (len(text) - text.count(" ")):
                tag = "a"
            self.collected.lines.append(VisibleLine(text, tag or "p"))
        self._pieces, self._linked, self._breaks = [], 0, 0

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "title":
            self._in_title = not self.collected.title and not any(t == "svg" for t, _, _ in self._stack[-4:])
        elif tag == "html":
            self.collected.language = attributes.get("lang") or attributes.get("xml:lang") or ""
        elif tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            name = name or attributes.get("http-equiv")
            if name and attributes.get("content"):
                self.collected.metas.setdefault(name.strip().lower(), attributes["content"].strip())
        elif tag == "link" and "canonical" in (attributes.get("rel") or "").lower().split():
            self.collected.canonical = self.collected.canonical or attributes.get("href", "")
        elif tag == "time" and attributes.get("datetime"):
            self.collected.times.append(attributes["datetime"])


def _meaning(tag: str, above: str, attributes: Mapping[str, str]) -> str:
    """The tag that lines in this element bear: the innermost that matters."""
    if tag == "header" and above == "article":
        return above
    own = tag if tag in _MEANINGFUL else above
    return _ROLES.get(attributes.get("role", ""), own) if attributes else own


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes:
        return attributes["hidden"].lower() != "until-found"
    style = attributes.get("style")
    return style is not None and bool(_HIDING.search(style))


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_KEPT = frozenset(("nav", "aside", "footer", "form", "figcaption", "address"))  # what is in these is part of them
_NOTED = frozenset(("title", "html", "meta", "link", "time"))
_NEVER_LINKS = frozenset(("nav", "footer", "form", "h1", "figcaption", "address"))
_ROLES = {"navigation": "nav", "complementary": "aside", "contentinfo": "footer", "search": "form", "dialog": "aside"}
_UNSEEN = _tags("""
    script style template noscript head title meta link svg iframe object embed select textarea canvas audio video map
    datalist math
""")
_BLOCKS = _tags("""
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main menu nav noscript ol option p pre
    script section select style summary table tbody td template textarea tfoot th thead time title tr ul
""")
_MEANINGFUL = _tags("""
    address article aside blockquote button caption dd dt figcaption footer form h1 h2 h3 h4 h5 h6 header li nav p pre
    td th time
""")
_HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_CONTROL = bytes(0x20 if (n < 0x20 and n not in (9, 10, 13)) or n == 0x7F else n for n in range(256))
