"""Which text of a page is its article: trafilatura, its dear steps only where the first try finds little."""

import logging
from copy import copy

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.core import trafilatura_sequence
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt
from trafilatura.xpaths import REMOVE_COMMENTS_AND_LISTS_XPATH

from lagebild.fetch.visible import Collected, VisibleLine

# The dear steps are readability, justext and a second try with looser rules. Readability counts where it finds twice
# as much as the first (`_prefer_readability` in trafilatura), which a page without that much text cannot give. One page
# in seven is as short or as full as this; of 218 pages the dear steps changed the text of 23, and 21 of these are.
LITTLE = 450  # characters; less is always doubted
LONG = 5000  # this much is believed
LABEL = 25  # shorter lines are labels, which readability skips too
FULL = 2  # times what was found
MOST_LINES = 3000  # justext looks for the nearest good one from each bad one; of 410 pages the fullest had 2,734


def main_text(tree: HtmlElement, collected: Collected) -> str:
    """The article's text, a paragraph a line; empty where there is none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # odd pages are our notes, not its warnings
    # Of the language only justext is told: without one it loads the 154,000 stop words of all languages.
    options = Extractor(output_format="python", comments=False, lang=collected.language[:2].lower() or None)
    try:
        found = _first_try(tree, options)
        if _may_lack_much(len(found), collected.lines):
            found = _text(trafilatura_sequence(copy(tree), options)[0])
    except Exception:  # whatever a hostile page does to the extractor, the page is still read without it
        return ""
    return found


def _first_try(tree: HtmlElement, options: Extractor) -> str:
    """What trafilatura's own rules find; it would go on to compare that with readability and justext."""
    cleaned = copy(tree)
    etree.strip_elements(cleaned, *_UNREAD, with_tail=False)
    cleaned = tree_cleaning(cleaned, options)
    if _MAY_BE_COMMENTS(cleaned):
        cleaned = prune_unwanted_nodes(cleaned, REMOVE_COMMENTS_AND_LISTS_XPATH)
    return _text(extract_content(convert_tags(cleaned, options), options)[0])


def _may_lack_much(found: int, lines: list[VisibleLine]) -> bool:
    """Whether the page's lines could hold an article much longer than what was found (characters)."""
    if len(lines) > MOST_LINES or found >= LONG:
        return False
    if found < LITTLE:
        return True
    return sum(len(line.text) for line in lines if line.tag not in _BESIDE and len(line.text) >= LABEL) > FULL * found


def _text(body: etree._Element) -> str:
    text: str = xmltotxt(body, include_formatting=False)
    return text


_BESIDE = frozenset(
    ["nav", "aside", "footer", "form", "a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "time"]
)
_UNREAD = ("head", "script", "style", "noscript", "svg", "iframe", "nav", "aside", "footer", "button", "select")
# Cheap beside the expression that decides, which calls Python for each element.
_MAY_BE_COMMENTS = etree.XPath(
    "boolean(//@class[contains(., 'omment')] or //@id[contains(., 'omment') or contains(., 'comol')"
    " or contains(., 'disqus_') or contains(., 'dsq-')])"
)
