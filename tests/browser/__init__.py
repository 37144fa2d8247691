"""The page that checks in a browser."""
