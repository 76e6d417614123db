"""Where error budgets come from: one kind of source a file."""
