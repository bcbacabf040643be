"""One language at a time: no Vietnamese left over in English, no machine's words in either."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import served

from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.place import Gazetteer
from yardstick.store import desk, origin
from yardstick.store.commitments import commitments
from yardstick.store.database import Store
from yardstick.store.places import read_places
from yardstick.ui.navigation import ENTRIES

PAGES = [entry.url_path for entry in ENTRIES if entry.exists]
# Letters no English word has.
VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I
)
MACHINE = ("None", "nan", "NaN", "undefined", "Traceback", "null")
# Streamlit's and our own English, none of which may stand on a Vietnamese page.
ENGLISH = (
    *("Press Enter", "Choose an option", "Choose options", "Browse files", "Drag and drop"),
    *("Limit", "Select all", "No results", "Loading", "Running", "Rerun", "Deploy", "Download as"),
    *("the ", "figures", "target", "Source", "Show", "Open", "Place", "Period", "Indicator"),
)
# Names the product keeps in Vietnamese, and the switch to Vietnamese itself.
KEPT = ("Tiếng Việt", "SỐ LIỆU MINH HỌA")
TEXTS = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!parent.closest('style, script, noscript, mark, blockquote, .ys-document'))
            found.push(walker.currentNode.textContent);
    }
    for (const e of document.querySelectorAll('[aria-label], [placeholder], [alt], [title]'))
        for (const name of ['aria-label', 'placeholder', 'alt', 'title'])
            if (e.getAttribute(name)) found.push(e.getAttribute(name));
    return found.map(text => text.trim()).filter(text => text);
}"""

# What only a screen reader says.
UNSEEN = """() => {
    const found = [];
    for (const name of ['aria-label', 'placeholder', 'alt', 'title'])
        for (const e of document.querySelectorAll(`[${name}]`)) found.push(e.getAttribute(name));
    const unseen = '[data-testid="stSkipToContent"], [data-live-announcer] div, '
        + '[data-testid="stFileUploaderDropzone"] :is(p, span)';
    for (const e of document.querySelectorAll(unseen))
        if (e.firstChild?.nodeType === 3 && e.dataset.testid !== 'stIconMaterial')
            found.push(e.firstChild.data);
    return found.map(text => text.trim()).filter(text => text);
}"""


@pytest.fixture(scope="module", params=["full", "empty", "demo"])
def served_store(
    request: pytest.FixtureRequest,
    filled: Path,
    demo: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    empty = tmp_path_factory.mktemp("none") / "store"
    return {"full": filled, "demo": demo, "empty": empty}[request.param]


@pytest.fixture(scope="module")
def address(served_store: Path) -> Iterator[str]:
    with served(served_store) as port:
        yield f"http://127.0.0.1:{port}"


def known_words(root: Path, served_store: Path) -> list[str]:
    """What is data and stays in the language it was printed in, the longest first."""
    catalogue: Catalogue = read_catalogue((root / "indicators.yaml").read_text("utf-8"))
    places: Gazetteer = read_places(root / "data" / "places")
    known = [place.full_name for place in places] + [place.name for place in places]
    for item in catalogue:
        known += [item.name("vi"), item.short("vi"), *item.synonyms]
    store = Store(served_store)
    if not store.is_empty:
        held = origin.sources(store)
        known += [*held["title"], *held["issuer"].dropna(), *held["number"].dropna()]
        queue = desk.waiting(store)
        known += [*queue["quote"], *(str(r.get("indicator_text") or "") for r in queue["reading"])]
        # Names of the files that ship, among the loads.
        known += [path.name for path in (root / "data").rglob("*.*")]
        asked = commitments(store)
        known += [*asked["who"].dropna(), *asked["quote"], *asked["due_words"]]
    plain = {" ".join(word.lower().split()) for word in (*KEPT, *known) if word and len(word) > 2}
    return sorted(plain, key=len, reverse=True)


def without(text: str, data: list[str]) -> str:
    """The text in small letters, without what is data; a title may be cut by "…"."""
    plain = " ".join(text.lower().split())
    head, cut, tail = plain.partition("…")
    if cut and any(word.startswith(head.strip()) for word in data):
        plain = tail
    for word in data:
        plain = plain.replace(word, " ")
    return plain


def test_each_language_is_complete_on_every_page(
    visit: Callable[..., Any], root: Path, served_store: Path
) -> None:
    data = known_words(root, served_store)
    opened = visit()
    left: dict[str, list[str]] = {}
    for path in PAGES:
        page = opened.open(f"{path}?lang=en")
        texts = page.evaluate(TEXTS)
        left[f"{path} en"] = [t for t in texts if VIETNAMESE.search(without(t, data))]
        left[f"{path} en machine"] = sorted(machine_words(texts))
    opened = visit()
    for path in PAGES:
        page = opened.open(path)
        parts = page.locator('[data-testid="stMain"], [data-testid="stSidebar"]')
        shown = without(" ".join(parts.all_inner_texts()), data)
        left[f"{path} vi"] = [w for w in ENGLISH if re.search(rf"\b{re.escape(w.lower())}", shown)]
        left[f"{path} vi machine"] = sorted(machine_words(page.evaluate(TEXTS)))
        left[f"{path} vi unseen"] = sorted(in_english(page.evaluate(UNSEEN), data))
    assert {page: words for page, words in left.items() if words} == {}


def in_english(texts: list[str], data: list[str]) -> set[str]:
    """Texts of several letters, none of them Vietnamese, that are no data."""
    plain = {t for t in texts if not VIETNAMESE.search(t) and re.search(r"[a-z]{3}", t)}
    return {t for t in plain if re.search(r"[a-z]{3}", without(t, data))}


def test_the_words_of_the_client_follow_the_switch(visit: Callable[..., Any]) -> None:
    page = visit().open("nap-so-lieu")
    sidebar = page.locator('[data-testid="stSidebar"]')
    skip = page.locator('[data-testid="stSkipToContent"]')
    assert sidebar.get_attribute("aria-label") == "Danh mục trang"
    assert skip.text_content() == "Tới nội dung chính"
    assert page.locator("html").get_attribute("lang") == "vi"
    page.get_by_text("English", exact=True).click()
    page.locator("html[lang=en]").wait_for(state="attached")
    assert sidebar.get_attribute("aria-label") == "Sidebar"
    assert skip.text_content() == "Skip to main content"
    page.get_by_text("Tiếng Việt", exact=True).click()
    page.locator("html[lang=vi]").wait_for(state="attached")
    assert sidebar.get_attribute("aria-label") == "Danh mục trang"


def machine_words(texts: list[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"[A-Za-z]+", text)} & set(MACHINE)
