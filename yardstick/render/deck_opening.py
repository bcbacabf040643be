"""A .pptx or .potx from outside, opened with care."""

import io
import zipfile
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from yardstick.errors import DeckRefusedError

_MOST_BYTES = 300_000_000
_TYPES_PART = "[Content_Types].xml"
_TEMPLATE_TYPE = b"presentationml.template.main+xml"
_PRESENTATION_TYPE = b"presentationml.presentation.main+xml"


def opened(pptx: bytes) -> Any:
    """The presentation.

    Raises:
        DeckRefusedError: Not a .pptx, or one far too large.
    """
    refusal = (
        "Tệp này không phải bản trình chiếu .pptx đọc được."
        " Hãy mở bằng PowerPoint và lưu lại ở dạng «PowerPoint Presentation (*.pptx)»."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(pptx)) as package:
            if sum(info.file_size for info in package.infolist()) > _MOST_BYTES:
                raise DeckRefusedError(("Tệp quá lớn: quá 300 MB khi giải nén.",))
        return Presentation(io.BytesIO(_as_presentation(pptx)))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as failure:
        raise DeckRefusedError((refusal,)) from failure


def _as_presentation(pptx: bytes) -> bytes:
    """A .potx read as the .pptx it is but for its name: python-pptx opens presentations only."""
    with zipfile.ZipFile(io.BytesIO(pptx)) as package:
        types = package.read(_TYPES_PART)
        if _TEMPLATE_TYPE not in types:
            return pptx
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for info in package.infolist():
                data = package.read(info.filename)
                if info.filename == _TYPES_PART:
                    data = types.replace(_TEMPLATE_TYPE, _PRESENTATION_TYPE)
                written.writestr(info, data)
    return out.getvalue()
