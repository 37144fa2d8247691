"""What an office sets of its reports."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.basics.text import Language


class Letterhead(BaseModel):
    """What the office that reports says of itself. What is blank leaves a line to fill in by hand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    addressee_kk: str = Field(default="", description="whom the written report in Kazakh is addressed to")
    addressee_ru: str = Field(default="", description="whom the written report in Russian is addressed to")
    signer_office_kk: str = Field(default="", description="office of who signs, in Kazakh")
    signer_office_ru: str = Field(default="", description="office of who signs, in Russian")
    signer: str = Field(default="", description="name of who signs the written report")
    prepared_by: str = Field(default="", description="name of who prepared the written report")
    prepared_by_phone: str = Field(default="", description="phone of who prepared the written report")

    def addressee(self, language: Language) -> str:
        """Whom the report in a language is addressed to."""
        return self.addressee_ru if language == "ru" else self.addressee_kk

    def signer_office(self, language: Language) -> str:
        """The office of who signs the report in a language."""
        return self.signer_office_ru if language == "ru" else self.signer_office_kk


class ReportSettings(Letterhead):
    """The letterhead, and how small a count may be that could point at a child."""

    small: int | None = Field(
        default=None, ge=2, description="sensitive counts by unit below this are left out of the page and exports"
    )
