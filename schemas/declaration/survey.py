"""The survey and the sheet of explanations of a form."""

from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.element import CodeList
from schemas.declaration.indicator import Indicator
from schemas.declaration.table import Declaration

TEXTS = Texts(__package__)


class Question(Declaration):
    """A survey question; with `several`, a respondent may give more than one answer."""

    code: CodeList
    answers: tuple[CodeList, ...]
    several: bool = False


class Survey(Declaration):
    """A table of answers (a row: question, answer, number of respondents) and the cover's number of people asked.

    `base` is the cover's element for the people asked, `base_indicator` the indicator that sums it.
    """

    table: str
    question: str
    answer: str
    respondents: str
    base: str
    base_indicator: str
    questions: tuple[Question, ...]

    def indicators(self) -> tuple[Indicator, ...]:
        """One indicator for each answer: how many respondents gave it."""
        return tuple(self._indicator(question, answer) for question in self.questions for answer in question.answers)

    @staticmethod
    def indicator(question: str, answer: str) -> str:
        """The code of the indicator that counts an answer."""
        return f"{question}_{answer}"

    def _indicator(self, question: Question, answer: CodeList) -> Indicator:
        labels = (f"{q.rstrip('?')}: {a}" for q, a in zip(question.code.labels.all, answer.labels.all, strict=True))
        return Indicator(
            code=self.indicator(question.code, answer),
            labels=Text(*labels),
            meaning=TEXTS["respondents"],
            table=self.table,
            element=self.respondents,
            where={self.question: (question.code,), self.answer: (answer,)},
            asked=self.question,
        )


class Explanations(Declaration):
    """A table in which the clerk explains queries: its elements for the check's code, the cell and the explanation."""

    table: str
    code: str
    cell: str
    text: str
