"""What does RFC 5322 say this is? Bytes in, values out; no input or output."""
