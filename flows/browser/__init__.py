"""Check in a browser: one HTML file with Python, svod's own reading and validation, and the forms and units known here."""
