"""The tiny trend beside a number, as markup."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from yardstick.charts.period_labels import recurring_label
from yardstick.charts.spec import Spark
from yardstick.charts.timeline import spark
from yardstick.domain.period import Period
from yardstick.render.spark import positions, spark_svg
from yardstick.ui.messages import text
from yardstick.ui.session import language

if TYPE_CHECKING:
    from yardstick.analysis.standing import Standing


def markup(standing: "Standing") -> str:
    """The spark of a standing; empty where there are too few periods of a kind."""
    drawn = spark(standing, language())
    return picture(drawn) if drawn is not None else ""


def head(standings: Sequence["Standing"], period: Period) -> str:
    """What the sparks of a period show: "6 tháng, 2018–2024"; empty where there are none."""
    years = [int(code[:4]) for one in standings if spark(one) for code, _ in one.history]
    if not years:
        return ""
    kind = recurring_label(period, language())
    return text("column.trend_of", period=kind, first=min(years), last=max(years))


def picture(spec: Spark) -> str:
    """The picture, then its first and last period in the page's font."""
    coded = b64encode(spark_svg(spec).encode()).decode()
    xs = positions(len(spec.points))
    return (
        f"<span class='ys-spark' role='img' aria-label='{escape(spec.alt)}'>"
        f"<img src='data:image/svg+xml;base64,{coded}' alt=''>"
        f"<span class='ys-spark-ends'><span style='left:{xs[0]:.0f}px'>{escape(spec.first)}</span>"
        f"<span style='left:{xs[-1]:.0f}px'>{escape(spec.last)}</span></span></span>"
    )
