"""The checks of a form's rules."""
