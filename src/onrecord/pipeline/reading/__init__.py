"""The reading room: the questions that the faces ask of an archive, in one place."""
