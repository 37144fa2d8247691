"""An office's settings of its reports."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.basics.text import Language


class Letterhead(BaseModel):
    """Who writes, signs and receives the written report. A blank setting leaves a line to fill in by hand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    addressee_kk: str = Field(default="", description="addressee of the written report in Kazakh")
    addressee_ru: str = Field(default="", description="addressee of the written report in Russian")
    signer_office_kk: str = Field(default="", description="signer's office, in Kazakh")
    signer_office_ru: str = Field(default="", description="signer's office, in Russian")
    signer: str = Field(default="", description="name of the person who signs the written report")
    prepared_by: str = Field(default="", description="name of the person who prepared the written report")
    prepared_by_phone: str = Field(default="", description="phone of the person who prepared the written report")

    def addressee(self, language: Language) -> str:
        """The addressee of the report in a language."""
        return self.addressee_ru if language == "ru" else self.addressee_kk

    def signer_office(self, language: Language) -> str:
        """The signer's office in a language."""
        return self.signer_office_ru if language == "ru" else self.signer_office_kk


class ReportSettings(Letterhead):
    """The letterhead, and the limit below which counts are hidden because they could point at a child."""

    small: int | None = Field(
        default=None, ge=2, description="units' sensitive counts from 1 to below this are hidden in reports and exports"
    )
