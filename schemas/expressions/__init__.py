"""Expressions of rules: parsed from text, bound to a form's elements, told as a sentence. Every target starts from one tree."""
