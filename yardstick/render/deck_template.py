"""The two templates that ship, made here: Party style and State style, 16:9, nothing embedded.

Letters are named, not shipped: Arial and Times New Roman stand on every office machine and have all
Vietnamese letters. Titles of the Party style are set in Times New Roman as its documents are.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from yardstick.charts.deck import SlideLayout
from yardstick.render import theme
from yardstick.render.deck_colour import colour
from yardstick.render.deck_metrics import emu
from yardstick.render.deck_shapes import NAMESPACES, Box

WIDTH, HEIGHT = 12_192_000, 6_858_000
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ML = "application/vnd.openxmlformats-officedocument.presentationml"
_RED, _GOLD = "#C8102E", "#E8B100"
_LEFT, _RIGHT = emu(0.54), WIDTH - emu(0.54)
_ACROSS = _RIGHT - _LEFT

TITLE_BOX = Box(_LEFT, emu(0.14), _ACROSS, emu(0.93))
SUBTITLE_BOX = Box(_LEFT, emu(1.1), _ACROSS, emu(0.4))
CONTENT_BOX = Box(_LEFT, emu(1.58), _ACROSS, emu(5.06))
FOOTER_BOX = Box(_LEFT, emu(6.8), emu(10.1), emu(0.58))
NUMBER_BOX = Box(_RIGHT - emu(2), emu(6.8), emu(2), emu(0.58))

# Numbers of the placeholders in our layouts.
SUBTITLE, FIRST, SECOND, REMARKS, FOOTER, NUMBER = 13, 14, 15, 16, 11, 12

LAYOUT_NAMES: dict[SlideLayout, str] = {
    SlideLayout.TITLE: "Trang bìa",
    SlideLayout.RESULT: "Kết quả chung",
    SlideLayout.TABLE: "Bảng số liệu",
    SlideLayout.CHART: "Một biểu đồ",
    SlideLayout.TWO_CHARTS: "Hai biểu đồ",
    SlideLayout.MAP_AND_RANKING: "Bản đồ và xếp hạng",
    SlideLayout.COMMITMENTS: "Cam kết",
    SlideLayout.TEXT: "Văn bản",
    SlideLayout.CLOSING: "Kết thúc",
}
_TWO = (SlideLayout.TWO_CHARTS, SlideLayout.MAP_AND_RANKING)
_COVERS = (SlideLayout.TITLE, SlideLayout.CLOSING)


@dataclass(frozen=True)
class _Look:
    name: str
    heading: str
    lines: tuple[str, ...]


_LOOKS = {
    "party": _Look("Thước đo – kiểu Đảng", "Times New Roman", ("ĐẢNG CỘNG SẢN VIỆT NAM",)),
    "state": _Look(
        "Thước đo – kiểu Nhà nước",
        "Arial",
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    ),
}
BUILT_IN: tuple[str, ...] = tuple(_LOOKS)


@lru_cache(maxsize=2)
def built_in(style: str) -> bytes:
    """A template that ships, as a .pptx without slides.

    Args:
        style: "party" or "state".
    """
    look = _LOOKS[style]
    layouts = list(LAYOUT_NAMES)
    parts: dict[str, str] = {
        "ppt/theme/theme1.xml": _theme(look),
        "ppt/slideMasters/slideMaster1.xml": _master(len(layouts)),
        "ppt/presentation.xml": _presentation(),
        # PowerPoint offers to repair a deck without these two.
        "ppt/presProps.xml": f"<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"<p:viewPr {NAMESPACES}/>",
    }
    overrides = {
        "ppt/presentation.xml": f"{_ML}.presentation.main+xml",
        "ppt/slideMasters/slideMaster1.xml": f"{_ML}.slideMaster+xml",
        "ppt/presProps.xml": f"{_ML}.presProps+xml",
        "ppt/viewProps.xml": f"{_ML}.viewProps+xml",
        "ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    }
    links = []
    for n, layout in enumerate(layouts, 1):
        name = f"ppt/slideLayouts/slideLayout{n}.xml"
        parts[name] = _layout(layout, look)
        overrides[name] = f"{_ML}.slideLayout+xml"
        links.append(("slideLayout", f"../slideLayouts/slideLayout{n}.xml"))
        parts[f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels"] = _links(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        )
    parts["ppt/slideMasters/_rels/slideMaster1.xml.rels"] = _links(
        [*links, ("theme", "../theme/theme1.xml")]
    )
    parts["ppt/_rels/presentation.xml.rels"] = _links(
        [
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("theme", "theme/theme1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
        ]
    )
    parts["_rels/.rels"] = _links([("officeDocument", "ppt/presentation.xml")])
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda part: part != "[Content_Types].xml"):
            package.writestr(
                zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                + parts[name],
            )  # fmt: skip
    return out.getvalue()


def _links(targets: list[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELS}">{links}</Relationships>'


def _presentation() -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 457200}"><a:defRPr lang="vi-VN" sz="1800"/></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="vi-VN"/></a:defPPr>{levels}'
        "</p:defaultTextStyle></p:presentation>"
    )


def _theme(look: _Look) -> str:
    colours = {
        "dk1": theme.INK, "lt1": theme.WHITE, "dk2": theme.INK_2, "lt2": theme.PANEL,
        "accent1": theme.ACTUAL, "accent2": theme.ACCENT, "accent3": theme.VERDICTS["met"].fill,
        "accent4": theme.VERDICTS["nearly"].fill, "accent5": theme.VERDICTS["missed"].fill,
        "accent6": theme.LAST_YEAR, "hlink": theme.ACCENT, "folHlink": theme.INK_2,
    }  # fmt: skip
    palette = "".join(
        f'<a:{name}><a:srgbClr val="{tone[1:]}"/></a:{name}>' for name, tone in colours.items()
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = '<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    ends = '<a:ea typeface=""/><a:cs typeface=""/>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f" name={quoteattr(look.name)}><a:themeElements>"
        f'<a:clrScheme name="Thước đo">{palette}</a:clrScheme>'
        f'<a:fontScheme name="Thước đo"><a:majorFont><a:latin typeface="{look.heading}"/>{ends}'
        f'</a:majorFont><a:minorFont><a:latin typeface="Arial"/>{ends}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Thước đo"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def _strip(number: int, name: str, box: Box, fill: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:solidFill>{colour(fill)}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _slot(
    number: int,
    name: str,
    kind: str,
    box: Box,
    words: str,
    *,
    index: int = 0,
    size: float = 0,
    bold: bool = False,
    align: str = "l",
    anchor: str = "t",
    tone: str = "tx1",
) -> str:
    """A placeholder with the look of its first level."""
    font = "+mj-lt" if kind in ("title", "ctrTitle") else "+mn-lt"
    typed = f' type="{kind}"' if kind else ""
    numbered = f' idx="{index}"' if index else ""
    look = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill>{colour(tone)}'
        f'</a:solidFill><a:latin typeface="{font}"/></a:defRPr></a:lvl1pPr>'
        if size
        else ""
    )
    text = f'<a:r><a:rPr lang="vi-VN"/><a:t>{escape(words)}</a:t></a:r>'
    if kind == "sldNum":
        text = (
            '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            '<a:rPr lang="vi-VN"/><a:t>‹#›</a:t></a:fld>'
        )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph{typed}{numbered}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>"
        f'<a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/>'
        f"</a:bodyPr><a:lstStyle>{look}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _foot(first: int, indices: tuple[int, int]) -> str:
    ftr, number = indices
    grey = theme.INK_3
    return _slot(
        first, "Nguồn", "ftr", FOOTER_BOX, "Nguồn số liệu", index=ftr, size=13, tone=grey
    ) + _slot(
        first + 1, "Số trang", "sldNum", NUMBER_BOX, "", index=number, size=13, tone=grey, align="r"
    )


def _master(layouts: int) -> str:
    shapes = _strip(2, "Vạch đỏ", Box(0, 0, WIDTH, emu(0.06)), _RED)
    shapes += _strip(3, "Vạch vàng", Box(0, emu(0.06), WIDTH, emu(0.02)), _GOLD)
    shapes += _slot(
        4, "Tiêu đề", "title", TITLE_BOX, "Tiêu đề: nêu kết luận", size=28, bold=True, anchor="b"
    )
    shapes += _slot(5, "Nội dung", "body", CONTENT_BOX, "Nội dung", index=1, size=18)
    shapes += _foot(6, (3, 4))
    ids = "".join(
        f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(layouts)
    )
    colours = "".join(f' accent{n}="accent{n}"' for n in range(1, 7))

    def levels(font: str, size: int, bold: int, count: int) -> str:
        return "".join(
            f'<a:lvl{n}pPr marL="{(n - 1) * 228600}" indent="0" algn="l"><a:spcBef><a:spcPts'
            f' val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{size}" b="{bold}" kern="1200">'
            '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
            f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
            f'<a:cs typeface="+{font}-cs"/></a:defRPr></a:lvl{n}pPr>'
            for n in range(1, count + 1)
        )

    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill>"
        '<a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{_TREE}{shapes}</p:spTree></p:cSld>"
        f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"{colours} hlink="hlink"'
        f' folHlink="folHlink"/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>'
        f"<p:titleStyle>{levels('mj', 2800, 1, 1)}</p:titleStyle>"
        f"<p:bodyStyle>{levels('mn', 1800, 0, 9)}</p:bodyStyle>"
        f"<p:otherStyle>{levels('mn', 1800, 0, 9)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout(layout: SlideLayout, look: _Look) -> str:
    shapes = _cover(look) if layout in _COVERS else _inside(layout)
    kind = {
        SlideLayout.TITLE: ' type="title"', SlideLayout.CHART: ' type="obj"',
        SlideLayout.TWO_CHARTS: ' type="twoObj"',
    }.get(layout, "")  # fmt: skip
    return (
        f'<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1">'
        f"<p:cSld name={quoteattr(LAYOUT_NAMES[layout])}><p:spTree>{_TREE}{shapes}</p:spTree>"
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _cover(look: _Look) -> str:
    # The last line of the heading is underlined, as the forms of both families have it.
    marked = [*([""] * (len(look.lines) - 1)), ' u="sng"']
    lines = "".join(
        '<a:p><a:pPr marL="0" indent="0" algn="ctr"><a:buNone/></a:pPr>'
        f'<a:r><a:rPr lang="vi-VN" sz="1600" b="1"{mark}>'
        f'<a:latin typeface="+mj-lt"/></a:rPr><a:t>{line}</a:t></a:r></a:p>'
        for line, mark in zip(look.lines, marked, strict=True)
    )
    box = Box(_RIGHT - emu(5.6), emu(0.5), emu(5.6), emu(0.7))
    heading = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Thể thức"/><p:cNvSpPr txBox="1"/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>{lines}</p:txBody></p:sp>'
    )
    across = Box(emu(1.2), emu(2.5), WIDTH - emu(2.4), emu(1.7))
    under = Box(emu(1.2), emu(4.4), WIDTH - emu(2.4), emu(1.4))
    body = Box(_LEFT, emu(0.5), emu(5.6), emu(0.7))
    return (
        heading
        + _slot(
            3, "Tiêu đề", "ctrTitle", across, "Tên báo cáo", size=38, bold=True, align="ctr",
            anchor="b",
        )
        + _slot(
            4, "Phụ đề", "subTitle", under, "Địa phương, ngày tháng", index=1, size=20,
            align="ctr", tone=theme.INK_2,
        )
        + _slot(
            5, "Cơ quan", "body", body, "Cơ quan trình bày", index=SUBTITLE, size=16, bold=True,
            align="ctr",
        )
    )  # fmt: skip


def _inside(layout: SlideLayout) -> str:
    shapes = _slot(
        2, "Tiêu đề", "title", TITLE_BOX, "Tiêu đề: nêu kết luận", size=28, bold=True, anchor="b"
    )
    shapes += _slot(
        3, "Phụ đề", "body", SUBTITLE_BOX, "Chỉ tiêu, đơn vị, cách đọc", index=SUBTITLE, size=16,
        tone=theme.INK_2,
    )  # fmt: skip
    if layout in _TWO:
        left, right = CONTENT_BOX.part(0, 0, 0.49, 1), CONTENT_BOX.part(0.51, 0, 0.49, 1)
        shapes += _slot(4, "Nội dung trái", "", left, "Biểu đồ, bản đồ", index=FIRST)
        shapes += _slot(5, "Nội dung phải", "", right, "Biểu đồ", index=SECOND)
    elif layout is SlideLayout.CHART:
        left, right = CONTENT_BOX.part(0, 0, 0.64, 1), CONTENT_BOX.part(0.68, 0, 0.32, 1)
        shapes += _slot(4, "Nội dung", "", left, "Biểu đồ", index=FIRST)
        shapes += _slot(5, "Nhận xét", "body", right, "Nhận xét", index=REMARKS, size=18)
    else:
        kind = "body" if layout is SlideLayout.TEXT else ""
        shapes += _slot(4, "Nội dung", kind, CONTENT_BOX, "Nội dung", index=FIRST, size=20)
    rule = Box(_LEFT, emu(6.72), _ACROSS, emu(0.01))
    return shapes + _strip(6, "Vạch chân trang", rule, theme.LINE) + _foot(7, (FOOTER, NUMBER))
