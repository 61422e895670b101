"""Which text of a page is its article: trafilatura, its dear steps only where the first try finds little."""

import logging
from copy import copy

import trafilatura
from lxml.etree import strip_elements
from lxml.html import HtmlElement
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Document, Extractor
from trafilatura.xml import xmltotxt
from trafilatura.xpaths import REMOVE_COMMENTS_AND_LISTS_XPATH

from lagebild.fetch.visible import VisibleLine

# The dear steps are readability, justext and a second try with looser rules. Readability counts where it finds twice
# as much as the first (`_prefer_readability` in trafilatura), which a page without that much text cannot give. One page
# in seven is as short or as full as this; of 218 pages the dear steps changed the text of 23, and 21 of these are.
LITTLE = 450  # characters
FULL = 2  # times what was found
RUNNING = 25  # characters; shorter lines are labels, which readability skips too


def main_text(tree: HtmlElement, lines: list[VisibleLine]) -> str:
    """The article's text, a paragraph a line; empty where there is none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # odd pages are our notes, not its warnings
    try:
        found = _first_try(tree)
        running = sum(len(line.text) for line in lines if line.tag not in _BESIDE and len(line.text) >= RUNNING)
        if len(found) >= LITTLE and running <= FULL * len(found):
            return found
        document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    except Exception:  # whatever a hostile page does to the extractor, the page is still read without it
        return ""
    return document.text or "" if isinstance(document, Document) else ""


def _first_try(tree: HtmlElement) -> str:
    """What trafilatura's own rules find; it would go on to compare that with readability and justext."""
    options = Extractor(output_format="python", comments=False)
    cleaned = copy(tree)
    strip_elements(cleaned, *_UNREAD, with_tail=False)
    cleaned = prune_unwanted_nodes(tree_cleaning(cleaned, options), REMOVE_COMMENTS_AND_LISTS_XPATH)
    body, _ = extract_content(convert_tags(cleaned, options), options)
    text: str = xmltotxt(body, include_formatting=False)
    return text


_BESIDE = frozenset(("nav", "aside", "footer", "form", "a", "button"))
_UNREAD = ("head", "script", "style", "noscript", "svg", "iframe", "nav", "aside", "footer", "button", "select")
