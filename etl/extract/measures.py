"""What the verb makes of the number: level, growth, change, completion or rank.

The rules stand in the order in which they are asked; the first that answers decides and says why.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from etl.extract.clause import Sentence
from etl.extract.kinds import is_plan_figure
from etl.extract.lexicon import DISBURSEMENT, GROWTH_NAME, NATURAL_RATE, RATE
from etl.extract.reading import Reading, Scope
from etl.parse.comparison import Base


@dataclass(frozen=True)
class _Case:
    """What the rules look at: one reading in its sentence, and what came before it."""

    sentence: Sentence
    reading: Reading
    before: Reading | None
    scope: Scope
    verb: str
    family: str

    @property
    def name(self) -> str:
        return self.reading.name.lower()

    @property
    def words(self) -> str:
        return self.reading.left.words

    @property
    def plan(self) -> bool:
        return self.reading.base is not None and self.reading.base.kind == "plan"

    @property
    def rate(self) -> bool:
        return RATE.search(self.name) is not None and not GROWTH_NAME.search(self.name)

    @property
    def percent(self) -> bool:
        return self.family == "percent"

    @property
    def apart(self) -> bool:
        """True after "cao hơn", "thấp hơn" outside brackets."""
        return (
            not self.reading.left.paren and re.search(r"(?:cao|thấp) hơn", self.words) is not None
        )


@dataclass(frozen=True)
class _Answer:
    """A measure, why, and whether the number counts down (None: as the verb says)."""

    measure: str
    why: str
    down: bool | None = None


_Rule = Callable[[_Case], _Answer | None]


def _rank(case: _Case) -> _Answer | None:
    return _Answer("rank", "a place in an order") if case.reading.quantity.form == "rank" else None


def _from_a(case: _Case) -> _Answer | None:
    quantity, left = case.reading.quantity, case.reading.left
    ahead = case.sentence.low[quantity.tail : quantity.tail + 70]
    if (
        left.source
        and case.verb in ("up", "down")
        and quantity.form == "single"
        and case.reading.right.comparator is None
        and re.match(r"[^;]{0,60}?(?:lên|xuống|còn|thành)", ahead)
    ):
        return _Answer("level", "from A: the level before the change", down=False)
    return None


def _moves(case: _Case) -> _Answer | None:
    return _Answer("change", "places moved") if case.family == "moves" else None


def _plan_figure(case: _Case) -> _Answer | None:
    if not is_plan_figure(case.sentence, case.reading):
        return None
    case.reading.base = None
    case.reading.comparator = None
    return _Answer("level", "the plan's own figure", down=False)


def _exceeds(case: _Case) -> _Answer | None:
    if case.verb != "exceed":
        return None
    reading = case.reading
    mark = re.search(r"vượt (?:mốc|mức|ngưỡng|qua)", case.words)
    if (reading.left.comparator == ">=" and mark) or (not case.percent and reading.base is None):
        reading.comparator = ">="
        return _Answer("level", "vượt as more than")
    return _Answer("completion", "the excess over the plan")


def _times(case: _Case) -> _Answer | None:
    return _Answer("growth", "a multiple of the base") if case.family == "times" else None


def _as_contribution(reading: Reading) -> None:
    if not reading.name.lower().startswith("đóng góp"):
        reading.name = f"Đóng góp của {reading.name} vào tăng trưởng"


def _points(case: _Case) -> _Answer | None:
    if case.family != "points":
        return None
    if case.verb == "contribution" or "đóng góp" in case.words or "đóng góp" in case.name:
        _as_contribution(case.reading)
        return _Answer("level", "points contributed")
    moved = case.verb in ("up", "down", "") or case.before is not None
    return _Answer("change" if moved else "level", "percentage points")


_FALL_IS = re.compile(r"(?<!\w)giảm (?:được )?(?:tỷ lệ )?hộ[^,;\d]{0,60}(?: \d{4})? là $")


def _size_of_fall(case: _Case) -> _Answer | None:
    if _FALL_IS.search(case.words) and case.rate and case.percent:
        return _Answer("change", "the size of a fall", down=True)
    if "mức giảm" not in case.words and not ("mức tăng" in case.words and case.rate):
        return None
    reading = case.reading
    bare = re.sub(r"^mức (?:giảm|tăng)\s*", "", reading.name, flags=re.IGNORECASE)
    reading.name = bare or reading.name
    return _Answer("change", "the size of a fall or rise")


def _named_growth(case: _Case) -> _Answer | None:
    named = re.search(r"mức (?:tăng|giảm)(?: trưởng)?(?: bình quân)?(?: là| đạt)? $", case.words)
    named = named or re.search(r"(?:cao|thấp) hơn tốc độ (?:tăng|giảm)(?: trưởng)? $", case.words)
    if not case.percent or named is None:
        return None
    return _Answer("growth", "a rate of growth named as such", down="giảm" in named.group())


def _direction(case: _Case) -> _Answer | None:
    if case.verb not in ("up", "down"):
        return None
    if re.search(r"(?:tăng|giảm)(?: \w+)? (?:ở|tại)(?: cả)? $", case.words):
        return _Answer("level", "how many places rose or fell", down=False)
    if not case.percent:
        return _Answer("change", "an absolute increase or fall")
    if case.plan:
        return _Answer("growth", "more or less than the plan by a percentage")
    before, carried = case.before, not case.reading.own_name
    if NATURAL_RATE.search(case.name):
        moved = before is not None and carried
        return _Answer("change" if moved else "level", "a demographic rate")
    slower = before is not None and before.measure == "growth" and carried and case.verb == "down"
    below = re.search(r"giảm[^,;]* dưới $", case.words) and not case.reading.unit.endswith("/năm")
    if case.rate and below and case.verb == "down" and case.reading.base is None:
        return _Answer("level", "to fall below a level", down=False)
    faster = (
        before is not None
        and before.measure == "growth"
        and carried
        and before.verb in ("level", "equal")
        and GROWTH_NAME.match(case.name) is not None
    )
    if case.rate or faster or (GROWTH_NAME.search(case.name) and (case.apart or slower)):
        return _Answer("change", "a rate's change, in points")
    if case.apart and before is not None and before.quantity.family == "percent":
        return _Answer("change", "distance between two percentages")
    return _Answer("growth", "a quantity's relative change")


def _contributed_share(case: _Case) -> _Answer | None:
    if case.verb != "contribution" or not case.percent:
        return None
    _as_contribution(case.reading)
    return _Answer("level", "a share contributed")


def _signed(case: _Case) -> _Answer | None:
    begin = case.reading.quantity.begin
    if case.percent and case.sentence.text[begin : begin + 1] in "+-":
        return _Answer("growth", "a signed percentage")
    return None


def _legend(case: _Case) -> _Answer | None:
    if not case.percent or not case.scope.legend or case.reading.left.verb:
        return None
    plan = re.search(r"dự toán|kế hoạch|nghị quyết|chỉ tiêu|giao", case.scope.legend)
    return _Answer("completion" if plan else "growth", "the legend of the table")


def _of_plan(case: _Case) -> _Answer | None:
    base = case.reading.base
    if not case.percent or base is None or base.kind != "plan":
        return None
    return _Answer("completion", f"set against \u201c{base.words}\u201d")


def _index_base(case: _Case) -> _Answer | None:
    if not case.percent or not re.search(r"= ?100", case.words):
        return None
    at = case.words.find("tháng trước")
    if at >= 0:
        at += case.reading.left.begin
        case.reading.base = Base(at, at + 11, "period", "last_month", "tháng trước")
    return _Answer("growth", "an index with base 100")


def _index_form(case: _Case) -> _Answer | None:
    reading = case.reading
    if not case.percent or reading.base is None:
        return None
    plain = not RATE.search(case.name) and not DISBURSEMENT.search(case.name)
    if plain or (reading.right.base is not None and reading.left.verb == "equal"):
        return _Answer("growth", "index form: a percentage of the base period")
    return None


_TOTAL = re.compile(r"(?:grdp|gdp|tổng sản phẩm|gtsx)(?! bình quân)")
_FLOW = re.compile(
    r"(?:tổng )?(?:giá trị (?:sản xuất|đầu tư)|nguồn thu|thu (?:ngân sách|nội địa|nsnn|cân đối)|"
    r"chi (?:ngân sách|nsnn|thường xuyên|đầu tư)|vốn đầu tư|tổng vốn đầu tư|diện tích gieo|"
    r"sản lượng|kim ngạch|tổng mức bán lẻ|doanh thu|sản xuất |sx |tm-dv|gtsx|khai thác)"
)


def _is_growth(case: _Case) -> _Answer | None:
    if not case.percent:
        return None
    if GROWTH_NAME.search(case.name) and not NATURAL_RATE.search(case.name):
        return _Answer("growth", "the indicator is itself a growth")
    if _TOTAL.match(case.name) and not case.reading.right.complement:
        return _Answer("growth", "of a total only a growth is given in percent")
    return None


_SAME_PERIOD = re.compile(r"(?:so với|so) (?:cùng kỳ|vụ|năm trước|tháng trước)|cùng kỳ năm")
_PLAN_NAMED = re.compile(r"kế hoạch|dự toán|nghị quyết|chỉ tiêu|mục tiêu|(?<!\w)kh(?!\w)")


def _base_of_list(case: _Case) -> _Answer | None:
    """Index form in a list whose last member says "so với cùng kỳ", no plan named."""
    reading, sentence = case.reading, case.sentence
    if not case.percent or reading.left.verb != "equal" or reading.base is not None:
        return None
    whole = sentence.low[sentence.begin : sentence.end]
    if _PLAN_NAMED.search(whole) or not _SAME_PERIOD.search(whole):
        return None
    return _Answer("growth", "index form: the base stands with another number of the list")


def _aside_of_change(case: _Case) -> _Answer | None:
    """Index form in a list whose last member says "so với cùng kỳ", no plan named."""
    reading, before = case.reading, case.before
    if before is None or before.measure not in ("growth", "change") or not reading.left.paren:
        return None
    if not _BARE_BRACKET.fullmatch(reading.left.words) or reading.kind != before.kind:
        return None
    if before.quantity.family == "percent" and not case.percent and case.family != "points":
        return _Answer("change", "the same movement in another unit", down=before.negative)
    if case.percent and before.quantity.family != "percent":
        return _Answer("growth", "the same movement in percent", down=before.negative)
    return None


_BARE_BRACKET = re.compile(
    r"\s*\(\s*(?:(?:bằng|tương đương|tức|tương ứng)(?: với)?\s*)?(?:(?:tăng|giảm)\s*)?"
    r"(?:(?:khoảng|gần|hơn|trên)\s*)?"
)


def _share_of_plan(case: _Case) -> _Answer | None:
    if not case.percent:
        return None
    reading, left, before = case.reading, case.reading.left, case.before
    bare = not reading.right.complement and not left.paren
    if bare and left.verb in ("level", "equal") and reading.own_name and _FLOW.match(case.name):
        return _Answer("completion", "a yearly flow given in percent: the share of its plan")
    if DISBURSEMENT.search(case.name) or "giải ngân" in case.words:
        return _Answer("completion", "a disbursement is a share of its plan")
    if (
        before is not None
        and bare
        and not reading.own_name
        and before.measure == "level"
        and before.quantity.family in ("money", "measure", "count")
        and before.quantity.form in ("single", "target_of_pair", "actual_of_pair")
        and left.verb in ("level", "equal", "")
        and left.break_before in (",", "", " ", "-", "(", ")")
    ):
        return _Answer("completion", "a percentage behind a quantity, nothing else named")
    return None


def _as_before(case: _Case) -> _Answer | None:
    before, reading = case.before, case.reading
    if not case.percent or before is None or before.measure != "growth":
        return None
    if not reading.own_name and reading.left.verb in ("level", "equal", ""):
        return _Answer("growth", "said of the growth before it")
    if "cùng kỳ" in case.words:
        return _Answer("growth", "the same rate in another period")
    return None


_RULES: tuple[_Rule, ...] = (
    _plan_figure, _rank, _from_a, _moves, _aside_of_change, _exceeds, _times, _points,
    _size_of_fall, _named_growth, _direction,
    _contributed_share, _signed, _legend, _of_plan, _index_base, _index_form, _is_growth,
    _base_of_list, _share_of_plan, _as_before,
)  # fmt: skip


def _bracketed_target(case: _Case) -> _Answer | None:
    """A plan in brackets behind a figure measures what the figure measures."""
    reading, before = case.reading, case.before
    if (
        not reading.left.paren
        or before is None
        or reading.kind != "target"
        or reading.own_name
        or case.family != before.quantity.family
    ):
        return None
    if before.kind != "target":
        reading.base = None
        return _Answer(before.measure, "the plan for the figure before it", down=before.negative)
    if not case.verb:
        return _Answer(before.measure, "another target for the same", down=before.negative)
    return None


def settle_measure(
    sentence: Sentence, reading: Reading, before: Reading | None, scope: Scope
) -> None:
    """Decide a reading's measure, sign, comparator and base."""
    quantity, left, right = reading.quantity, reading.left, reading.right
    verb = left.verb
    if reading.group is not None and reading.group > 0 and before is not None:
        verb = before.verb
    reading.verb = verb
    reading.base = reading.base or right.base or left.base
    reading.comparator = left.comparator or right.comparator
    if _frames_only(reading, verb):
        reading.base = None
    if quantity.form == "range" and reading.comparator == "~":
        reading.comparator = None
    family = "percent" if reading.unit.startswith(("%", "‰")) else quantity.family
    if family == "bare" and reading.unit:
        family = "points" if "điểm" in reading.unit else "measure"
    case = _Case(sentence, reading, before, scope, verb, family)
    answer = next((found for rule in _RULES if (found := rule(case))), None)
    answer = _bracketed_target(case) or answer or _Answer("level", "a level verb or none")
    if answer.measure == "completion" and not case.plan:
        reading.base = None
    down = answer.down
    if down is None:
        down = verb == "down" or "mức giảm" in left.words
    reading.measure = answer.measure
    reading.negative = down and answer.measure in ("growth", "change")
    reading.reasons["measure"] = answer.why


def _frames_only(reading: Reading, verb: str) -> bool:
    """True when "So với nghị quyết ...," opens the sentence and is not this number's own base."""
    left, base = reading.left, reading.base
    return (
        base is not None
        and left.base is base
        and reading.right.base is None
        and base.kind == "plan"
        and verb in ("level", "to", "")
        and bool(left.subject)
        and reading.quantity.family == "percent"
    )
