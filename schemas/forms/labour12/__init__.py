"""The campaign "12 days against child labour": its form and its invented sample returns."""

from schemas.forms.labour12.form import FORM

__all__ = ["FORM"]
