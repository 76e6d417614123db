"""Who is on call, whatever source tells it."""
