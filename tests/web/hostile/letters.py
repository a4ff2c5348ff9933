"""The hostile forty as mail: subjects, names and files attack too."""

from email.message import EmailMessage

from hostile.markup import ATTACKS, DOT, VECTOR, attack


def letters() -> dict[str, bytes]:
    """Return the forty by name, as bytes."""
    return {
        name: _letter(number, name, attack(number, markup))
        for number, (name, markup) in enumerate(ATTACKS.items(), 1)
    }


def _letter(number: int, name: str, markup: str) -> bytes:
    letter = EmailMessage()
    letter["From"] = (
        f'"<img src=http://canary.example/{number}?from>" <mallory{number}@canary.example>'
    )
    letter["To"] = "Nora Lind <nora.lind@northgate.example>"
    letter["Subject"] = f"{name} <script src=http://canary.example/{number}?subject></script>"
    letter["Date"] = f"Mon, 14 Mar 2011 09:{number:02d}:00 -0500"
    letter["Message-ID"] = f"<hostile{number}@canary.example>"
    letter.set_content(
        f"Read me: http://canary.example/{number}?text <img src=http://canary.example/{number}>\n"
    )
    letter.add_alternative(markup, subtype="html")
    html = letter.get_payload()[1]
    html.add_related(DOT, "image", "png", cid="<dot@northgate.example>")
    html.add_related(
        attack(number, VECTOR).encode(), "image", "svg+xml", cid="<vector@northgate.example>"
    )
    letter.add_attachment(markup.encode(), "text", "html", filename=f"../../minutes{number}.html")
    return bytes(letter)
