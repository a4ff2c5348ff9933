"""On Record: an investigative desk for released e-mail archives."""

from onrecord.errors import OnRecordError

__version__ = "0.1.0"
__all__ = ["OnRecordError", "__version__"]
