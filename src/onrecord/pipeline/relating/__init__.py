"""How messages hang together, kept up as mail comes in: quotation, threads, likeness, recovered ones."""
