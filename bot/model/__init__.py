"""The domain: frozen values and pure rules, one noun a file."""
