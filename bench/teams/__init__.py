"""Teams: our echo and our full answer against Microsoft's own echo, and a slow token endpoint."""
