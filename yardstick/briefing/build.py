"""From a saved briefing to what it says: every slide built from the figures as known on its day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from pydantic import ValidationError

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing.asking import Context, NothingToShowError, Shown, place_name
from yardstick.briefing.blocks import shown
from yardstick.briefing.facts import Facts
from yardstick.briefing.origins import Origins
from yardstick.briefing.plan import BlockPlan, Plan, SlidePlan, at_period
from yardstick.briefing.remarks import as_written, remarks_on
from yardstick.briefing.sentences import say
from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import Block, Deck, Definition, Slide, SlideLayout
from yardstick.charts.labels import Language, figure_label
from yardstick.charts.notes import newest_date, source_line
from yardstick.charts.period_labels import period_label
from yardstick.errors import YardstickError

_DEFINED = 6
# Options that say how and when, not what.
_OWN_OPTIONS = ("form", "about", "as_of")
# More letters of a source's title than this push the others off the footer.
_TITLE = 64


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
        return place_name(self.context.facts.gazetteer[self.plan.place])

    def block(self, plan: BlockPlan) -> Built:
        """One block; what cannot be built says why."""
        definition = self._definition(plan)
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
        caveats = tuple(disputes(found.standings, self.context.language))
        return Built(
            Block(plan.key, definition, chart=chart, origins=origins, caveats=caveats), found
        )

    def _problem(self, plan: BlockPlan, why: str) -> Block:
        return Block(plan.key, self._definition(plan), problem=why)

    def _definition(self, plan: BlockPlan) -> Definition:
        """What goes into a file: the day the figures are fixed to as well."""
        made = plan.definition
        if self.plan.as_of is None:
            return made
        return Definition(made.kind, {**made.options, "as_of": self.plan.as_of.isoformat()})

    def _shown(self, definition: Definition, plan: BlockPlan) -> Shown:
        about = definition.options.get("about", "") if plan.kind == "remarks" else plan.kind
        options = {k: v for k, v in definition.options.items() if k not in _OWN_OPTIONS}
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
        elif found and standings:
            about = standings[0]
            period = period_label(about.period, language)
            name = about.indicator.short(language)
            title = self.context.say("briefing.remarks_on", name=name, period=period)
        elif problems:
            title = problems[0]
        source = short_sources(figures, language) or next((c.source for c in charts), "")
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


def rebuilt(
    asked: Sequence[tuple[str, Definition]],
    facts: Facts,
    language: Language = "vi",
    *,
    today: date,
    is_illustrative: bool,
    period: str | None = None,
) -> dict[str, Block]:
    """The blocks of definitions found in a file, with the figures of today.

    Args:
        asked: Keys and definitions; what is none of ours any more is left out.
        facts: The store and its names.
        language: Of all words of ours.
        today: The day commitments are counted from.
        is_illustrative: The store's figures are made up.
        period: Of all blocks in place of the period most of them are about; None keeps it.
    """
    counted = Counter(d.options["period"] for _, d in asked if d.options.get("period"))
    usual = counted.most_common(1)[0][0] if counted else None
    shops: dict[str, Workshop] = {}
    blocks = {}
    for key, definition in asked:
        plan = _planned(key, definition)
        if plan is None or "place" not in plan.options:
            continue
        fixed = definition.options.get("as_of", "")
        if period is not None and usual is not None:
            plan, fixed = at_period(plan, usual, period), ""
        if fixed not in shops:
            shops[fixed] = Workshop(
                facts,
                Plan(
                    key="refresh",
                    name="refresh",
                    place=plan.options["place"],
                    period=plan.options.get("period", "2000"),
                    as_of=date.fromisoformat(fixed) if fixed else None,
                    day=today,
                ),
                language,
                is_illustrative=is_illustrative,
            )
        blocks[key] = shops[fixed].block(plan).block
    return blocks


def _planned(key: str, definition: Definition) -> BlockPlan | None:
    """A definition as a plan; None for words of a person and for what we do not know."""
    options = {k: v for k, v in definition.options.items() if k not in ("form", "as_of")}
    form = definition.options.get("form", "")
    try:
        plan = BlockPlan.model_validate(
            {"key": key, "kind": definition.kind, "options": options, "form": form}
        )
    except ValidationError:
        return None
    return None if plan.kind == "text" else plan


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


def short_sources(figures: Sequence[Figure], language: Language) -> str:
    """The sources in one line, long titles cut at a word: the notes have them whole."""
    cut = [replace(figure, source_title=_cut(figure.source_title)) for figure in figures]
    return source_line(cut, language)


def _cut(title: str) -> str:
    words = " ".join(title.split())
    if len(words) <= _TITLE:
        return words
    return words[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"


def _once(standings: Iterable[Standing]) -> list[Standing]:
    """Each standing once, by indicator and place, in order."""
    found = {(s.indicator.code, s.place.key, s.period): s for s in standings}
    return list(found.values())
