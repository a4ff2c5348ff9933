"""Hold the messages of this folder against the hashes of the custody log. Needs Python 3.8, nothing else.

    python verify.py

Prints each step and ends with 0 if everything holds, else 1.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List  # noqa: UP035 - for the Python of years ago

Rows = List[Dict[str, Any]]  # noqa: UP006
Containers = Dict[int, Dict[str, Any]]  # noqa: UP006


def messages_hold(folder: Path, manifest: Rows) -> Iterator[str]:
    """Each file has the SHA-256 and the permalink that the manifest gives it."""
    for item in manifest:
        content = (folder / item["file"]).read_bytes()
        digest = hashlib.sha256(content).digest()
        name = "m/" + base64.b32encode(digest[:20]).decode("ascii").lower()[:26]
        if digest.hex() != item["sha256"] or name != item["permalink"]:
            yield f"{item['file']} is not the message {item['permalink']}"


def records_hold(folder: Path, manifest: Rows, containers: Containers) -> Iterator[str]:
    """Each message is a record of its container, and the container's holdings hash covers its records."""
    lines: Dict[int, Dict[int, str]] = {}  # noqa: UP006
    for path in sorted((folder / "records").iterdir()):
        records = [json.loads(line) for line in path.read_text("ascii").splitlines()]
        lines[int(path.stem)] = {record[0]: record[3] for record in records}
        digest = hashlib.sha256()
        for ordinal, offset, length, sha256, separator in records:
            digest.update(f"{ordinal} {offset} {length} {sha256} {separator}\n".encode("ascii"))
        if digest.hexdigest() != containers[int(path.stem)]["holdings"]:
            yield f"the records of container {path.stem} are not those that were signed"
    for item in manifest:
        for copy in item["copies"]:
            if lines.get(copy["container"], {}).get(copy["ordinal"]) != item["sha256"]:
                yield f"{item['permalink']} is no record of container {copy['container']}"


def manifest_holds(containers: Containers, custody: Rows) -> Iterator[str]:
    """The last manifest that the custody log signed covers the containers as they are listed."""
    digest = hashlib.sha256()
    for item in containers.values():
        sums = "{found} {stored} {copies} {failed}".format(**item)
        line = f"{item['sha256']} {item['holdings']} {sums} {item['path']}\n"
        digest.update(line.encode("utf-8", "surrogateescape"))
    signed = [entry["detail"]["manifest"] for entry in custody if "manifest" in entry["detail"]]
    if not signed or signed[-1] != digest.hexdigest():
        yield "the list of containers is not the one that the custody log signed last"


def custody_holds(custody: Rows) -> Iterator[str]:
    """Each entry's hash follows from the entry and the hash before it."""
    previous = bytes(32)
    for number, entry in enumerate(custody, start=1):
        facts = [entry["number"], entry["at"], entry["action"], entry["detail"]]
        said = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        digest = hashlib.sha256(previous + said.encode("ascii")).digest()
        if entry["number"] != number or entry["digest"] != digest.hex():
            yield f"entry {entry['number']} of the custody log does not follow from the one before"
        previous = bytes.fromhex(entry["digest"])


def evidence_holds(folder: Path, manifest: Rows) -> Iterator[str]:
    """Every message that the report names as evidence is here."""
    held = {item["permalink"] for item in manifest}
    report = json.loads((folder / "report.json").read_text("utf-8"))
    for quotation in report["quotations"]:
        for evidence in quotation["evidence"]:
            names = {evidence["permalink"], *evidence["aliases"]}
            if not held & names and not evidence["permalink"].startswith("r/"):
                yield f"{evidence['permalink']} is named in the report and is not here"


def main() -> int:
    """Run every step and tell how it went."""
    folder = Path(__file__).resolve().parent
    manifest = json.loads((folder / "manifest.json").read_text("ascii"))["messages"]
    custody = json.loads((folder / "custody.json").read_text("ascii"))
    listed = (folder / "containers.jsonl").read_text("ascii").splitlines()
    containers = {item["number"]: item for item in map(json.loads, listed)}
    steps = {
        "messages against their hashes and permalinks": messages_hold(folder, manifest),
        "messages against the records of their containers": records_hold(
            folder, manifest, containers
        ),
        "containers against the custody log": manifest_holds(containers, custody),
        "the custody log against itself": custody_holds(custody),
        "the report against the messages": evidence_holds(folder, manifest),
    }
    broken = 0
    for name, problems in steps.items():
        found = list(problems)
        broken += len(found)
        print(f"{'ok     ' if not found else 'BROKEN '} {name}")
        for problem in found:
            print(f"        {problem}")
    print(f"{len(manifest)} messages; last hash of the custody log:")
    print(custody[-1]["digest"] if custody else "none")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
