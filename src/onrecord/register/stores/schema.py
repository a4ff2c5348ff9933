"""The shape of the register in SQLite. A projection: another shape is made anew, not migrated."""

from onrecord.text.passage import READING

SHAPE = 100 * READING + 4
"""Another number where the tables change, or the passages from which they are filled."""

TABLES = """
CREATE TABLE fresh (
  message INTEGER PRIMARY KEY,
  seen BLOB NOT NULL
) STRICT;

CREATE TABLE correspondent (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  messages INTEGER NOT NULL,
  first INTEGER,
  last INTEGER,
  printed INTEGER NOT NULL,
  is_list INTEGER NOT NULL
) STRICT;

CREATE TABLE form (
  correspondent INTEGER NOT NULL,
  place TEXT NOT NULL,
  written TEXT NOT NULL,
  count INTEGER NOT NULL,
  first INTEGER,
  last INTEGER,
  PRIMARY KEY (correspondent, place, written)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  kind TEXT NOT NULL,
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  count INTEGER NOT NULL,
  example TEXT NOT NULL,
  PRIMARY KEY (kind, first, second)
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
  id INTEGER PRIMARY KEY,
  message INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  organisation TEXT NOT NULL,
  source INTEGER NOT NULL,
  dated INTEGER,
  start INTEGER NOT NULL,
  finish INTEGER NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX role_key ON role (key);

CREATE TABLE letter (
  message INTEGER PRIMARY KEY,
  author INTEGER NOT NULL,
  sent INTEGER,
  letter_key INTEGER NOT NULL,
  near INTEGER NOT NULL,
  mailing INTEGER NOT NULL,
  lead INTEGER NOT NULL
) STRICT;
CREATE INDEX letter_key ON letter (letter_key) WHERE letter_key <> 0;
CREATE INDEX letter_near ON letter (near) WHERE near <> 0;
CREATE INDEX letter_mailing ON letter (mailing) WHERE mailing <> 0;

CREATE TABLE edge (
  author INTEGER NOT NULL,
  recipient INTEGER NOT NULL,
  month INTEGER NOT NULL,
  role INTEGER NOT NULL,
  letters INTEGER NOT NULL,
  mailed INTEGER NOT NULL,
  PRIMARY KEY (author, month, recipient, role)
) STRICT, WITHOUT ROWID;
-- Letters are asked for from both ends, often of some months alone: all of a row is in the index.
CREATE INDEX edge_recipient ON edge (recipient, month, author, role, letters, mailed);

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  permalink TEXT NOT NULL,
  name TEXT NOT NULL,
  impersonal INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  first INTEGER,
  last INTEGER,
  words TEXT NOT NULL
) STRICT;

CREATE TABLE member (
  correspondent INTEGER PRIMARY KEY,
  person INTEGER NOT NULL,
  place INTEGER NOT NULL,
  permalink TEXT NOT NULL
) STRICT;
CREATE INDEX member_person ON member (person);
CREATE INDEX member_permalink ON member (permalink);

CREATE TABLE tie (
  person INTEGER NOT NULL,
  other INTEGER NOT NULL,
  letters INTEGER NOT NULL,
  mailed INTEGER NOT NULL,
  PRIMARY KEY (person, other)
) STRICT, WITHOUT ROWID;

-- What a person sent and received in a month; person 0 is everybody together.
CREATE TABLE activity (
  person INTEGER NOT NULL,
  month INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  received INTEGER NOT NULL,
  sent_mailed INTEGER NOT NULL,
  received_mailed INTEGER NOT NULL,
  PRIMARY KEY (person, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE ground (
  person INTEGER NOT NULL,
  kind TEXT NOT NULL,
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  count INTEGER NOT NULL,
  detail TEXT NOT NULL,
  example TEXT NOT NULL
) STRICT;
CREATE INDEX ground_person ON ground (person);

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('watermark', 0), ('judged from', '');
"""
