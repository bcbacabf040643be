"""Word files for the tests, made with python-docx and, where that cannot, with XML of their own."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(build: Callable[[docx.document.Document], None]) -> bytes:
    """The bytes of the document that `build` fills."""
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraphs(*texts: str) -> bytes:
    """A document of plain paragraphs."""
    return word(lambda document: [document.add_paragraph(text) for text in texts] and None)


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    """The archive with one part put in place of another, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for item in old.infolist():
            if item.filename != part:
                new.writestr(item, old.read(item))
        new.writestr(part, content)
    return out.getvalue()


def with_body(xml: str, notes: str = "") -> bytes:
    """A document whose body is the given XML, with footnotes where there are any."""
    body = f"<w:document {_NAMES}><w:body>{xml}</w:body></w:document>"
    data = with_part(paragraphs(""), "word/document.xml", body.encode())
    if notes:
        whole = f"<w:footnotes {_NAMES}>{notes}</w:footnotes>"
        data = with_part(data, "word/footnotes.xml", whole.encode())
    return data


def run(text: str, properties: str = "") -> str:
    """A run of text as XML."""
    space = 'xml:space="preserve"'
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t {space}>{text}</w:t></w:r>"


def raised(paragraph: Paragraph, text: str) -> None:
    """Add a superscript to a paragraph."""
    paragraph.add_run(text).font.superscript = True


def page_number(paragraph: Paragraph) -> None:
    """Add the field that prints the page's number."""
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        paragraph.add_run()._r.append(element)


def words(text: str) -> list[str]:
    """A text's words, without the marks between cells."""
    return re.sub(r"[|\u2060]", " ", text).split()
