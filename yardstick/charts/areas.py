"""A map: places filled by verdict, drawn only where boundaries fit the places of the period."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from yardstick.charts import findings
from yardstick.charts.bars import bars_with_targets
from yardstick.charts.kinds import Area, AreaMap
from yardstick.charts.labels import MISSING, Language, verdict_label
from yardstick.charts.notes import word
from yardstick.domain.boundary import Layer

if TYPE_CHECKING:
    from yardstick.analysis.standing import Standing


def area_map(
    standings: Sequence["Standing"],
    layer: Layer,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    missing: Mapping[str, str] | None = None,
    as_of: str | None = None,
    is_illustrative: bool = False,
    language: Language = "vi",
) -> AreaMap:
    """One indicator on the map; every place of the layer is drawn, those without figures too.

    Args:
        standings: One indicator in several places.
        layer: Boundaries that fit them: `domain.boundary.fitting`.
        title: The finding; None writes it from the figures.
        subtitle: What the colours are set against; None writes it.
        missing: Place key -> why it has no figure.
        as_of: ISO date; None takes the newest source's.
        is_illustrative: Marks made-up figures.
        language: Of the labels.
    """
    rows = bars_with_targets(
        standings,
        title="",
        missing=missing,
        as_of=as_of,
        is_illustrative=is_illustrative,
        language=language,
    )
    bars = {bar.key: bar for bar in rows.bars}
    areas = []
    for outline in layer.outlines:
        bar = bars.get(outline.key)
        shape = (outline.rings, outline.anchor)
        if bar is None:
            reason = (missing or {}).get(outline.key, word("no_figure", language))
            area = Area(
                outline.key, outline.name, *shape, MISSING, "no_figure", False, reason, None
            )
        else:
            area = Area(
                outline.key,
                bar.name,
                *shape,
                bar.label,
                bar.verdict,
                bar.is_estimate,
                bar.missing,
                bar.observation_id,
            )
        areas.append(area)
    title = findings.of_map(standings, language) if title is None else title
    return AreaMap(
        title=title,
        subtitle=_subtitle(rows.mark, areas, language) if subtitle is None else subtitle,
        unit=rows.unit,
        source=rows.source,
        as_of=rows.as_of,
        alt=_alt(title, areas, language),
        is_illustrative=is_illustrative,
        language=language,
        areas=tuple(areas),
        attribution=layer.attribution or word("boundaries", language),
    )


def _subtitle(mark: str, areas: Sequence[Area], language: Language) -> str:
    parts = [word("judged_against", language, mark=mark)] if mark else []
    if any(area.is_estimate for area in areas):
        parts.append(word("hatched", language))
    return " · ".join(parts)


def _alt(title: str, areas: Sequence[Area], language: Language) -> str:
    told = [
        f"{area.name} {area.label} ({verdict_label(area.verdict, language)})"
        for area in areas
        if not area.missing
    ]
    without = sum(bool(area.missing) for area in areas)
    if without:
        told.append(word("without_figure", language, count=without))
    return f"{title}: {'; '.join(told)}"
