"""A sender's file name never leaves the folder it is saved in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.downloads import attachment_disposition, download_name


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("report.pdf", "report.pdf"),
        ("tender sheets (final).xlsx", "tender_sheets_final.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\windows\\win.ini", "win.ini"),
        (".bashrc", "bashrc"),
        ("..", "file.bin"),
        ("", "file.bin"),
        ("NUL.txt", "_NUL.txt"),
        ("annex\u202efdp.exe", "annex_fdp.exe"),
        ("Überblick 2011.doc", "Überblick_2011.doc"),
        ('a"; x="b.pdf\r\nSet-Cookie: c', "a_x_b.pdf_Set-Cookie_c"),
    ],
)
def test_names_are_neutralised(filename: str, name: str) -> None:
    """Folders, hidden files, devices, overrides and header injections are taken out."""
    assert download_name(filename, "file.bin") == name


@given(st.text(st.characters(), max_size=300))
def test_no_name_can_break_out_of_its_header(filename: str) -> None:
    """Whatever the name, the header is one line of ASCII with one quoted name."""
    name = download_name(filename, "file.bin")
    value = attachment_disposition(name)
    assert name and len(name) <= 121 and not name.startswith(".")
    assert value.isascii() and value.isprintable() and value.count('"') == 2
