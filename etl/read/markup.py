"""XML as a stream of start, end and text; declarations that could reach outside are refused."""

import re
from collections.abc import Callable
from xml.parsers import expat

from yardstick.errors import WorkbookRefused

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def stream(content: bytes, name: str, *, start: Start, end: End, text: Text) -> None:
    """Call back for every element and text of an XML part; names come without their prefix.

    Raises:
        WorkbookRefused: corrupt, when the part is not well-formed or declares a document type
            (no office program writes one; entities could read files or explode).
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def refuse(*_: object) -> int:
        raise WorkbookRefused("corrupt", name, "a part declares a document type")

    def opened(element: str, attributes: dict[str, str]) -> None:
        start(element.rpartition(":")[2] if ":" in element else element, attributes)

    def closed(element: str) -> None:
        end(element.rpartition(":")[2] if ":" in element else element)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    if _DOCTYPE.search(content[:4096]):
        refuse()
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise WorkbookRefused("corrupt", name, f"a part is not XML: {error}") from None


def attribute(attributes: dict[str, str], local: str) -> str | None:
    """An attribute by its name without prefix: `r:id` for `id`, the plain one first."""
    if local in attributes:
        return attributes[local]
    return next(
        (value for key, value in attributes.items() if key.rpartition(":")[2] == local), None
    )
