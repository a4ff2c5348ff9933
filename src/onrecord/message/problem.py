"""What is wrong with a piece of mail, as a value: bad mail is kept and described, never raised."""

import msgspec


class Problem(msgspec.Struct, frozen=True, gc=False):
    """One thing that departs from the standards, or that we could not read.

    ``reference`` is a stable slug (``"mime/boundary-missing"``); ``note`` a sentence for people that
    never repeats text of the message; ``start``/``end`` the bytes concerned, as offsets into the
    message (into the container for problems that readers report); ``part`` the MIME part path
    (``"1.2"``), empty for the message as a whole.
    """

    reference: str
    note: str
    start: int = 0
    end: int = 0
    part: str = ""
