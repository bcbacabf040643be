"""Refreshing a deck rearranged by hand: upload, new figures in place, a report, download."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from yardstick.briefing.build import rebuilt
from yardstick.charts.deck import Block, Definition
from yardstick.domain.period import Period
from yardstick.render.deck_refresh import RefreshReport, refresh
from yardstick.ui import briefing_data, cached, jobs, show
from yardstick.ui.briefing_forms import MIMES
from yardstick.ui.messages import failure_sentence, period_title, text
from yardstick.ui.session import language
from yardstick.ui.uploading import dropzone_words

_MEGABYTES = 50
_STATES = ("updated", "kept", "gone", "incomplete", "unchanged")


def block() -> None:
    """The refresh at the foot of the page."""
    with st.container(border=True, key="briefing-refresh"):
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.html(
            show.section(text("briefing.refresh"))
            + f"<div class='ys-small'>{text('briefing.refresh_text')}</div>"
        )
        with right:
            file = st.file_uploader(
                text("briefing.refresh_file"),
                type=["pptx"],
                key="briefing-refresh-file",
                max_upload_size=_MEGABYTES,
                label_visibility="collapsed",
            )
            dropzone_words(
                "briefing-refresh-file",
                text("briefing.refresh_choose"),
                text("briefing.file_limit", size=_MEGABYTES),
            )
        if file is None:
            return
        period = _period()
        data = file.getvalue()
        stamp = "-".join(
            (
                hashlib.sha256(data).hexdigest(),
                cached.store().version,
                language(),
                period.code if period is not None else "",
            )
        )
        job = jobs.found("refresh", stamp) or _started(stamp, data, period)
        _result(job, file.name)


def _period() -> Period | None:
    """Of which period the figures are to be; None keeps that of the file."""
    home = cached.available().home
    periods = cached.choices(home).periods if home is not None else ()
    options: list[Period | None] = [None, *periods]
    return st.selectbox(
        text("briefing.refresh_period"),
        options,
        format_func=lambda one: (
            period_title(one.code) if one is not None else text("briefing.refresh_same")
        ),
        key="briefing-refresh-period",
        width=320,
    )


def _started(stamp: str, data: bytes, period: Period | None) -> jobs.Job:
    facts, spoken = cached.facts(), language()
    today, made_up = briefing_data.today(), cached.is_illustrative()

    def rebuild(asked: Sequence[tuple[str, Definition]]) -> Mapping[str, Block]:
        return rebuilt(
            asked,
            facts,
            spoken,
            today=today,
            is_illustrative=made_up,
            period=period.canonical().code if period is not None else None,
        )

    def work(progress: jobs.Progress) -> tuple[bytes, RefreshReport]:
        del progress  # one step: most files take less than three seconds
        return refresh(data, rebuild)

    return jobs.started("refresh", stamp, work)


def _result(job: jobs.Job, name: str) -> None:
    if job.is_running:

        def waiting() -> None:
            if not job.is_running:
                st.rerun()
            st.progress(0.5, text=text("briefing.refreshing", name=name))

        st.fragment(waiting, run_every=0.5)()
        return
    if job.failure is not None:
        st.html(show.note("error", failure_sentence(job.failure)))
        return
    answer = job.answer
    assert isinstance(answer, tuple)  # noqa: S101 - the file and its report
    made, report = answer
    _report(report)
    stem = name.rsplit(".", 1)[0]
    st.download_button(
        text("briefing.refresh_fetch"),
        made,
        file_name=f"{stem} ({text('briefing.refreshed_name')}).pptx",
        mime=MIMES["pptx"],
        icon=":material/download:",
        key="briefing-refresh-fetch",
        on_click="ignore",
    )


def _report(report: RefreshReport) -> None:
    """What was updated, what stayed and why, slide by slide."""
    counts = Counter(line.status for line in report.lines)
    told = [
        text(f"briefing.refreshed.{state}", count=counts[state])
        for state in _STATES
        if counts[state]
    ]
    if report.own_slides:
        told.append(text("briefing.refreshed.own", count=report.own_slides))
    kind = "warning" if counts["gone"] or counts["incomplete"] else "success"
    st.html(show.note("warning" if kind == "warning" else "success", "; ".join(told) + "."))
    lines = sorted(report.lines, key=lambda line: (_STATES.index(line.status), line.slide))
    shown = [line for line in lines if line.status != "unchanged"]
    if not shown:
        return
    st.dataframe(
        pd.DataFrame(
            [
                {
                    text("briefing.report.slide"): line.slide,
                    text("briefing.report.what"): text(f"briefing.role.{line.role}"),
                    text("briefing.report.title"): line.title,
                    text("briefing.report.state"): text(f"briefing.state.{line.status}"),
                    text("briefing.report.detail"): line.detail,
                }
                for line in shown
            ]
        ),
        hide_index=True,
        key="briefing-refresh-report",
    )
