"""Pictures and .pdf: made where the programs are installed, a plain failure where they are not."""

import io
import struct
from pathlib import Path

import briefing_samples
import pytest
from PIL import Image

from yardstick.charts.deck import Deck
from yardstick.charts.spec import Chart
from yardstick.errors import ExportError, ToolMissingError
from yardstick.render import image
from yardstick.render.deck import write
from yardstick.render.pdf import libreoffice, page_pictures, pdf


@pytest.fixture(scope="module")
def deck(filled: Path) -> Deck:
    return briefing_samples.deck_of(briefing_samples.facts_of(filled))


def chart_of(deck: Deck) -> Chart:
    charts = (b.chart for s in deck.slides for b in s.blocks if b.chart is not None)
    return next(chart for chart in charts if image.is_drawn(chart))


def test_a_machine_without_the_programs_is_told(
    deck: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    assert not image.is_available()
    with pytest.raises(ToolMissingError) as missing:
        image.picture(chart_of(deck))
    assert missing.value.tool == "chromium"
    with pytest.raises(ToolMissingError) as missing:
        pdf(b"")
    assert missing.value.tool == "libreoffice"


@pytest.mark.skipif(libreoffice() is None, reason="needs LibreOffice")
@pytest.mark.slow
def test_a_deck_becomes_a_pdf_page_by_page(deck: Deck) -> None:
    pages = page_pictures(pdf(write(deck)), 400)
    assert len(pages) >= len(deck.slides)
    with Image.open(io.BytesIO(pages[0])) as picture:
        assert picture.width == pytest.approx(400, abs=1)


@pytest.mark.skipif(libreoffice() is None, reason="needs LibreOffice")
def test_an_export_is_given_up_in_time(deck: Deck) -> None:
    with pytest.raises(ExportError):
        pdf(write(deck), seconds=0.01)


@pytest.mark.skipif(not image.is_available(), reason="needs Kaleido and a Chromium")
@pytest.mark.slow
def test_a_chart_becomes_a_picture(deck: Deck) -> None:
    made = image.picture(chart_of(deck), width=800, scale=1)
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", made[16:20]) == (800,)
    drawn = image.picture(chart_of(deck), "svg").decode()
    assert drawn.startswith("<svg")
    assert "http://" not in drawn.replace("http://www.w3.org", "")
