"""Write the sample archive: an invented mailbox in two tranches, a news story, and the truth.

Usage: python samples/make_sample.py OUT

Everything is made up. The same bytes are written every time.
"""

import sys
from pathlib import Path

from port_alder.description import read_descriptions
from port_alder.dkim_signature import SIGNERS
from port_alder.letter import read_letters
from port_alder.quotation import read_quotations
from port_alder.tranches import mailbox_files, placed_messages
from port_alder.truth import expected_json, readme

HERE = Path(__file__).parent / "port_alder"


def sample_files() -> dict[str, bytes]:
    """Return every file of the sample by its path under the output folder."""
    letters = read_letters(HERE / "letters")
    placed = placed_messages(letters)
    story = (HERE / "story" / "story.md").read_text(encoding="utf-8")
    quotations = read_quotations(HERE / "story" / "quotations.toml")
    files = mailbox_files(placed)
    files["story.md"] = story.encode()
    files["README.txt"] = readme(placed).encode()
    descriptions = read_descriptions(HERE / "story" / "descriptions.toml")
    files["expected.json"] = expected_json(letters, placed, quotations, descriptions).encode()
    for signer in SIGNERS:
        files[f"keys/{signer.record_name}.txt"] = (signer.key.txt_record() + "\n").encode()
    return files


def write_sample(folder: Path) -> int:
    """Write the sample into a folder and return the number of files."""
    files = sample_files()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


def main(arguments: list[str]) -> int:
    """Write the sample to the folder named on the command line."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("Usage: python samples/make_sample.py OUT", file=sys.stderr)
        return 2
    count = write_sample(Path(arguments[0]))
    print(f"Wrote {count} files to {arguments[0]}. Start with README.txt.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
