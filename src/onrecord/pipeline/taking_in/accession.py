"""What an accession finds: containers one after the other, nested ones by a worklist."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from onrecord.archive.fixity import file_sha256
from onrecord.archive.ledger import Container, State
from onrecord.archive.store import NewContainer
from onrecord.message.problem import Problem
from onrecord.pipeline.describing.batch import Finished, Item
from onrecord.readers import Container as File
from onrecord.readers import Failure, Found, Limits, Member, RawMessage, Reader
from onrecord.readers.folders import walk
from onrecord.readers.recognise import recognise

HEAD_BYTES = 4096
_TOLD_EVERY = 1 << 20
"""Bytes of a file between two words on how far it is read."""
_PACKED = frozenset({"zip", "tar", "compressed"})
_NO_BYTES = hashlib.sha256(b"").digest()


class Addition(msgspec.Struct, frozen=True):
    """What the user asks to take in. ``in_place`` leaves originals in their containers."""

    paths: tuple[Path, ...]
    tranche: str
    custodian: str = ""
    publisher: str = ""
    published: str = ""
    id_template: str = ""
    in_place: bool = False


class Progress(msgspec.Struct, frozen=True):
    """How far the accession is: bytes of container files read, of all; which file of how many it reads."""

    read: int
    size: int
    number: int = 0
    containers: int = 0
    container: str = ""


class _Reached(msgspec.Struct, frozen=True):
    """How many bytes of the file that is being read are behind."""

    read: int


Event = Item | Finished | Progress
_Step = Item | Finished | _Reached
OpenContainer = Callable[[NewContainer], Container]


class _Search(msgspec.Struct, frozen=True):
    """What every step of an accession needs to know."""

    addition: Addition
    open_container: OpenContainer
    limits: Limits


class _Level(msgspec.Struct):
    """A container being read, with what is left of it.

    ``read`` bytes of it are behind; the member that is being read takes ``length`` more.
    """

    container: Container
    size: int
    rest: Iterator[Found]
    skip: int
    next_ordinal: int = 0
    read: int = 0
    length: int = 0


def events(addition: Addition, open_container: OpenContainer, limits: Limits) -> Iterator[Event]:
    """Yield all that is found below the paths, in a stable order.

    ``open_container`` records a container and tells how much of it was taken in before: what is
    known already is passed over, so that the same accession, started again, goes on where it was.
    """
    search = _Search(addition, open_container, limits)
    files = [(path, name) for root in addition.paths for path, name in _named(root, addition.paths)]
    size = sum(_size(path) for path, _ in files)
    read = 0
    for number, (path, name) in enumerate(files, 1):
        here = Progress(read, size, number, len(files), _shown(name))
        yield here
        length = _size(path)
        for event in _file_events(search, path, name):
            if isinstance(event, _Reached):
                yield msgspec.structs.replace(here, read=read + min(event.read, length))
            else:
                yield event
        read += length
    yield Progress(size, size, len(files), len(files))


def _named(root: Path, roots: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Name files by the last part of the path given, and by its parent's where two are alike."""
    alike = sum(1 for other in roots if other.name == root.name) > 1
    for path, name in walk(root):
        yield path, f"{root.absolute().parent.name}/{name}" if alike else name


def _shown(name: str) -> str:
    """Return a file's name with what is no UTF-8 in it replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _file_events(search: _Search, path: Path, name: str) -> Iterator[_Step]:
    shown = _shown(name)
    try:
        sha256 = file_sha256(path)
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        yield from _unreadable(search, path, shown, error)
        return
    reader = recognise(head, shown)
    new = _new(search.addition, shown, reader)
    new = msgspec.structs.replace(
        new, located=str(path.absolute()), size=path.stat().st_size, sha256=sha256
    )
    opened = search.open_container(new)
    yield from _levels(search, opened, reader, File(shown, path), new.size)


def _new(addition: Addition, name: str, reader: Reader | None) -> NewContainer:
    form = reader.name if reader else ""
    return NewContainer(
        tranche=addition.tranche,
        custodian=addition.custodian,
        parent=None,
        path=name,
        located="",
        format=form,
        size=0,
        sha256=_NO_BYTES,
        in_place=addition.in_place and form not in _PACKED,
    )


def _levels(
    search: _Search, opened: Container, reader: Reader | None, file: File, size: int
) -> Iterator[_Step]:
    """Read a container and, member by member, those inside it: a stack, never recursion."""
    if opened.state is not State.READING:
        return
    if reader is None:
        yield Finished(opened.number, State.NOT_MAIL)
        return
    stack = [_Level(opened, size, reader.read(file, search.limits), opened.found)]
    told = 0
    while stack:
        yield from _next(search, stack)
        read = _read(stack)
        if read >= told + _TOLD_EVERY:
            told = read
            yield _Reached(read)


def _next(search: _Search, stack: list[_Level]) -> Iterator[Item | Finished]:
    """Take one step: a message, the beginning of a container inside this one, or the end of this one."""
    level = stack[-1]
    found = next(level.rest, None)
    if found is None:
        yield Finished(level.container.number, State.COMPLETE)
        stack.pop()
    elif not isinstance(found, Member):
        level.read, level.length = _end(found, level.read), 0
        yield from _item(level, found)
    elif len(stack) >= search.limits.depth:
        yield from _item(level, _too_deep(found, search.limits))
    else:
        level.read, level.length = found.offset, found.length
        inner = _member(search, level.container, found)
        if isinstance(inner, _Level):
            stack.append(inner)
        elif isinstance(inner, Failure):
            yield from _item(level, inner)
        elif isinstance(inner, Finished):
            yield inner


def _read(stack: list[_Level]) -> int:
    """Return how much of a file is behind: of a member that is being read, its part of the container."""
    share = 0.0
    for level in reversed(stack):
        share = (level.read + share * level.length) / level.size if level.size else 0.0
    return int(share * stack[0].size) if stack else 0


def _end(found: RawMessage | Failure, before: int) -> int:
    """Return where a message ends in its container; of a stretch that cannot be read, that is not known."""
    return found.offset + len(found.content) if isinstance(found, RawMessage) else before


def _item(level: _Level, found: RawMessage | Failure) -> Iterator[Item]:
    ordinal = level.next_ordinal
    level.next_ordinal += 1
    if ordinal >= level.skip:
        container = level.container
        publisher_id = _publisher_id(container)
        yield Item(container.number, ordinal, found, not container.in_place, publisher_id)


def _publisher_id(container: Container) -> str:
    """A file of its own is the publisher's document: its name, less the suffix, is its id."""
    name = PurePosixPath(container.path)
    single = name.suffix.lower() == ".eml" or container.format == "printed-page"
    return name.stem if single else ""


def _member(
    search: _Search, parent: Container, member: Member
) -> _Level | Failure | Finished | None:
    """Open a file found in a container: a further level, or why it cannot be one."""
    try:
        content = member.open_bytes()
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        note = f"the member cannot be read: {error}"
        return Failure(Problem("container/member-unreadable", note), b"", member.name)
    name = f"{parent.path}/{member.name}"
    reader = recognise(content[:HEAD_BYTES], name)
    new = msgspec.structs.replace(
        _new(search.addition, name, reader),
        parent=parent.number,
        size=len(content),
        sha256=hashlib.sha256(content).digest(),
        in_place=False,
    )
    opened = search.open_container(new)
    if opened.state is not State.READING:
        return None
    if reader is None:
        return Finished(opened.number, State.NOT_MAIL)
    file = File(name, None, content)
    return _Level(opened, len(content), reader.read(file, search.limits), opened.found)


def _too_deep(member: Member, limits: Limits) -> Failure:
    note = f"containers nested deeper than {limits.depth} are not opened"
    return Failure(Problem("container/too-deep", note), b"", member.name)


def _unreadable(search: _Search, path: Path, name: str, error: OSError) -> Iterator[_Step]:
    new = msgspec.structs.replace(_new(search.addition, name, None), located=str(path.absolute()))
    opened = search.open_container(new)
    if opened.state is State.READING:
        problem = Problem("container/unreadable", f"the file cannot be read: {error.strerror}")
        yield Item(opened.number, 0, Failure(problem, b"", name))
        yield Finished(opened.number, State.COMPLETE)
