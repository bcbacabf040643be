"""The command line: `python -m etl extract FILE` prints the figures of one document or sheet."""

import argparse
import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from etl.command import add_illustrate, add_run
from etl.extract.mention import Mention
from etl.extract.prose import Extraction, extract
from etl.read.document import read_document
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.errors import DocumentRefused, WorkbookRefused

SHEETS = {".xlsx", ".xlsm", ".xls", ".ods", ".csv"}
# Refusals are printed in five kinds: whatever holds no workbook at all is a broken one.
_KINDS = {"wrong_extension": "corrupt"}
CATALOGUE = Path(__file__).resolve().parent.parent / "indicators.yaml"


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def figure_record(mention: Mention, catalogue: Catalogue) -> dict[str, object]:
    """A figure as one JSON object, fields without a value left out."""
    record: dict[str, object] = {
        "type": "figure",
        "quote": mention.quote,
        "start": mention.start,
        "end": mention.end,
    }
    if mention.value is not None:
        record["value"] = _number(mention.value)
    else:
        low, high = mention.numbers
        record |= {"value_low": _number(low), "value_high": _number(high)}
    if mention.total is not None:
        record["total"] = _number(mention.total)
    indicator = catalogue.find(mention.indicator)
    record |= {
        "unit": mention.unit,
        "kind": mention.kind,
        "measure": mention.measure,
        "comparator": mention.comparator,
        "period": mention.period,
        "place_text": mention.place_text,
        "indicator_text": mention.indicator_text,
        "indicator": catalogue.reported(mention.indicator),
        "indicator_name": indicator.name_vi if indicator else None,
    }
    for name in ("base", "status", "deadline", "version", "authority", "section"):
        value = getattr(mention, name)
        if value is not None:
            record[name] = value
    if mention.repeat:
        record["repeat"] = True
    return record | {"paragraph": mention.paragraph, "confidence": mention.confidence}


def _table(extraction: Extraction) -> None:
    for mention in extraction.mentions:
        numbers = " .. ".join(str(number) for number in mention.numbers)
        print(
            f"{mention.start:>7}  {mention.quote!r:28} {numbers:>14} "
            f"{mention.unit:14} {mention.kind:8} {mention.measure:10} "
            f"{mention.comparator or '':2} {mention.period or '-':10} "
            f"{mention.indicator or '-':5} {mention.indicator_text}"
        )
    for finding in extraction.findings:
        print(f"{finding.severity}: {finding.rule}: {finding.subject}: {finding.evidence}")
    excluded = sum(1 for numeral in extraction.numerals if numeral.disposition != "figure")
    print(
        f"{len(extraction.mentions)} figures; {len(extraction.numerals)} "
        f"numbers in the text, {excluded} of them excluded with a reason"
    )


def _explain(extraction: Extraction, wanted: str) -> int:
    chosen = [
        mention
        for mention in extraction.mentions
        if mention.quote == wanted
        or (wanted.isdigit() and mention.start <= int(wanted) < mention.end)
    ]
    for mention in chosen:
        print(f"{mention.quote}  [{mention.start}:{mention.end}]  {mention.indicator_text}")
        for field, why in mention.reasons:
            print(f"  {field:10} {why}")
    for numeral in extraction.numerals:
        if not chosen and (
            numeral.text == wanted
            or (wanted.isdigit() and numeral.start <= int(wanted) < numeral.end)
        ):
            print(
                f"{numeral.text}  [{numeral.start}:{numeral.end}]  no figure: {numeral.disposition}"
            )
    return 0


def _extract_sheet(path: Path, options: argparse.Namespace) -> int:
    # Only workbooks pay for the libraries that open them.
    from etl.extract.sheet import extract_file_lines

    try:
        for line in extract_file_lines(path, options.place, options.date):
            print(json.dumps(line, ensure_ascii=False))
    except WorkbookRefused as refusal:
        print(refusal, file=sys.stderr)
        print(
            json.dumps(
                {
                    "type": "finding",
                    "kind": _KINDS.get(refusal.reason, refusal.reason),
                    "message": refusal.detail,
                },
                ensure_ascii=False,
            )
        )
        return 2
    return 0


def run_extract(options: argparse.Namespace) -> int:
    """Print the figures of one file; 0 when read, 2 when refused."""
    path = Path(options.file)
    catalogue = read_catalogue(CATALOGUE.read_text("utf-8"))
    if path.suffix.lower() in SHEETS:
        return _extract_sheet(path, options)
    try:
        document = read_document(path.read_bytes(), path.name)
        found = extract(
            document, catalogue, place=options.place, date=options.date, title=options.title
        )
    except DocumentRefused as refusal:
        print(refusal, file=sys.stderr)
        print(
            json.dumps(
                {
                    "type": "finding",
                    "kind": "refused",
                    "reason": refusal.reason,
                    "detail": refusal.detail,
                },
                ensure_ascii=False,
            )
        )
        return 2
    if options.explain:
        return _explain(found, options.explain)
    if not options.jsonl:
        _table(found)
        return 0
    for mention in found.mentions:
        print(json.dumps(figure_record(mention, catalogue), ensure_ascii=False))
    for finding in found.findings:
        print(
            json.dumps(
                {
                    "type": "finding",
                    "kind": finding.rule,
                    "severity": str(finding.severity),
                    "subject": finding.subject,
                    "evidence": finding.evidence,
                },
                ensure_ascii=False,
            )
        )
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m etl")
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("extract", help="print the figures of one document or sheet")
    one.add_argument("file", help="the document or sheet")
    one.add_argument("--jsonl", action="store_true", help="one JSON object a line")
    one.add_argument("--place", help="the place the document is about")
    one.add_argument("--date", type=date.fromisoformat, help="the document's date, YYYY-MM-DD")
    one.add_argument("--title", help="the document's title")
    one.add_argument("--explain", metavar="QUOTE_OR_OFFSET", help="say what decided one figure")
    one.set_defaults(run=run_extract)
    add_run(commands)
    add_illustrate(commands)
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
