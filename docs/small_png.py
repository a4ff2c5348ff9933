"""Pictures of pages with a palette of their own: a page has few colours, and its text stays crisp.

The browser that took the picture counts its colours; the file is written here (PNG, colour type 3). So
nothing needs to be installed for it.
"""

import base64
import struct
import zlib

from playwright.sync_api import Page

COLOURS = 24
"""The most frequent ones; any other becomes the nearest of them."""

_COUNT = """async ([picture, most]) => {
  const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const drawing = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  drawing.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(drawing.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
  const parts = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const ranked = [...counts].sort((one, other) => other[1] - one[1]).map(([pixel]) => pixel);
  const kept = ranked.slice(0, most).map(parts);
  const places = new Map(ranked.map((pixel, rank) => [pixel, rank < most ? rank : nearest(parts(pixel))]));
  function nearest([red, green, blue]) {
    let best = 0, least = Infinity;
    kept.forEach(([r, g, b], at) => {
      const away = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (away < least) [best, least] = [at, away];
    });
    return best;
  }
  let indices = "";
  const row = bitmap.width;
  for (let start = 0; start < pixels.length; start += row) {
    const line = Array.from(pixels.subarray(start, start + row), (pixel) => places.get(pixel));
    indices += String.fromCharCode(...line);
  }
  return [bitmap.width, bitmap.height, kept, btoa(indices)];
}"""


def small_png(page: Page, picture: bytes) -> bytes:
    """Return a picture (PNG) as one of at most `COLOURS` colours; ``page`` is any open one."""
    counted = page.evaluate(_COUNT, [base64.b64encode(picture).decode(), COLOURS])
    width, height, colours, indices = counted
    rows = base64.b64decode(indices)
    plain = b"".join(
        b"\0" + rows[start : start + width] for start in range(0, width * height, width)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(part for colour in colours for part in colour)),
            _chunk(b"IDAT", zlib.compress(plain, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk (PNG specification, section 5.3): length, kind, content and their checksum."""
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
