"""How files come in: read, checked, previewed, stored and taken back."""
