"""The parts of a form's declaration."""
