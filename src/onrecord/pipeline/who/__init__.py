"""Who is who: persons as they are judged, decided by reviewers, and shown."""
