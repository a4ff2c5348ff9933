"""format=flowed (RFC 3676): lines broken for transport are joined again."""


def unflow(text: str, *, delete_space: bool) -> str:
    """Return flowed text with its soft line breaks taken out; quote marks are kept as ``> ``.

    Lines join only with lines of the same quote depth (§4.5); the signature line stays (§4.3).
    """
    joined: list[str] = []
    depth_before = -1
    open_line = False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ")
        fixed = body == "-- " or not body.endswith(" ")
        content = body[:-1] if delete_space and not fixed else body
        if open_line and depth == depth_before and body != "-- ":
            joined[-1] += content
        else:
            joined.append(f"{'>' * depth} {content}" if depth else content)
        open_line, depth_before = not fixed, depth
    return "\n".join(joined)
