"""The two ways to ask who is who: judged on all mail and decisions, or as it was judged last."""

from collections.abc import Callable

import msgspec

from onrecord.register.port import Register


class Registers(msgspec.Struct, frozen=True):
    """Gives the register of persons. Neither is asked before somebody wants to know.

    ``judged`` knows all mail and decisions, for questions about people. ``known`` is for naming people on
    pages about something else: where judging anew could not be kept it is as judged last, and None where
    there is nothing that can be read.
    """

    judged: Callable[[], Register]
    known: Callable[[], Register | None]
