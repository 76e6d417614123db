"""Who is on call from calendar feeds, each shaped like its producer's."""
