"""The shape of the SQLite store, as steps from each version to the next.

A step that has been released is never edited: what must change is a further step.
"""

import sqlite3

from onrecord.errors import OnRecordError

_FIRST = """
CREATE TABLE tranche (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  publisher TEXT NOT NULL,
  published TEXT NOT NULL,
  id_template TEXT NOT NULL
) STRICT;

CREATE TABLE container (
  id INTEGER PRIMARY KEY,
  tranche INTEGER NOT NULL REFERENCES tranche,
  custodian TEXT NOT NULL,
  parent INTEGER REFERENCES container,
  path TEXT NOT NULL,
  located BLOB NOT NULL,
  format TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  state TEXT NOT NULL,
  found INTEGER NOT NULL DEFAULT 0,
  stored INTEGER NOT NULL DEFAULT 0,
  copies INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  holdings BLOB NOT NULL DEFAULT x'',
  in_place INTEGER NOT NULL
) STRICT;
CREATE INDEX container_identity ON container (sha256, tranche);

CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  pack INTEGER NOT NULL,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL
) STRICT;

CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  original INTEGER NOT NULL UNIQUE REFERENCES original,
  permalink TEXT NOT NULL UNIQUE,
  printed INTEGER NOT NULL,
  subject TEXT NOT NULL,
  message_id TEXT NOT NULL,
  sent INTEGER,
  zone INTEGER,
  document_number TEXT NOT NULL,
  has_attachment INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX message_message_id ON message (message_id) WHERE message_id <> '';
CREATE INDEX message_document ON message (document_number) WHERE document_number <> '';
CREATE INDEX message_revision ON message (revision);

CREATE TABLE copy (
  container INTEGER NOT NULL REFERENCES container,
  ordinal INTEGER NOT NULL,
  message INTEGER NOT NULL REFERENCES message,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  separator BLOB NOT NULL,
  trailer BLOB NOT NULL,
  publisher_id TEXT NOT NULL,
  PRIMARY KEY (container, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_message ON copy (message);
CREATE INDEX copy_publisher_id ON copy (publisher_id) WHERE publisher_id <> '';

CREATE TABLE failure (
  container INTEGER NOT NULL REFERENCES container,
  ordinal INTEGER NOT NULL,
  original INTEGER NOT NULL REFERENCES original,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  separator BLOB NOT NULL,
  trailer BLOB NOT NULL,
  reference TEXT NOT NULL,
  note TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (container, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE correspondent (
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (address, name)
) STRICT;

CREATE TABLE addressed (
  message INTEGER NOT NULL REFERENCES message,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  correspondent INTEGER NOT NULL REFERENCES correspondent,
  grouped TEXT NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference (
  message INTEGER NOT NULL REFERENCES message,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_target ON reference (target);

CREATE TABLE part (
  message INTEGER NOT NULL REFERENCES message,
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  content_type TEXT NOT NULL,
  charset TEXT NOT NULL,
  transfer_encoding TEXT NOT NULL,
  disposition TEXT NOT NULL,
  filename TEXT NOT NULL,
  buffer TEXT NOT NULL,
  start INTEGER NOT NULL,
  body_start INTEGER NOT NULL,
  finish INTEGER NOT NULL,
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  attachment INTEGER NOT NULL,
  searchable INTEGER NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
  message INTEGER NOT NULL REFERENCES message,
  position INTEGER NOT NULL,
  reference TEXT NOT NULL,
  note TEXT NOT NULL,
  start INTEGER NOT NULL,
  finish INTEGER NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE custody (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  digest BLOB NOT NULL
) STRICT;

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('pack', 0), ('pack-valid', 0), ('revision', 0);
"""

STEPS = (_FIRST,)


def migrate(database: sqlite3.Connection) -> None:
    """Bring the store to the newest shape. Raises OnRecordError if it is newer than we know."""
    version = version_of(database)
    for number, step in enumerate(STEPS[version:], start=version + 1):
        database.executescript(f"BEGIN;{step}PRAGMA user_version={number};COMMIT;")


def version_of(database: sqlite3.Connection) -> int:
    """Return the version of the store's shape. Raises OnRecordError if it is newer than we know."""
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    if version > len(STEPS):
        raise OnRecordError(
            "archive/newer-store",
            f"the archive's records have shape {version}; this version knows up to {len(STEPS)}.",
            hint="Use a newer version of onrecord.",
        )
    return version
