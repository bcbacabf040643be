"""What a briefing is made into: .pptx, .pdf, .xlsx, .docx, pictures; with which template."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence

import streamlit as st

from yardstick.briefing.plan import Plan, written
from yardstick.charts.deck import Deck
from yardstick.render import image
from yardstick.render.deck import BUILT_IN, inspect_template, write
from yardstick.render.document import document
from yardstick.render.pdf import libreoffice, page_pictures, pdf
from yardstick.render.workbook import workbook
from yardstick.store.office_briefings import keep_template, template_content, template_names
from yardstick.ui import briefing_data, cached, jobs, show
from yardstick.ui.messages import failure_sentence, text
from yardstick.ui.session import language
from yardstick.ui.uploading import dropzone_words

_MEDIA = "application/vnd.openxmlformats-officedocument"
MIMES = {
    "pptx": f"{_MEDIA}.presentationml.presentation",
    "xlsx": f"{_MEDIA}.spreadsheetml.sheet",
    "docx": f"{_MEDIA}.wordprocessingml.document",
    "pdf": "application/pdf",
    "png": "application/zip",
    "svg": "application/zip",
}
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')
_MEGABYTES = 50


def file_name(now: Plan, form: str) -> str:
    """The briefing's name as a file's."""
    ending = f"-{form}.zip" if form in ("png", "svg") else f".{form}"
    return _FORBIDDEN.sub("-", now.name).strip()[:120] + ending


def stamp(now: Plan) -> str:
    """What an export is made of: the briefing, the figures, the language."""
    return f"{cached.store().version}-{language()}-{written(now)}"


def _template(now: Plan) -> bytes | str | None:
    if not now.template or now.template in BUILT_IN:
        return now.template or None
    return template_content(briefing_data.office(), now.template)


def main_button(now: Plan, deck: Deck) -> None:
    """The primary button: the .pptx, made when it is asked for."""
    template = _template(now)
    shown = briefing_data.to_export(now, deck)
    st.download_button(
        text("briefing.export", form=".pptx"),
        data=lambda: write(shown, template),
        file_name=file_name(now, "pptx"),
        mime=MIMES["pptx"],
        type="primary",
        icon=":material/download:",
        key="briefing-pptx",
        on_click="ignore",
    )


def template_and_switches(now: Plan) -> None:
    """Which template, and what goes along."""
    own = tuple(template_names(briefing_data.office()))
    names = [*BUILT_IN, *own]
    chosen = st.selectbox(
        text("briefing.template"),
        names,
        index=names.index(now.template) if now.template in names else 0,
        format_func=lambda name: (
            text(f"briefing.template.{name}") if name in BUILT_IN else str(name)
        ),
        key=f"briefing-template-{now.key}",
    )
    with st.popover(text("briefing.own_template"), type="tertiary", icon=":material/upload:"):
        _own_template()
    notes = st.checkbox(text("briefing.with_notes"), now.has_notes, key=f"briefing-notes-{now.key}")
    appendix = st.checkbox(
        text("briefing.with_appendix"), now.has_appendix, key=f"briefing-appendix-{now.key}"
    )
    st.caption(text("briefing.print_safe"))
    changed = now.model_copy(
        update={"template": chosen, "has_notes": notes, "has_appendix": appendix}
    )
    if (changed.template or BUILT_IN[0], notes, appendix) != (
        now.template or BUILT_IN[0],
        now.has_notes,
        now.has_appendix,
    ):
        briefing_data.keep(changed)
        st.rerun()


def _own_template() -> None:
    """The office's own .pptx: checked, then kept under a name."""
    file = st.file_uploader(
        text("briefing.template_file"),
        type=["pptx", "potx"],
        key="briefing-template-file",
        max_upload_size=_MEGABYTES,
    )
    dropzone_words(
        "briefing-template-file",
        text("briefing.refresh_choose"),
        text("briefing.file_limit", size=_MEGABYTES),
    )
    if file is None:
        st.caption(text("briefing.template_text"))
        return
    report = inspect_template(file.getvalue())
    for problem in report.problems:
        st.html(show.note("error", problem))
    for remark in report.remarks:
        st.html(show.note("info", remark))
    if not report.is_usable:
        return
    name = st.text_input(
        text("briefing.template_name"),
        file.name.rsplit(".", 1)[0],
        key="briefing-template-name",
    )
    if st.button(text("briefing.template_keep"), type="primary", key="briefing-template-keep"):
        keep_template(
            briefing_data.office(),
            name.strip() or file.name,
            file.getvalue(),
            author=briefing_data.author(),
        )
        briefing_data.change(lambda plan: plan.model_copy(update={"template": name.strip()}))
        st.rerun()


def other_forms(now: Plan) -> None:
    """Further forms, made beside the page with words on how far they are."""
    deck = briefing_data.deck(now)
    with st.container(horizontal=True, key="briefing-forms", gap="small"):
        for form in ("pdf", "xlsx", "docx", "png", "svg"):
            if st.button(f".{form}", key=f"briefing-form-{form}"):
                work = _work(form, now, deck)
                jobs.started("briefing", f"{form}-{stamp(now)}", work)
                st.session_state["briefing-form"] = form
    asked = st.session_state.get("briefing-form")
    if asked and jobs.found("briefing", f"{asked}-{stamp(now)}") is not None:
        _progress(asked, now)


def _progress(form: str, now: Plan) -> None:
    def shown() -> None:
        job = jobs.found("briefing", f"{form}-{stamp(now)}")
        if job is None:
            return
        if job.is_running:
            words = text("briefing.making", form=f".{form}")
            if job.total:
                words += f" {job.done}/{job.total}"
            st.progress(job.share, text=words)
            return
        if job.failure is not None:
            st.html(show.note("error", failure_sentence(job.failure)))
            return
        made = job.answer
        assert isinstance(made, bytes)  # noqa: S101 - every form is a file
        st.download_button(
            text("briefing.fetch", form=f".{form}"),
            made,
            file_name=file_name(now, form),
            mime=MIMES[form],
            icon=":material/download:",
            key=f"briefing-fetch-{form}",
            on_click="ignore",
        )

    job = jobs.found("briefing", f"{form}-{stamp(now)}")
    running = job is not None and job.is_running
    st.fragment(shown, run_every=1.0 if running else None)()


def _work(form: str, now: Plan, deck: Deck) -> Callable[[jobs.Progress], bytes]:
    template = _template(now)
    shown = briefing_data.to_export(now, deck)

    def made(progress: jobs.Progress) -> bytes:
        if form == "pdf":
            return pdf(write(shown, template, progress))
        if form == "xlsx":
            return workbook(deck)
        if form == "docx":
            return document(deck, with_pictures=image.is_available(), progress=progress)
        return pictures(deck, "svg" if form == "svg" else "png", progress)

    return made


def pictures(deck: Deck, form: image.Format, progress: jobs.Progress) -> bytes:
    """Every chart as a picture of its own, in one .zip."""
    charts = [
        (number, block)
        for number, slide in enumerate(deck.slides, 1)
        for block in slide.blocks
        if block.chart is not None and image.is_drawn(block.chart)
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for done, (number, block) in enumerate(charts, 1):
            assert block.chart is not None  # noqa: S101 - chosen so
            name = f"{number:02d}-{block.key}.{form}"
            package.writestr(name, image.picture(block.chart, form))
            progress(done, len(charts))
    return stream.getvalue()


def exact_pictures(now: Plan) -> Sequence[bytes] | None:
    """The slides as LibreOffice draws them, while they are up to date; None otherwise."""
    job = jobs.found("exact", stamp(now))
    if job is None or job.is_running or job.failure is not None:
        return None
    made = job.answer
    return made if isinstance(made, list) else None


def exact(now: Plan) -> None:
    """The slides as LibreOffice draws them, on demand; says what is missing for that."""
    if libreoffice() is None:
        st.caption(text("failure.tool.libreoffice"))
        return
    job = jobs.found("exact", stamp(now))
    made = exact_pictures(now)
    if made is not None:
        for start in range(0, len(made), 2):
            for column, picture in zip(
                st.columns(2, gap="small"), made[start : start + 2], strict=False
            ):
                column.image(picture, width="stretch")
    elif job is None:
        st.button(
            text("briefing.exact"),
            icon=":material/preview:",
            type="tertiary",
            key="briefing-exact",
            on_click=_exact,
        )
    elif job.is_running:
        _wait_for_exact(now)
    elif job.failure is not None:
        st.html(show.note("error", failure_sentence(job.failure)))


def _exact() -> None:
    now = briefing_data.plan()
    if now is None:
        return
    deck, template = briefing_data.deck(now), _template(now)

    def made(progress: jobs.Progress) -> list[bytes]:
        return list(page_pictures(pdf(write(deck, template, progress))))

    jobs.started("exact", stamp(now), made)


def _wait_for_exact(now: Plan) -> None:
    def shown() -> None:
        job = jobs.found("exact", stamp(now))
        if job is None or not job.is_running:
            st.rerun()
        elif job is not None:
            st.progress(job.share, text=text("briefing.exact_making"))

    st.fragment(shown, run_every=1.0)()
