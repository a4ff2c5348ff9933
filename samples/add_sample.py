"""Take the sample in as its tutorial does: two tranches, three custodians.

``python samples/add_sample.py SAMPLE ARCHIVE`` runs `onrecord add` once for each mailbox.
"""

import subprocess
import sys
from pathlib import Path

PUBLISHER = "Port Alder Transit Authority"
TRANCHES = {
    "tranche-1": ("First release", "2024-03-05"),
    "tranche-2": ("Second release", "2024-05-14"),
}
CUSTODIANS = {"marsh": "Helen Marsh", "okafor": "Ruth Okafor", "valkov": "Dimitri Valkov"}


def add_mailbox(mailbox: Path, tranche: str, published: str, archive: Path) -> None:
    """Take one mailbox in, under its custodian's name."""
    command = [sys.executable, "-m", "onrecord", "add", str(mailbox), "--tranche", tranche]
    command += ["--publisher", PUBLISHER, "--published", published]
    command += ["--custodian", CUSTODIANS[mailbox.stem], "--archive", str(archive)]
    if mailbox.is_dir():
        command += ["--id-template", "https://release.portaldertransit.example/documents/{id}"]
    subprocess.run(command, check=True)


def main() -> None:
    """Take both tranches in."""
    sample, archive = Path(sys.argv[1]), Path(sys.argv[2])
    for folder, (tranche, published) in TRANCHES.items():
        for mailbox in sorted((sample / folder).iterdir()):
            add_mailbox(mailbox, tranche, published, archive)


if __name__ == "__main__":
    main()
