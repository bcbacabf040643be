"""How a run of a Word document looks, as far as that changes what is read."""

from dataclasses import dataclass, field, replace

from etl.read.markup import attribute, stream

_MOST_ANCESTORS = 12
_OFF = ("0", "false", "off", "none")


def is_on(attributes: dict[str, str], local: str = "val", *, absent: bool = True) -> bool:
    """The state of an on/off setting, by its attribute; `absent` when it has none."""
    value = attribute(attributes, local)
    return absent if value is None else value not in _OFF


@dataclass(frozen=True)
class Look:
    """What a run looks like."""

    font: str = ""
    is_raised: bool = False
    is_hidden: bool = False

    def changed(self, element: str, attributes: dict[str, str], styles: "Styles") -> "Look":
        """The look after one property of a run."""
        match element:
            case "rFonts":
                font = attribute(attributes, "ascii") or attribute(attributes, "hAnsi")
                return replace(self, font=font) if font else self
            case "vertAlign":
                return replace(self, is_raised=attribute(attributes, "val") == "superscript")
            case "vanish":
                return replace(self, is_hidden=is_on(attributes))
            case "rStyle":
                return styles.look_over(self, attribute(attributes, "val") or "")
        return self


@dataclass
class _Style:
    parent: str = ""
    font: str | None = None
    is_raised: bool | None = None
    is_hidden: bool | None = None


@dataclass
class Styles:
    """The named styles of a document and its default look."""

    named: dict[str, _Style] = field(default_factory=dict)
    default: Look = field(default_factory=Look)
    paragraph: str = ""

    def look(self, paragraph_style: str, character_style: str) -> Look:
        """How a run looks in a paragraph of a style, before its own properties."""
        return self.look_over(
            self.look_over(self.default, paragraph_style or self.paragraph), character_style
        )

    def look_over(self, look: Look, style: str) -> Look:
        """A look with a style and its ancestors laid over it."""
        chain: list[_Style] = []
        while style in self.named and len(chain) < _MOST_ANCESTORS:
            chain.append(self.named[style])
            style = self.named[style].parent
        for one in reversed(chain):
            look = Look(
                look.font if one.font is None else one.font,
                look.is_raised if one.is_raised is None else one.is_raised,
                look.is_hidden if one.is_hidden is None else one.is_hidden,
            )
        return look


def read_styles(content: bytes, name: str) -> Styles:
    """The styles part of a document."""
    styles = Styles()
    open_style: list[_Style] = []
    path: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        path.append(element)
        if element == "style":
            style_id = attribute(attributes, "styleId") or ""
            open_style.append(_Style())
            styles.named[style_id] = open_style[-1]
            is_default = is_on(attributes, "default", absent=False)
            if is_default and attribute(attributes, "type") == "paragraph":
                styles.paragraph = style_id
        elif open_style:
            _describe(open_style[-1], element, attributes)
        elif "rPrDefault" in path:
            styles.default = styles.default.changed(element, attributes, styles)

    def end(element: str) -> None:
        path.pop()
        if element == "style" and open_style:
            open_style.pop()

    stream(content, name, start=start, end=end, text=lambda _: None)
    return styles


def _describe(style: _Style, element: str, attributes: dict[str, str]) -> None:
    match element:
        case "basedOn":
            style.parent = attribute(attributes, "val") or ""
        case "rFonts":
            style.font = attribute(attributes, "ascii") or attribute(attributes, "hAnsi")
        case "vertAlign":
            style.is_raised = attribute(attributes, "val") == "superscript"
        case "vanish":
            style.is_hidden = is_on(attributes)
