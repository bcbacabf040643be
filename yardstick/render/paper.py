"""A sheet of A4 as .pdf, printed by the Chromium that also makes the pictures of charts.

Nothing is asked of the network: letters come from our own files and no name can be resolved. What
does not fit on the sheet is made smaller until it does, down to letters one can still read; only
then a second sheet follows, with the head of the table repeated.
"""

import os
import subprocess
import tempfile
from html import escape
from pathlib import Path

from yardstick.charts.labels import keep_together, verdict_glyph, verdict_label
from yardstick.charts.notes import footer, word
from yardstick.charts.paper import Paper, PaperBlock, PaperLine
from yardstick.errors import ExportError, ToolMissingError
from yardstick.render import image, theme
from yardstick.render.paper_tables import TABLE_STYLE, table

_SECONDS = 60
# Pixels of the browser between the margins: A4 less 9 mm, less a hair against rounding.
_MARGIN_MM = 9
_ACROSS = {"portrait": 725, "landscape": 1054}
_DOWN = {"portrait": 1052, "landscape": 722}
# Below this share the smallest letters fall under 6 points.
_SMALLEST = 0.72
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    # Lets the page measure itself before it is printed.
    "--virtual-time-budget=4000",
)
_FIT = """
document.fonts.ready.then(() => {
  const sheet = document.getElementById('sheet');
  let share = 1;
  for (let turn = 0; turn < 6; turn++) {
    const tall = sheet.getBoundingClientRect().height;
    if (tall <= DOWN) break;
    share = Math.max(SMALLEST, share * Math.min(0.985, Math.sqrt(DOWN / tall)));
    sheet.style.zoom = share;
    sheet.style.width = (ACROSS / share) + 'px';
  }
});
"""


def is_available() -> bool:
    """True where a sheet can be printed: a Chromium is installed."""
    return image.chromium() is not None


def paper_pdf(paper: Paper, *, seconds: float = _SECONDS) -> bytes:
    """The sheet as the bytes of a .pdf file.

    Args:
        paper: What it says.
        seconds: After that it is given up.

    Raises:
        ToolMissingError: There is no Chromium on this machine.
        ExportError: It made no file, or took too long.
    """
    program = image.chromium()
    if program is None:
        raise ToolMissingError("chromium")
    with tempfile.TemporaryDirectory(prefix="yardstick-paper-") as kept:
        folder = Path(kept)
        page, made = folder / "page.html", folder / "page.pdf"
        page.write_text(paper_html(paper), "utf-8")
        command = [
            program,
            *_FLAGS,
            # The browser's own cage does not work for root, who has no other user to become.
            *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={made}",
            page.as_uri(),
        ]
        try:
            run = subprocess.run(  # noqa: S603 - a fixed command over a page of ours
                command, capture_output=True, text=True, timeout=seconds, check=False, cwd=folder
            )
        except subprocess.TimeoutExpired as late:
            raise ExportError("Chromium", f"> {seconds:.0f} s") from late
        if not made.exists():
            said = run.stderr.strip().splitlines()
            raise ExportError("Chromium", said[-1] if said else f"{run.returncode}")
        return made.read_bytes()


def paper_html(paper: Paper) -> str:
    """The page that is printed; every word in it is escaped."""
    lying = paper.orientation
    fit = _FIT
    for name, number in (
        ("DOWN", _DOWN[lying]),
        ("ACROSS", _ACROSS[lying]),
        ("SMALLEST", _SMALLEST),
    ):
        fit = fit.replace(name, str(number))
    mark = ""
    if paper.is_illustrative:
        mark = f"<div class='mark'>{escape(word('watermark', paper.language))}</div>"
    return (
        f"<!doctype html><html lang='{paper.language}'><head><meta charset='utf-8'>"
        f"<title>{escape(paper.finding)}</title><style>{image.faces()}"
        f"@page{{size:A4 {lying};margin:{_MARGIN_MM}mm}}"
        f"#sheet{{width:{_ACROSS[lying]}px}}{_STYLE}{TABLE_STYLE}</style></head>"
        f"<body class='{lying}'>{mark}<div id='sheet'>{_head(paper)}"
        f"{''.join(table(chart) for chart in paper.charts)}"
        f"{_blocks(paper)}{_foot(paper)}</div><script>{fit}</script></body></html>"
    )


def _head(paper: Paper) -> str:
    badge = ""
    if paper.is_illustrative:
        badge = f" <span class='demo'>{escape(word('watermark', paper.language))}</span>"
    lead = f"<p>{escape(paper.lead)}</p>" if paper.lead else ""
    chips = "".join(_chip(paper, verdict, count) for verdict, count in paper.counts)
    return (
        f"<div class='ornament'></div><header>{paper.picture}<div>"
        f"<div class='eyebrow'>{escape(paper.eyebrow)}{badge}</div>"
        f"<h1>{escape(keep_together(paper.finding))}</h1>{lead}"
        f"<div class='chips'>{chips}</div></div></header>"
    )


def _chip(paper: Paper, verdict: str, count: int) -> str:
    colours = theme.VERDICTS[verdict]
    return (
        f"<span style='color:{colours.text}'><i style='color:{colours.mark}'>"
        f"{verdict_glyph(verdict)}</i> {escape(verdict_label(verdict, paper.language))} "
        f"<b>{count}</b></span>"
    )


def _blocks(paper: Paper) -> str:
    shown = "".join(_block(block) for block in paper.blocks)
    return f"<div class='blocks'>{shown}</div>" if shown else ""


def _block(block: PaperBlock) -> str:
    lines = "".join(_line(line) for line in block.lines)
    note = f"<div class='note'>{escape(block.note)}</div>" if block.note else ""
    return f"<section><h2>{escape(keep_together(block.title))}</h2>{lines}{note}</section>"


def _line(line: PaperLine) -> str:
    shape = ""
    if line.verdict:
        colour = theme.VERDICTS[line.verdict].mark
        shape = f"<i style='color:{colour}'>{verdict_glyph(line.verdict)}</i>"
    remark = f"<div class='note'>{escape(line.remark)}</div>" if line.remark else ""
    return (
        f"<div class='line'>{shape}<span>{escape(line.words)}{remark}</span>"
        f"<b>{escape(line.value)}</b></div>"
    )


def _foot(paper: Paper) -> str:
    first = paper.charts[0]
    draft = word("draft", paper.language) if paper.is_draft else ""
    parts = [footer(first.source, first.as_of, first.language), *paper.remarks, draft]
    return f"<footer>{escape(' · '.join(part for part in parts if part))}</footer>"


_STYLE = f"""
*{{box-sizing:border-box}}
html,body{{margin:0;padding:0}}
body{{font:11px/14px {theme.FONT};color:{theme.INK};print-color-adjust:exact;
-webkit-print-color-adjust:exact}}
i{{font-style:normal}}
b{{font-weight:600}}
.ornament{{border-top:3px solid #C8102E;border-bottom:1px solid #E8B100;margin-bottom:7px}}
header{{display:flex;gap:16px;align-items:center}}
header svg{{flex:none;max-height:64px}}
.eyebrow{{font-size:10.5px;color:{theme.INK_2}}}
.demo{{background:#FBF0D6;color:#7A4F00;font-weight:600;padding:0 5px;border-radius:3px}}
h1{{font-size:17px;line-height:22px;font-weight:600;margin:1px 0 4px}}
header p{{margin:0 0 4px;color:{theme.INK_2}}}
.chips{{display:flex;flex-wrap:wrap;gap:5px}}
.chips span{{border:1px solid {theme.FIELD_BORDER};border-radius:9px;padding:0 8px}}
h2{{font-size:11.5px;line-height:15px;font-weight:600;margin:0 0 3px}}
.blocks{{display:flex;gap:18px;margin-top:9px;align-items:flex-start}}
.blocks section{{flex:1;min-width:0;break-inside:avoid}}
.line{{display:flex;gap:5px;border-top:1px solid {theme.LINE_2};padding:2px 0;font-size:10px;
line-height:12.5px}}
.line i{{flex:none;width:11px}}
.line>span{{flex:1;min-width:0}}
.line b{{flex:none;max-width:46%;text-align:right}}
.note{{font-size:9.5px;line-height:12px;color:{theme.INK_3}}}
footer{{margin-top:7px;border-top:1px solid {theme.LINE};padding-top:3px;font-size:9.5px;
line-height:12px;color:{theme.INK_3}}}
.mark{{position:fixed;inset:0;display:flex;align-items:center;justify-content:center;font-size:52px;
font-weight:600;color:{theme.INK};opacity:.08;transform:rotate(-14deg)}}
"""
