"""Which characters the bytes of a page stand for."""

from __future__ import annotations

import codecs
import re

_BOMS = {  # UTF-32 first: its mark begins like that of UTF-16
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "utf-16": "utf-8", "utf-16-le": "utf-8"}
"""WHATWG Encoding Standard: what pages mean by these names. A page whose declaration could be read is not UTF-16."""
_ASCII = bytes(range(128))
_CONTROL = bytes(set(range(32)) - set(b"\t\n\f\r\x1b\x08"))


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text of a page's bytes, never failing: by byte-order mark, as UTF-8 where it plainly is, as declared, or by statistics.

    `declared` is the charset of the HTTP or MIME header. Headers err, so bytes that are UTF-8 are read as UTF-8 whatever is declared.
    """
    for bom, codec in _BOMS.items():
        if raw.startswith(bom):
            return raw.decode(codec, "replace")
    if wide := _wide(raw):
        return raw.decode(wide, "replace")
    if (text := _as_utf8(raw)) is not None:
        return text
    for name in (declared, _declared_inside(raw)):
        if (text := _as(raw, name)) is not None:
            return text
    return _by_statistics(raw)


def is_binary(raw: bytes) -> bool:
    """True for bytes that are no text in any encoding: over one in fifty is a control character (text has none, any image hundreds)."""
    sample = raw[:65536]
    if sample.startswith(tuple(_BOMS)) or _wide(sample):
        return False
    return (len(sample) - len(sample.translate(None, _CONTROL))) * 50 > len(sample)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Western text is zero there, and none in any other encoding."""
    sample = raw[:4096]
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        half, other = sample[start::2], sample[1 - start :: 2]
        if half.count(0) * 10 > len(half) * 8 and other.count(0) * 10 < len(other):
            return codec
    return None


def _as_utf8(raw: bytes) -> str | None:
    """The text, if it is UTF-8; a few broken bytes among ten times as many sound sequences do not change that."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    broken, ascii_ = text.count("\ufffd"), len(raw) - len(raw.translate(None, _ASCII))
    cut_off = broken == 1 and text[-1] == "\ufffd"
    return text if cut_off or len(text) - ascii_ - broken > 10 * broken else None


def _declared_inside(raw: bytes) -> str | None:
    found = _DECLARED.search(raw, 0, 4096)
    return found[1].decode("ascii") if found else None


def _as(raw: bytes, name: str | None) -> str | None:
    """The text in the encoding of that name, if there is one and the bytes fit it."""
    try:
        codec = codecs.lookup(name or "")
        return raw.decode(_AS_BROWSERS_DO.get(codec.name, codec.name))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _by_statistics(raw: bytes) -> str:
    """The text in the encoding that fits it best; in Western European letters where few are beyond ASCII, too few to tell by."""
    if len(raw.translate(None, _ASCII)) < 0.1 * len(raw) and (text := _as(raw, "cp1252")) is not None:
        return text
    from charset_normalizer import from_bytes  # trafilatura's own choice; 30 ms to import and rarely needed

    best = from_bytes(raw[:20000]).best()
    return raw.decode(best.encoding if best else "cp1252", "replace")
