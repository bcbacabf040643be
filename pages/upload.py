"""Nạp số liệu: a template out, files in, a preview, storing, and undoing of whole loads."""

import streamlit as st

from yardstick.ui import show, template, uploading
from yardstick.ui.messages import text

_TYPES = ["xlsx", "xlsm", "xls", "ods", "csv", "docx", "pdf", "txt"]
_MEGABYTES = 50


def page() -> None:
    """Nothing is stored before its preview was seen."""
    head, action = st.columns([4, 1], vertical_alignment="bottom")
    head.html(show.page_head(text("nav.data"), text("upload.title"), text("upload.lead")))
    with action:
        template.offer()
    uploading.said()
    files = st.file_uploader(
        text("upload.files"),
        type=_TYPES,
        accept_multiple_files=True,
        key="upload-files",
        max_upload_size=_MEGABYTES,
    )
    uploading.dropzone_words()
    for number, file in enumerate(files):
        with st.container(border=True, key=f"file-{number}"):
            with st.spinner(text("upload.reading", name=file.name)):
                found = uploading.read(file.getvalue(), file.name)
            if found.failure is not None:
                uploading.refusal(found.failure)
            elif found.upload is not None:
                count = found.upload.mentions
                st.html(show.section(text("upload.read", name=file.name, count=count)))
                if uploading.preview(found.upload, file.getvalue(), str(number)):
                    uploading.store_upload(found.upload)
    uploading.batches()
