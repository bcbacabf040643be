"""A deck as .pdf or as pictures of its slides, through LibreOffice in a process of its own."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from yardstick.errors import ExportError, ToolMissingError

# The first start makes a profile; a deck of fifty slides needs a few seconds more.
_SECONDS = 120
_NAMES = ("soffice", "libreoffice")


def libreoffice() -> str | None:
    """The program's path; None where it is not installed."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def pdf(document: bytes, suffix: str = ".pptx", *, seconds: float = _SECONDS) -> bytes:
    """A .pptx or .docx as .pdf.

    Args:
        document: The file.
        suffix: What it is.
        seconds: After that it is given up.

    Raises:
        ToolMissingError: There is no LibreOffice on this machine.
        ExportError: It made no file, or took too long.
    """
    program = libreoffice()
    if program is None:
        raise ToolMissingError("libreoffice")
    # A profile of its own: two users' exports, or somebody's open LibreOffice, do not meet.
    with tempfile.TemporaryDirectory(prefix="yardstick-pdf-") as kept:
        folder = Path(kept)
        source = folder / f"deck{suffix}"
        source.write_bytes(document)
        command = [
            program,
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ]
        try:
            run = subprocess.run(  # noqa: S603 - a fixed command over a file of ours
                command, capture_output=True, text=True, timeout=seconds, check=False, cwd=folder
            )
        except subprocess.TimeoutExpired as late:
            raise ExportError("LibreOffice", f"> {seconds:.0f} s") from late
        made = source.with_suffix(".pdf")
        if not made.exists():
            said = (run.stderr or run.stdout).strip().splitlines()
            raise ExportError("LibreOffice", said[-1] if said else f"{run.returncode}")
        return made.read_bytes()


def page_pictures(document: bytes, width: int = 960) -> Sequence[bytes]:
    """The pages of a .pdf as PNG, `width` pixels wide."""
    opened = pypdfium2.PdfDocument(document)
    try:
        pictures = []
        for page in opened:
            scale = width / page.get_width()
            image = page.render(scale=scale).to_pil()
            stream = io.BytesIO()
            image.save(stream, "PNG")
            pictures.append(stream.getvalue())
        return pictures
    finally:
        opened.close()
