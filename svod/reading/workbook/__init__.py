"""From bytes to sheets of raw cells."""
