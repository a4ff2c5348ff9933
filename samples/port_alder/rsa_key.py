"""RSA keys that are the same every time: primes searched for from a seed. For the sample only.

Anybody can make these private keys again, so a signature by them proves nothing about anybody.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import count

_EXPONENT = 65537
_ROUNDS = 24
_SMALL_PRIMES = [n for n in range(3, 2000, 2) if all(n % d for d in range(3, int(n**0.5) + 1, 2))]
# DigestInfo of SHA-256 before the digest itself (RFC 8017 §9.2, note 1).
_SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")
# AlgorithmIdentifier: rsaEncryption with NULL parameters (RFC 3279 §2.3.1).
_ALGORITHM = bytes.fromhex("300d06092a864886f70d0101010500")


@dataclass(frozen=True, slots=True)
class RsaKey:
    """A key pair: modulus, and the two exponents."""

    modulus: int
    private_exponent: int

    def sign(self, content: bytes) -> bytes:
        """Return the RSASSA-PKCS1-v1_5 signature with SHA-256 (RFC 8017 §8.2.1)."""
        size = (self.modulus.bit_length() + 7) // 8
        digest = _SHA256_PREFIX + hashlib.sha256(content).digest()
        padded = b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest
        number = pow(int.from_bytes(padded), self.private_exponent, self.modulus)
        return number.to_bytes(size)

    def txt_record(self) -> str:
        """Return the public half as a DKIM key record (RFC 6376 §3.6.1)."""
        key = base64.b64encode(_public_key_info(self.modulus)).decode("ascii")
        return f"v=DKIM1; k=rsa; p={key}"


@cache
def key_from_seed(seed: str, bits: int) -> RsaKey:
    """Return the key of a seed; ``bits`` is the length of the modulus."""
    primes = (_prime(f"{seed}/p", bits // 2), _prime(f"{seed}/q", bits // 2))
    order = (primes[0] - 1) * (primes[1] - 1)
    return RsaKey(primes[0] * primes[1], pow(_EXPONENT, -1, order))


def _prime(seed: str, bits: int) -> int:
    # The two top bits are set so that the product of two primes has its full length.
    start = _number(seed, bits) | 3 << (bits - 2) | 1
    return next(n for n in count(start, 2) if n % _EXPONENT != 1 and _is_prime(n))


def _number(seed: str, bits: int) -> int:
    blocks = (hashlib.sha256(f"{seed}/{i}".encode()).digest() for i in range(bits // 256 + 1))
    return int.from_bytes(b"".join(blocks)) >> (bits // 256 + 1) * 256 - bits


def _is_prime(number: int) -> bool:
    if any(number % small == 0 for small in _SMALL_PRIMES):
        return False
    return all(_survives(number, _number(f"{number}/{i}", 256) + 2) for i in range(_ROUNDS))


def _survives(number: int, witness: int) -> bool:
    """Miller-Rabin: true if the witness does not show that the number is composite."""
    odd = number - 1
    twos = (odd & -odd).bit_length() - 1
    power = pow(witness, odd >> twos, number)
    if power in (1, number - 1):
        return True
    return any((power := power * power % number) == number - 1 for _ in range(twos - 1))


def _public_key_info(modulus: int) -> bytes:
    pair = _der(0x30, _der_integer(modulus) + _der_integer(_EXPONENT))
    return _der(0x30, _ALGORITHM + _der(0x03, b"\x00" + pair))


def _der_integer(number: int) -> bytes:
    return _der(0x02, number.to_bytes(number.bit_length() // 8 + 1))


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(length)]) + length + content
