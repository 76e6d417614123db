"""The terminal: one question and its answer, or a conversation."""
