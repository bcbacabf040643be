"""The document summaries that ship: in our own words, and read back figure by figure."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.extract.prose import extract
from etl.read.document import read_document
from yardstick.domain.catalogue import Catalogue, read_catalogue


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return read_catalogue((root / "indicators.yaml").read_text(encoding="utf-8"))


def documents(root: Path) -> list[Path]:
    return sorted((root / "data" / "documents").glob("*.txt"))


def test_documents_say_what_they_are(root: Path) -> None:
    assert len(documents(root)) == 5
    for path in documents(root):
        assert path.name.isascii()
        document = read_document(path.read_bytes(), path.name)
        assert "Bản tóm tắt số liệu, không phải nguyên văn" in document.text
        assert document.metadata.title
        assert "Bản tóm tắt" not in document.metadata.title
        assert document.metadata.date is not None


def test_documents_are_in_our_own_words(root: Path, shared: Path) -> None:
    """Eight words in a row may agree only where they are the name of an indicator."""
    originals = {
        run
        for path in (shared / "documents").glob("0*.txt")
        for run in _runs(path.read_text(encoding="utf-8"))
    }
    names = (
        "tổng vốn đầu tư phát triển toàn xã hội",
        "tổng vốn đầu tư toàn xã hội",
        "giá trị sản xuất công nghiệp tiểu thủ công nghiệp",
        "lao động đi làm việc có thời hạn ở nước ngoài",
        "tỷ lệ giải ngân vốn đầu tư công",
        "tỷ lệ xã đạt chuẩn nông thôn mới nâng cao",
        "tỷ lệ xã đạt chuẩn nông thôn mới kiểu mẫu",
        "huyện đạt chuẩn nông thôn mới nâng cao",
        "nâng chất 02 tiêu chí nông thôn mới nâng cao",
        "nâng chất 01 tiêu chí nông thôn mới",
        "03 nội dung tiêu chí huyện nông thôn mới",
        "ban chấp hành đảng bộ tỉnh hưng yên",
    )
    for path in documents(root):
        body = path.read_text(encoding="utf-8").partition("- Bản tóm tắt")[2]
        copied = {" ".join(run) for line in body.splitlines() for run in _runs(line)} & {
            " ".join(run) for run in originals
        }
        assert {run for run in copied if not any(run in name for name in names)} == set(), path


def _runs(text: str, length: int = 8) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    for at in range(len(words) - length + 1):
        yield tuple(words[at : at + length])


def test_documents_carry_every_figure_of_the_originals(
    root: Path, shared: Path, catalogue: Catalogue
) -> None:
    """What the reader finds in the summaries is what a person found in the originals."""
    wanted: Counter[tuple[object, ...]] = Counter()
    for path in sorted((shared / "gold").glob("seed_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if not record.get("repeat"):
                wanted[_essence(record)] += 1
    found: Counter[tuple[object, ...]] = Counter()
    for path in documents(root):
        document = read_document(path.read_bytes(), path.name)
        for mention in extract(document, catalogue).mentions:
            numbers = [float(number) for number in mention.numbers]
            found[
                (tuple(numbers), mention.kind, mention.measure, mention.comparator, mention.period)
            ] += 1
    assert found == wanted


def _essence(record: dict[str, object]) -> tuple[object, ...]:
    value = record.get("value")
    numbers = (value,) if value is not None else (record["value_low"], record["value_high"])
    floats = tuple(float(str(number)) for number in numbers)
    return (floats, record["kind"], record["measure"], record["comparator"], record["period"])


def test_the_first_half_of_2024_is_read_as_printed(root: Path, catalogue: Catalogue) -> None:
    (path,) = (root / "data" / "documents").glob("ket-luan-hoi-nghi-32-*.txt")
    document = read_document(path.read_bytes(), path.name)
    read = {
        (mention.indicator, mention.measure): (str(mention.value), mention.unit)
        for mention in extract(document, catalogue).mentions
        if mention.period == "2024-H1" and mention.place_text == "tỉnh Hưng Yên"
    }
    assert read["EC01", "growth"] == ("6.81", "%")
    assert read["FN01", "level"] == ("20889", "tỷ đồng")
    assert read["IV01", "completion"] == ("45.5", "%")
    assert read["IN04", "growth"] == ("16", "%")


def test_targets_of_2024_are_read_with_their_codes(root: Path, catalogue: Catalogue) -> None:
    targets = {
        (mention.indicator, mention.place_text)
        for path in documents(root)
        for mention in extract(read_document(path.read_bytes(), path.name), catalogue).mentions
        if mention.kind == "target" and mention.period == "2024" and mention.indicator
    }
    assert targets == {
        ("IV02", "tỉnh Hưng Yên"),
        ("IV06", "tỉnh Hưng Yên"),
        ("IV07", "tỉnh Hưng Yên"),
        ("SO03", "tỉnh Hưng Yên"),
        ("NT02", "tỉnh Hưng Yên"),
        ("NT03", "tỉnh Hưng Yên"),
        ("IV02", "huyện Văn Lâm"),
        ("GV01", "huyện Sơn Động"),
    }
