"""Reading app.yaml."""
