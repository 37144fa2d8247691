"""How Kazakh, Russian and English officials write names, numbers, dates and words."""
