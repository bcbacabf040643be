"""Nạp số liệu: files in, how each was read and may be read instead, a preview, storing, undoing."""

import streamlit as st

from yardstick.ui import cached, show, template, uploading, uploading_batches, uploading_layouts
from yardstick.ui.messages import text


def page() -> None:
    """Nothing is stored before its preview was seen."""
    head, action = st.columns([4, 1], vertical_alignment="bottom")
    badge = show.demo_badge() if cached.is_illustrative() else ""
    head.html(f"<header class='ys-head'><h1>{text('upload.title')} {badge}</h1></header>")
    with action:
        template.offer()
    place_of_steps = st.empty()
    uploading.said()
    files = uploading.chosen_files()
    current = 1
    if files:
        found = uploading.read_all(files)
        file = uploading.picked_file(files, found)
        current = 5 if uploading.is_stored(file) else 2
        uploading.one_file(file, found[file.digest])
    else:
        st.html(show.note("info", text("upload.lead")))
    place_of_steps.html(uploading.steps(current))
    uploading_layouts.memory()
    uploading_batches.batches()
