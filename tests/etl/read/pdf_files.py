"""PDF files for the tests: small ones written by hand, and what LibreOffice prints."""

import shutil
import subprocess
from pathlib import Path

import pytest

_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources 3 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /%b /Encoding /WinAnsiEncoding >>"
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
)


def pdf(*contents: bytes, font: bytes = b"Times-Roman") -> bytes:
    """A PDF with one page for each content stream; its font is /F, a grey picture /P."""
    pages = range(6, 6 + 2 * len(contents), 2)
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % len(contents),
        b"<< /Font << /F 4 0 R >> /XObject << /P 5 0 R >> >>",
        _FONT % font,
        _PICTURE,
    ]
    for page, content in zip(pages, contents, strict=True):
        objects.append(_PAGE % (page + 1))
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def show(text: bytes, x: float, y: float, size: float = 14) -> bytes:
    """Text at a place, as operators."""
    return b"BT /F %g Tf 1 0 0 1 %g %g Tm (%b) Tj ET\n" % (size, x, y, text)


def rule(x0: float, y0: float, x1: float, y1: float) -> bytes:
    """A drawn line, as operators."""
    return b"%g %g m %g %g l S\n" % (x0, y0, x1, y1)


def printed(files: dict[str, bytes], directory: Path) -> dict[str, bytes]:
    """What LibreOffice prints of office files, by name; the test is skipped where it is absent."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    for name, data in files.items():
        (directory / name).write_bytes(data)
    profile = f"-env:UserInstallation={(directory / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(directory)]
    subprocess.run(
        [*command, *(str(directory / name) for name in files)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    made = {name: (directory / name).with_suffix(".pdf") for name in files}
    if not all(path.is_file() for path in made.values()):
        pytest.skip("needs LibreOffice with Writer and Calc")
    return {name: path.read_bytes() for name, path in made.items()}
