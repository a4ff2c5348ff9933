"""A story held against an archive: its library, its checks and their sign-offs."""
