"""The shape of the relations in SQLite. A projection: another shape is made anew, not migrated."""

from onrecord.text.passage import READING

SHAPE = 100 * READING + 2
"""Another number where the tables change, or the passages from which they are filled."""

TABLES = """
CREATE TABLE wording (
  message INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE prints (
  serial INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  hashes BLOB NOT NULL,
  letters BLOB NOT NULL
) STRICT;

CREATE TABLE letter (
  key INTEGER PRIMARY KEY,
  letter INTEGER NOT NULL,
  origin TEXT NOT NULL,
  depth INTEGER NOT NULL,
  start INTEGER NOT NULL,
  finish INTEGER NOT NULL,
  author TEXT NOT NULL,
  address TEXT NOT NULL,
  stated_date TEXT NOT NULL,
  stated_to TEXT NOT NULL,
  subject TEXT NOT NULL,
  words INTEGER NOT NULL,
  prints INTEGER NOT NULL,
  original INTEGER NOT NULL,
  grounds TEXT NOT NULL,
  held TEXT NOT NULL
) STRICT;
CREATE INDEX letter_original ON letter (original);
CREATE INDEX letter_differs ON letter (key) WHERE held = 'differs';

CREATE TABLE recovered (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  lead INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TABLE survivor (
  key INTEGER PRIMARY KEY,
  permalink TEXT NOT NULL UNIQUE,
  lead INTEGER NOT NULL
) STRICT;
CREATE INDEX survivor_lead ON survivor (lead);

CREATE TABLE answer (
  message INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  parent INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (message, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_parent ON answer (parent);

CREATE TABLE subject (
  message INTEGER PRIMARY KEY,
  base TEXT NOT NULL
) STRICT;
CREATE INDEX subject_base ON subject (base) WHERE base <> '';

CREATE TABLE letter_key (
  message INTEGER PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;
CREATE INDEX letter_key_value ON letter_key (value) WHERE value <> 0;

CREATE TABLE likeness (
  message INTEGER PRIMARY KEY,
  near INTEGER NOT NULL,
  mailing INTEGER NOT NULL
) STRICT;
CREATE INDEX likeness_near ON likeness (near) WHERE near <> 0;
CREATE INDEX likeness_mailing ON likeness (mailing) WHERE mailing <> 0;

CREATE TABLE thread (
  message INTEGER PRIMARY KEY,
  lead INTEGER NOT NULL
) STRICT;
CREATE INDEX thread_lead ON thread (lead);

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('watermark', 0);
"""

FOR_NOW = """
CREATE TEMPORARY TABLE draft (
  key INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;

CREATE TEMPORARY TABLE fresh (
  serial INTEGER PRIMARY KEY,
  messages BLOB NOT NULL,
  own_hashes BLOB NOT NULL,
  own_letters BLOB NOT NULL,
  quoted_hashes BLOB NOT NULL,
  quoted_letters BLOB NOT NULL
) STRICT;
"""
"""What is kept from reading mail to the next commit, outside the file."""
