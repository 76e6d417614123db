"""What happens unasked: due rows, the outbox, and the way out of it."""
