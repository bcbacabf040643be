"""From a saved briefing to what it says: every slide built from the figures as known on its day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from yardstick.analysis.standing import Standing
from yardstick.briefing.asking import Context, NothingToShowError, Shown
from yardstick.briefing.blocks import shown
from yardstick.briefing.facts import Facts
from yardstick.briefing.origins import Origins
from yardstick.briefing.plan import BlockPlan, Plan, SlidePlan
from yardstick.briefing.remarks import as_written, remarks_on
from yardstick.briefing.sentences import say
from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import Block, Deck, Definition, Slide, SlideLayout
from yardstick.charts.labels import Language, figure_label
from yardstick.charts.notes import newest_date, source_line
from yardstick.charts.period_labels import period_label
from yardstick.errors import YardstickError

_DEFINED = 6


@dataclass(frozen=True)
class Built:
    """A block with what was found for it; `found` is None for text and for problems."""

    block: Block
    found: Shown | None = None


class Workshop:
    """Builds blocks and slides of one briefing; what two blocks share is asked once."""

    def __init__(self, facts: Facts, plan: Plan, language: Language, *, is_illustrative: bool):
        """Take the facts as known on the plan's day."""
        known = facts if plan.as_of is None else replace(facts, as_of=end_of_day(plan))
        self.plan = plan
        self.context = Context(known, language, is_illustrative, plan.day)
        self._origins = Origins(known, language)
        self._found: dict[tuple[str, tuple[tuple[str, str], ...]], Shown | YardstickError] = {}

    @property
    def place(self) -> str:
        """The briefing's place as written on its slides."""
        name = self.context.facts.gazetteer[self.plan.place].full_name
        return name[:1].upper() + name[1:]

    def block(self, plan: BlockPlan) -> Built:
        """One block; what cannot be built says why."""
        definition = plan.definition
        if plan.kind == "text":
            return Built(Block(plan.key, definition, remarks=as_written(plan.words or (), ())))
        try:
            found = self._shown(definition, plan)
        except NothingToShowError as nothing:
            return Built(self._problem(plan, str(nothing)))
        except YardstickError:
            return Built(self._problem(plan, self.context.say("briefing.unknown")))
        origins = (*self._origins.of(found.figures), *found.origins)
        if plan.kind == "remarks":
            written = remarks_on(found, definition, self.context)
            remarks = written if plan.words is None else as_written(plan.words, written)
            return Built(Block(plan.key, definition, remarks=remarks, origins=origins), found)
        chart = table_of(found.chart) if plan.form == "table" else found.chart
        return Built(Block(plan.key, definition, chart=chart, origins=origins), found)

    def _problem(self, plan: BlockPlan, why: str) -> Block:
        return Block(plan.key, plan.definition, problem=why)

    def _shown(self, definition: Definition, plan: BlockPlan) -> Shown:
        about = definition.options.get("about", "") if plan.kind == "remarks" else plan.kind
        options = {k: v for k, v in definition.options.items() if k not in ("form", "about")}
        key = (about, tuple(sorted(options.items())))
        if key not in self._found:
            try:
                self._found[key] = shown(Definition(about, options), self.context)
            except YardstickError as error:
                self._found[key] = error
        found = self._found[key]
        if isinstance(found, YardstickError):
            raise found
        return found

    def slide(self, plan: SlidePlan) -> Slide:
        """One slide."""
        built = [self.block(block) for block in plan.blocks]
        found = [one.found for one in built if one.found is not None]
        charts = [one.block.chart for one in built if one.block.chart is not None]
        figures = list({f.observation_id: f for one in found for f in one.figures}.values())
        standings = _once(standing for one in found for standing in one.standings)
        language = self.context.language
        title, subtitle = self._head(plan)
        problems = [one.block.problem for one in built if one.block.problem]
        if charts:
            # Bars say by how much; the map beside them only where.
            telling = charts[-1 if plan.layout is SlideLayout.MAP_AND_RANKING else 0]
            title, subtitle = telling.title, telling.subtitle
        elif problems and not title:
            title = problems[0]
        source = source_line(figures, language) or next((c.source for c in charts), "")
        footer = [source, *disputes(standings, language)]
        return Slide(
            key=plan.key,
            layout=plan.layout,
            title=plan.title or title,
            subtitle=subtitle,
            blocks=tuple(one.block for one in built),
            source=". ".join(part for part in footer if part),
            as_of=newest_date(figures),
            notes="\n".join(part for part in (plan.caption, *self._definitions(standings)) if part),
            is_title_edited=bool(plan.title),
        )

    def _head(self, plan: SlidePlan) -> tuple[str, str]:
        """Title and subtitle of slides without a chart."""
        language = self.context.language
        if plan.layout is SlideLayout.TITLE:
            period = period_label(self.plan.period, language)
            return self.context.say("briefing.title", period=period), ""
        if plan.layout is SlideLayout.CLOSING:
            return self.context.say("briefing.closing"), ""
        if plan.layout is SlideLayout.TEXT:
            return self.context.say("briefing.text"), ""
        return "", ""

    def _definitions(self, standings: Sequence[Standing]) -> list[str]:
        language = self.context.language
        indicators = {s.indicator.code: s.indicator for s in standings}
        told = []
        for indicator in list(indicators.values())[:_DEFINED]:
            words = indicator.definition_en if language == "en" else indicator.definition_vi
            if words:
                name = indicator.name(language)
                told.append(self.context.say("briefing.definition", name=name, definition=words))
        return told

    def deck(self) -> Deck:
        """The whole briefing."""
        return Deck(
            key=self.plan.key,
            title=self.plan.name,
            place=self.place,
            body=self.plan.body,
            day=self.plan.day.isoformat(),
            period=self.plan.period,
            slides=tuple(self.slide(slide) for slide in self.plan.slides),
            language=self.context.language,
            is_illustrative=self.context.is_illustrative,
            known_on=self.plan.as_of.isoformat() if self.plan.as_of else None,
        )


def build(plan: Plan, facts: Facts, language: Language = "vi", *, is_illustrative: bool) -> Deck:
    """What a briefing says.

    Args:
        plan: The saved briefing.
        facts: The store and its names; the plan's day decides as of when.
        language: Of all words of ours.
        is_illustrative: The store's figures are made up.

    Raises:
        PlaceError: The briefing's own place is not known.
    """
    return Workshop(facts, plan, language, is_illustrative=is_illustrative).deck()


def end_of_day(plan: Plan) -> datetime | None:
    """The last moment of the day a plan is fixed to, in this machine's zone."""
    if plan.as_of is None:
        return None
    return datetime.combine(plan.as_of, time.max).astimezone()


def disputes(standings: Iterable[Standing], language: Language) -> list[str]:
    """A line on each figure whose sources disagree while nobody decided."""
    told = []
    for standing in standings:
        if standing.is_disputed:
            values = ", ".join(
                dict.fromkeys(figure_label(figure, language) for figure in standing.rivals)
            )
            name = standing.indicator.short(language)
            told.append(say("briefing.dispute", language, name=name, values=values))
    return told


def _once(standings: Iterable[Standing]) -> list[Standing]:
    """Each standing once, by indicator and place, in order."""
    found = {(s.indicator.code, s.place.key, s.period): s for s in standings}
    return list(found.values())
