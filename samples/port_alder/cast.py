"""Who writes in the sample: invented people, with the mail program whose habits they show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an address.

    ``client`` decides how their replies quote: ``outlook``, ``gmail``, ``apple`` or ``mutt``.
    """

    name: str
    address: str
    client: str
    mailer: str
    signature: str = ""

    @property
    def domain(self) -> str:
        """The part of the address after the at sign."""
        return self.address.partition("@")[2]


AUTHORITY = "portaldertransit.example"
CONTRACTOR = "castellangate.example"
COURIER = "alder-courier.example"

_OUTLOOK = "Microsoft Outlook 16.0"
_PHONE = "iPhone Mail (19H12)"

CAST: dict[str, Person] = {
    "marsh": Person(
        "Helen Marsh",
        f"helen.marsh@{AUTHORITY}",
        "outlook",
        _OUTLOOK,
        "Helen Marsh\nGeneral Manager\nPort Alder Transit Authority",
    ),
    "valkov": Person(
        "Dimitri Valkov",
        f"d.valkov@{AUTHORITY}",
        "mutt",
        "Mutt/2.2.7 (2022-08-07)",
        "Dimitri Valkov, Chief Engineer, Fare Systems\n14 Tollhouse Lane, room 309",
    ),
    "okafor": Person(
        "Ruth Okafor",
        f"ruth.okafor@{AUTHORITY}",
        "outlook",
        _OUTLOOK,
        "Ruth Okafor\nDirector of Communications\nPort Alder Transit Authority",
    ),
    "brennan": Person(
        "Tom Brennan",
        f"tom.brennan@{AUTHORITY}",
        "apple",
        _PHONE,
        "Sent from my phone",
    ),
    "fairweather": Person(
        "Lena Fairweather",
        f"lena.fairweather@{AUTHORITY}",
        "gmail",
        "",
        "Lena Fairweather (she/her)\nAccessibility Coordinator",
    ),
    "nair": Person(
        "Priya Nair",
        f"priya.nair@{AUTHORITY}",
        "outlook",
        _OUTLOOK,
        "Priya Nair\nGeneral Counsel\n\n"
        "This message may contain privileged and confidential information. If you are not\n"
        "the intended recipient, please delete it and tell the sender.",
    ),
    "adeyemi": Person(
        "Marcus Adeyemi",
        "marcus@adeyemi-joinery.example",
        "gmail",
        "",
        "Marcus",
    ),
    "pell": Person(
        "Gordon Pell",
        f"gordon.pell@{CONTRACTOR}",
        "outlook",
        _OUTLOOK,
        "Gordon Pell | Project Director | Castellan Gate Systems",
    ),
    "lindqvist": Person(
        "Ingrid Lindqvist",
        f"ingrid.lindqvist@{CONTRACTOR}",
        "mutt",
        "Mutt/1.14.6",
        "Ingrid Lindqvist\nFirmware, Castellan Gate Systems",
    ),
    "lina": Person("李娜", "li.na@hualin-optics.example", "outlook", "Foxmail 7.2"),
    "gromov": Person("Алексей Громов", "gromov@privod-zavod.example", "mutt", "The Bat! 9.3"),
    "theriault": Person(
        "Jean-Marc Thériault",
        "jm.theriault@council.portalder.example",
        "outlook",
        "Microsoft Outlook Express 6.00",
        "Jean-Marc Thériault\nCouncillor, Harbour Ward",
    ),
    "quill": Person(
        "Nora Quill",
        f"nora.quill@{COURIER}",
        "gmail",
        "Thunderbird 102.4",
        "Nora Quill\nTransport reporter, The Alder Courier",
    ),
    "tam": Person(
        "Josie Tam",
        "josie@ridersunion.example",
        "gmail",
        "",
        "Josie Tam, Riders' Union of Port Alder",
    ),
    "desk": Person("Operations Desk", f"ops.desk@{AUTHORITY}", "outlook", "DeskReport 3.1"),
    "board": Person("Board Office", f"board.office@{AUTHORITY}", "outlook", _OUTLOOK),
    "stations": Person("Station Managers", f"stations@{AUTHORITY}", "outlook", _OUTLOOK),
    "everyone": Person("All Staff", f"all.staff@{AUTHORITY}", "outlook", _OUTLOOK),
}
