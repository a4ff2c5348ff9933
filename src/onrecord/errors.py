"""Errors that a person can act on: what happened, to which file or message, what to do."""


class OnRecordError(Exception):
    """A failure that is told to the user in words, never as a traceback.

    Parameters
    ----------
    reference
        Stable slug of the kind of error (``"archive/locked"``), for scripts and documentation.
    message
        One sentence: what happened. Never contains text of a message.
    where
        The file, container or permalink it happened to, as the user knows it.
    note
        A further fact that helps to understand it.
    hint
        What the user can do now.

    """

    def __init__(
        self, reference: str, message: str, *, where: str = "", note: str = "", hint: str = ""
    ) -> None:
        super().__init__(message)
        self.reference = reference
        self.message = message
        self.where = where
        self.note = note
        self.hint = hint

    def __str__(self) -> str:
        told = f"{self.where}: {self.message}" if self.where else self.message
        return " ".join(part for part in (told, self.note, self.hint) if part)
