"""Check a list of suppliers, and write the answer with its reasons beside each row.

    python check_suppliers.py suppliers.csv answers.csv --bundle trust.bundle

The list has a header and the columns `certificate` (a file, relative to the list; may be
empty), `from`, `to`, `data` and `purpose` (several by semicolons); whatever other columns it
has are kept. If the program is interrupted, the same command goes on where it stopped.

Text in certificates and in lists is hostile: a cell that a spreadsheet would take for a
formula, or a terminal for a command, is made harmless before it is written.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from tegata import Certificate, Refused, Report, Transfer, TrustBundle, Verifier, printable

ANSWER = ["verdict", "code", "instrument", "reasons", "changes", "checked"]
Row = dict[str, str]


def main() -> int:
    arguments = parse()
    bundle = TrustBundle.load(arguments.bundle).with_embedded_pack()
    verifier = Verifier(bundle, signature_cache=1024)
    with arguments.list.open(newline="", encoding="utf-8-sig") as source:
        rows = list(csv.DictReader(source, restval=""))
    columns = [*(rows[0] if rows else {}), *ANSWER]
    done = resume(arguments.answers, columns)
    with arguments.answers.open("a", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        for row in with_progress(rows, done):
            answer = check(verifier, row, arguments.list.parent)
            writer.writerow([harmless(cell) for cell in [*row.values(), *answer]])
            out.flush()
    return 0


def check(verifier: Verifier, row: Row, folder: Path) -> list[str]:
    """The answer for one supplier."""
    try:
        certificates = []
        if row["certificate"]:
            token = (folder / row["certificate"]).read_text().strip()
            certificates.append(verifier.authenticate(token))
        return told(verifier.decide(question(row, certificates), certificates).report)
    except Refused as no:
        return told(no.report)
    except (OSError, ValueError) as error:
        return ["not checked", "", "", str(error), "", ""]


def question(row: Row, certificates: list[Certificate]) -> Transfer:
    return Transfer(
        row["from"],
        row["to"],
        to=certificates[0] if certificates else None,
        data=words(row["data"]),
        purpose=words(row["purpose"]),
    )


def words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]


def told(report: Report) -> list[str]:
    answer = report.to_dict()
    return [
        report.verdict,
        report.code,
        answer.get("instrument", {}).get("id", ""),
        "; ".join(f"{finding.problem()} [{finding.code}]" for finding in report.findings),
        answer.get("nextChange", ""),
        answer.get("clocks", {}).get("knownAt", ""),
    ]


def harmless(cell: str) -> str:
    """Neither a formula nor a control: what OWASP advises against CSV injection."""
    text = printable(cell)
    formula = text.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    return f"'{text}" if formula else text


def resume(path: Path, columns: list[str]) -> int:
    """How many rows are answered. A last line that was cut off is written anew."""
    header = ",".join(harmless(column) for column in columns) + "\r\n"
    text = path.read_bytes() if path.exists() else b""
    whole = text[: text.rfind(b"\r\n") + 2] if b"\r\n" in text else b""
    if whole and not whole.startswith(header.encode()):
        sys.exit(f"{printable(str(path))} has other columns: it answers another list")
    path.write_bytes(whole or header.encode())
    return max(whole.count(b"\r\n") - 1, 0)


def with_progress(rows: list[Row], done: int) -> Iterator[Row]:
    """The rows that are left, with a bar on a terminal."""
    for number, row in enumerate(rows[done:], done + 1):
        yield row
        if sys.stderr.isatty():
            filled = 40 * number // len(rows)
            bar = "#" * filled + "." * (40 - filled)
            end = "\n" if number == len(rows) else ""
            print(f"\r[{bar}] {number}/{len(rows)}", end=end, file=sys.stderr)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check a list of suppliers.")
    parser.add_argument("list", type=Path, help="the list, CSV")
    parser.add_argument("answers", type=Path, help="where the answers go, CSV")
    parser.add_argument("--bundle", type=Path, required=True, help="the trust bundle")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
