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
    """Call back for every element and text of an XML part.

    Names come without prefix where the first element has one; where it has none, an element with
    a prefix belongs to another vocabulary and keeps it.

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
        start(element.rpartition(":")[2], attributes)

    def closed(element: str) -> None:
        end(element.rpartition(":")[2])

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse

    def first(element: str, attributes: dict[str, str]) -> None:
        if ":" in element:
            parser.StartElementHandler = opened
            parser.EndElementHandler = closed
        else:
            # A sheet has a hundred thousand elements: nothing stands between them and the reader.
            parser.StartElementHandler = start
            parser.EndElementHandler = end
        parser.StartElementHandler(element, attributes)

    parser.StartElementHandler = first
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
