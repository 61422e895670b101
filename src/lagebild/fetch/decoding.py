"""Bytes → text. A wrong declaration is common, so what the bytes show counts more than what is declared."""

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 100_000  # bytes shown to the detector: it is slow, and the encoding of a page does not change


def decode_bytes(data: bytes, charset: str | None = None) -> str:
    """Decode by byte order mark, UTF-8, declaration, detector, windows-1252; only the mark is left out."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    bare = _bare_utf16(data)
    if bare:
        return data.decode(bare, errors="replace")
    # UTF-8 before the declaration: other text is hardly ever valid UTF-8 by chance, and pages often lie.
    # Only the escape codes of ISO-2022 are, so that this declaration comes first.
    declared = [name for name in (charset, _declared_in_html(data)) if name]
    stateful = [name for name in declared if "2022" in name]
    for encoding in (*stateful, "utf-8", *declared):
        text = _strictly(data, encoding)
        if text is not None:
            return text
    return _detected(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    name = encoding.strip().lower().replace("_", "-")
    if not _TEXT_ENCODINGS.fullmatch(name):
        return None
    try:
        # As browsers do: pages that declare Latin-1 mean windows-1252, whose quotation marks they use.
        return data.decode("windows-1252" if name in _LATIN_1 else codecs.lookup(name).name)
    except (LookupError, UnicodeDecodeError):
        return None


def _detected(data: bytes) -> str:
    western = _strictly(data, "windows-1252")
    if western is not None and _looks_western(western):
        return western
    first = next((i for i, byte in enumerate(data) if byte > 127), 0)
    start = max(0, first - SAMPLE // 2)
    best = from_bytes(data[start : start + SAMPLE]).best()
    text = _strictly(data, best.encoding) if best else None
    return text if text is not None else data.decode("windows-1252", errors="replace")


def _looks_western(text: str) -> bool:
    """True if nine in ten of the letters beyond ASCII are those of western languages, and most letters are ASCII."""
    beyond = [c for c in text[:SAMPLE] if c > "\x7f"]
    if 4 * len(beyond) > sum(c.isalpha() for c in text[:SAMPLE]):
        return False
    return sum(c in _WESTERN for c in beyond) >= 0.9 * len(beyond)


def _bare_utf16(data: bytes) -> str | None:
    head = data[:4096]
    if len(head) < 4 or b"\x00" not in head:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _declared_in_html(data: bytes) -> str | None:
    match = _DECLARATION.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(
    rb"""(?:charset\s{0,9}=\s{0,9}["']?|<\?xml[^>]{1,80}encoding=["'])([A-Za-z0-9_\-]{2,40})""", re.I
)
# Python also knows "encodings" such as rot13 and zip, which no page may choose.
_TEXT_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|(?:us-)?ascii|iso-?8859-\d{1,2}|latin-?\d{1,2}|(?:windows-|cp)(?:125\d|874|932|936|949|950|866|437|850|852)"
    r"|koi8-[rut]|gb-?2312|gbk|gb18030|big5(?:-?hkscs)?|shift-jis|sjis|euc-(?:jp|kr)|iso-2022-(?:jp|kr)|mac-?(?:roman|cyrillic|intosh)"
)
_LATIN_1 = ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso-8859-15")
_WESTERN = frozenset("äöüÄÖÜßéèêëáàâãåæçíìîïñóòôõøœúùûýÿÉÈÊÁÀÂÃÅÆÇÍÎÓÔÕØÚÑ„“”‚‘’–—…€£§°«»‹›·•©®½¼²³ª´¿¡\xa0\xad™")
