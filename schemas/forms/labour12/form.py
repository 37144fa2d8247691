"""The form labour12: each unit's return about the campaign "12 days against child labour".

One workbook for each unit and campaign year. Activities are held between 15 May and 30 June; returns are due on 16 June.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from schemas.basics.text import Text
from schemas.declaration.element import Element, Row
from schemas.declaration.form import Form, MonthDay
from schemas.declaration.indicator import Indicator
from schemas.declaration.kinds.count import Count
from schemas.declaration.rule import Condition, ExpressionRule, NilReturn, RowsOnce
from schemas.declaration.survey import Explanations, Question, Survey
from schemas.declaration.table import Table
from schemas.forms.labour12.codes import ActivityKind, MediaKind, ReturnType, SurveyAnswer, SurveyQuestion

PEOPLE = Text("адам", "человек", "people")
PIECES = Text("бірлік", "единиц", "pieces")


class Cover(Row):
    """Who reports, for which days, and who is responsible."""

    unit: Annotated[
        str,
        Element(
            labels=Text("Аудан (қала)", "Район (город)", "Reporting unit"),
            meaning=Text("Есеп тапсыратын ұйым", "Кто представляет отчёт", "The unit that reports"),
            spellings=("Аудан", "Район", "Ауданы (қаласы)", "Аудан, қала", "Район, город"),
            kind="unit",
        ),
    ]
    year: Annotated[
        int,
        Field(ge=2000, le=2100),
        Element(
            labels=Text("Науқан жылы", "Год кампании", "Campaign year"),
            meaning=Text("Науқан өткен жыл", "Год, в котором прошла кампания", "The year of the campaign"),
            spellings=("Жылы", "Год", "Year"),
        ),
    ]
    period_start: Annotated[
        date,
        Element(
            labels=Text("Кезеңнің басы", "Начало периода", "Period start"),
            meaning=Text("Есепті кезеңнің бірінші күні", "Первый день отчётного периода", "First day reported on"),
            within="window",
        ),
    ]
    period_end: Annotated[
        date,
        Element(
            labels=Text("Кезеңнің соңы", "Конец периода", "Period end"),
            meaning=Text("Есепті кезеңнің соңғы күні", "Последний день отчётного периода", "Last day reported on"),
            within="window",
        ),
    ]
    return_type: Annotated[
        ReturnType,
        Element(
            labels=Text("Есеп түрі", "Вид отчёта", "Return type"),
            meaning=Text(
                "Бастапқы есеп пе, түзетілген бе",
                "Первичный отчёт или уточнённый",
                "Whether it corrects an earlier return",
            ),
        ),
    ] = ReturnType.initial
    correction_reason: Annotated[
        str | None,
        Field(max_length=2000),
        Element(
            labels=Text("Түзету себебі", "Причина уточнения", "Reason for correction"),
            meaning=Text("Не және не үшін түзетілді", "Что и почему исправлено", "What was corrected and why"),
        ),
    ] = None
    nil_return: Annotated[
        bool,
        Element(
            labels=Text("Іс-шаралар өткізілмеді", "Мероприятия не проводились", "Nil return"),
            meaning=Text(
                "Іс-шаралар өткізілмеген болса, «иә» деп таңдаңыз",
                "Если мероприятий не было, выберите «да»",
                "Choose “yes” if nothing was held",
            ),
        ),
    ] = False
    survey_respondents: Annotated[
        Count | None,
        Element(
            labels=Text("Сауалнамаға қатысқандар", "Опрошено человек", "Survey respondents"),
            meaning=Text("Сауалнамаға қатысқан ересектер", "Взрослые, которых опросили", "Adults surveyed"),
            measure=PEOPLE,
            aggregation="sum",
        ),
    ] = None
    raids_control: Annotated[
        Count | None,
        Element(
            labels=Text("Рейдтер саны (бақылау)", "Рейдов (контроль)", "Raids (control)"),
            meaning=Text(
                "Рейдтер саны, салыстырып тексеру үшін",
                "Число рейдов для сверки",
                "Number of raids, to compare with the rows",
            ),
            measure=PIECES,
        ),
    ] = None
    raid_participants_control: Annotated[
        Count | None,
        Element(
            labels=Text("Рейдке қатысқандар (бақылау)", "Участников рейдов (контроль)", "Raid participants (control)"),
            meaning=Text(
                "Рейдке қатысқандар саны, салыстырып тексеру үшін",
                "Число участников рейдов для сверки",
                "Participants of raids, to compare with the rows",
            ),
            measure=PEOPLE,
        ),
    ] = None
    prepared_by: Annotated[
        str,
        Field(max_length=500),
        Element(
            labels=Text("Орындаушы", "Исполнитель", "Prepared by"),
            meaning=Text("Есепті толтырған адам", "Кто заполнил отчёт", "Who filled in the return"),
            spellings=("Орындаған", "Дайындаған", "Исполнил", "Подготовил"),
            personal=True,
        ),
    ]
    phone: Annotated[
        str | None,
        Field(max_length=100),
        Element(
            labels=Text("Телефон", "Телефон", "Phone"),
            meaning=Text("Орындаушының телефоны", "Телефон исполнителя", "Phone of who filled it in"),
            spellings=("Тел.", "Байланыс телефоны", "Контактный телефон"),
            personal=True,
        ),
    ] = None
    approved_by: Annotated[
        str | None,
        Field(max_length=500),
        Element(
            labels=Text("Бекітті", "Утвердил", "Approved by"),
            meaning=Text("Есепті бекіткен адам", "Кто утвердил отчёт", "Who approved the return"),
            personal=True,
        ),
    ] = None
    submitted_on: Annotated[
        date,
        Element(
            labels=Text("Тапсырылған күні", "Дата сдачи", "Submitted on"),
            meaning=Text("Есепке қойылған күн", "Дата, указанная в отчёте", "Date that the return states"),
        ),
    ]


class Activity(Row):
    """One activity, or several similar activities on one day."""

    held_on: Annotated[
        date,
        Element(
            labels=Text("Күні", "Дата", "Date"),
            meaning=Text("Іс-шара өткен күн", "День проведения", "Day on which it was held"),
            spellings=("Өткізілген күні", "Дата проведения", "Held on"),
            within="period",
        ),
    ]
    kind: Annotated[
        ActivityKind,
        Element(
            labels=Text("Түрі", "Вид", "Kind"),
            meaning=Text("Іс-шараның түрі", "Вид мероприятия", "Kind of activity"),
            spellings=("Іс-шара түрі", "Іс-шараның түрі", "Вид мероприятия", "Kind of activity"),
        ),
    ]
    title: Annotated[
        str | None,
        Field(max_length=500),
        Element(
            labels=Text("Тақырыбы", "Тема", "Title"),
            meaning=Text("Іс-шараның тақырыбы", "Тема мероприятия", "What the activity was about"),
        ),
    ] = None
    venue: Annotated[
        str | None,
        Field(max_length=500),
        Element(
            labels=Text("Өткізілген орны", "Место проведения", "Venue"),
            meaning=Text("Қайда өткізілді", "Где проведено", "Where it was held"),
        ),
    ] = None
    partners: Annotated[
        str | None,
        Field(max_length=1000),
        Element(
            labels=Text("Серіктестер", "Партнёры", "Partners"),
            meaning=Text("Кіммен бірге өткізілді", "С кем проведено", "With whom it was held"),
        ),
    ] = None
    activities: Annotated[
        int,
        Field(ge=1, le=1_000_000),
        Element(
            labels=Text("Іс-шара саны", "Количество мероприятий", "Activities"),
            meaning=Text(
                "Жолдағы іс-шаралар саны; бос болса, бір",
                "Мероприятий в строке; пусто — одно",
                "Activities in the row; blank is one",
            ),
            measure=PIECES,
            aggregation="sum",
        ),
    ] = 1
    participants: Annotated[
        Count,
        Element(
            labels=Text("Қатысушылар саны", "Участников", "Participants"),
            meaning=Text("Барлық қатысушылар", "Все участники", "All who took part"),
            spellings=("Қатысушылар", "Количество участников", "Число участников"),
            measure=PEOPLE,
            aggregation="sum",
        ),
    ]
    pupils: Annotated[
        Count | None,
        Element(
            labels=Text("оның ішінде оқушылар", "в том числе учащиеся", "of whom pupils"),
            meaning=Text("Қатысушылар ішіндегі оқушылар", "Учащиеся среди участников", "Pupils among the participants"),
            spellings=("оқушылар", "учащиеся", "pupils"),
            measure=PEOPLE,
            aggregation="sum",
        ),
    ] = None
    parents: Annotated[
        Count | None,
        Element(
            labels=Text("оның ішінде ата-аналар", "в том числе родители", "of whom parents"),
            meaning=Text("Қатысушылар ішіндегі ата-аналар", "Родители среди участников", "Parents among the participants"),
            spellings=("ата-аналар", "родители", "parents"),
            measure=PEOPLE,
            aggregation="sum",
        ),
    ] = None
    teachers: Annotated[
        Count | None,
        Element(
            labels=Text("оның ішінде педагогтер", "в том числе педагоги", "of whom teachers"),
            meaning=Text("Қатысушылар ішіндегі педагогтер", "Педагоги среди участников", "Teachers among the participants"),
            spellings=("оның ішінде педагогтар", "педагогтер", "педагогтар", "педагоги", "teachers"),
            measure=PEOPLE,
            aggregation="sum",
        ),
    ] = None
    institutions: Annotated[
        Count | None,
        Element(
            labels=Text("Мекемелер саны", "Учреждений", "Institutions"),
            meaning=Text(
                "Қатысқан мекемелер; әр мекеме есепте бір рет",
                "Участвовавшие учреждения; каждое — один раз в отчёте",
                "Institutions that took part, each once in the whole return",
            ),
            spellings=("Мекемелер", "Количество учреждений"),
            measure=PIECES,
            aggregation="sum",
        ),
    ] = None
    materials: Annotated[
        Count | None,
        Element(
            labels=Text("Таратылған материалдар", "Роздано материалов", "Materials handed out"),
            meaning=Text(
                "Таратылған үндеу қағаздары мен басқа материалдар",
                "Розданные листовки и другие материалы",
                "Leaflets and the like handed out",
            ),
            measure=PIECES,
            aggregation="sum",
        ),
    ] = None
    questions_received: Annotated[
        Count | None,
        Element(
            labels=Text("Түскен сұрақтар", "Поступило вопросов", "Questions received"),
            meaning=Text("Қатысушылардан түскен сұрақтар", "Вопросы от участников", "Questions that participants put"),
            measure=PIECES,
            aggregation="sum",
        ),
    ] = None
    questions_answered: Annotated[
        Count | None,
        Element(
            labels=Text("Жауап берілген сұрақтар", "Дано ответов", "Questions answered"),
            meaning=Text("Жауап берілген сұрақтар", "Вопросы, на которые ответили", "Questions that were answered"),
            measure=PIECES,
            aggregation="sum",
        ),
    ] = None
    violations: Annotated[
        Count | None,
        Element(
            labels=Text("Анықталған фактілер", "Выявлено фактов", "Facts of child labour found"),
            meaning=Text(
                "Анықталған бала еңбегін пайдалану фактілері",
                "Выявленные факты использования детского труда",
                "Facts of child labour that came to light",
            ),
            measure=PIECES,
            aggregation="sum",
        ),
    ] = None
    note: Annotated[
        str | None,
        Field(max_length=2000),
        Element(
            labels=Text("Ескертпе", "Примечание", "Note"),
            meaning=Text("Қосымша мәлімет", "Дополнительные сведения", "Anything else"),
        ),
    ] = None


class SurveyAnswerRow(Row):
    """How many respondents gave an answer to a question."""

    question: Annotated[
        SurveyQuestion,
        Element(
            labels=Text("Сұрақ", "Вопрос", "Question"),
            meaning=Text("Сауалнама сұрағы", "Вопрос анкеты", "Question of the survey"),
        ),
    ]
    answer: Annotated[
        SurveyAnswer,
        Element(
            labels=Text("Жауап", "Ответ", "Answer"),
            meaning=Text("Сұраққа берілген жауап", "Ответ на вопрос", "Answer to the question"),
        ),
    ]
    respondents: Annotated[
        Count,
        Element(
            labels=Text("Жауап бергендер", "Ответивших", "Respondents"),
            meaning=Text("Осы жауапты бергендер саны", "Сколько человек ответило так", "People who gave this answer"),
            measure=PEOPLE,
            aggregation="sum",
        ),
    ]


class MediaItem(Row):
    """One publication or broadcast about the campaign."""

    published_on: Annotated[
        date,
        Element(
            labels=Text("Күні", "Дата", "Date"),
            meaning=Text("Жарияланған күні", "День выхода", "Day of publication"),
            spellings=("Жарияланған күні", "Дата публикации", "Published on"),
        ),
    ]
    outlet: Annotated[
        str,
        Field(max_length=500),
        Element(
            labels=Text("Басылым (арна)", "Издание (канал)", "Outlet"),
            meaning=Text("Басылымның немесе арнаның атауы", "Название издания или канала", "Newspaper, channel or site"),
            spellings=("Басылым", "Издание", "Арна", "Канал"),
        ),
    ]
    kind: Annotated[
        MediaKind,
        Element(
            labels=Text("Түрі", "Вид", "Kind"),
            meaning=Text("Ақпарат құралының түрі", "Вид СМИ", "Kind of outlet"),
        ),
    ]
    title: Annotated[
        str | None,
        Field(max_length=500),
        Element(
            labels=Text("Материал атауы", "Название материала", "Title"),
            meaning=Text("Материалдың тақырыбы", "Заголовок материала", "Headline"),
        ),
    ] = None
    url: Annotated[
        str | None,
        Field(max_length=1000),
        Element(
            labels=Text("Сілтеме", "Ссылка", "Link"),
            meaning=Text("Материалдың интернеттегі мекенжайы", "Адрес материала в интернете", "Web address"),
        ),
    ] = None


class Explanation(Row):
    """The clerk's answer to a query."""

    code: Annotated[
        str,
        Field(max_length=100),
        Element(
            labels=Text("Код", "Код", "Code"),
            meaning=Text("Сұратудың коды", "Код вопроса", "Code of the query"),
        ),
    ]
    cell: Annotated[
        str | None,
        Field(max_length=100),
        Element(
            labels=Text("Ұяшық", "Ячейка", "Cell"),
            meaning=Text(
                "Сұрату қай ұяшық туралы; тұтас файл туралы болса, бос",
                "О какой ячейке вопрос; пусто, если обо всём файле",
                "Cell that the query is about; blank where it is about the whole file",
            ),
        ),
    ] = None
    explanation: Annotated[
        str,
        Field(max_length=2000),
        Element(
            labels=Text("Түсіндірме", "Пояснение", "Explanation"),
            meaning=Text("Мәннің неге дұрыс екені", "Почему значение верно", "Why the value is right"),
        ),
    ]


_RAIDS = (ActivityKind.raid,)
_CONTESTS = (ActivityKind.poster_contest, ActivityKind.drawing_contest, ActivityKind.essay_contest)


def _summed(
    code: str, labels: Text, meaning: Text, element: str, kinds: tuple[ActivityKind, ...] = (), *, sensitive: bool = False
) -> Indicator:
    """The sum of an element over all activities, or over those of some kinds."""
    where: dict[str, tuple[str, ...]] = {"kind": kinds} if kinds else {}
    return Indicator(
        code=code, labels=labels, meaning=meaning, table="activity", element=element, where=where, sensitive=sensitive
    )


_INDICATORS = (
    _summed(
        "raids",
        Text("Рейдтер", "Рейды", "Raids"),
        Text("Өткізілген рейдтік іс-шаралар", "Проведённые рейдовые мероприятия", "Raids held"),
        "activities",
        _RAIDS,
    ),
    _summed(
        "raid_participants",
        Text("Рейдке қатысқандар", "Участники рейдов", "Raid participants"),
        Text("Рейдтерге қатысқан адамдар", "Люди, участвовавшие в рейдах", "People who took part in raids"),
        "participants",
        _RAIDS,
    ),
    _summed(
        "activities",
        Text("Барлық іс-шаралар", "Все мероприятия", "All activities"),
        Text("Барлық түрдегі іс-шаралар", "Мероприятия всех видов", "Activities of every kind"),
        "activities",
    ),
    _summed(
        "participants",
        Text("Барлық қатысушылар", "Все участники", "All participants"),
        Text("Барлық іс-шараларға қатысушылар", "Участники всех мероприятий", "Participants of every activity"),
        "participants",
    ),
    _summed(
        "pupils",
        Text("Қатысқан оқушылар", "Участвовавшие учащиеся", "Pupils who took part"),
        Text("Қатысушылар ішіндегі оқушылар", "Учащиеся среди участников", "Pupils among the participants"),
        "pupils",
    ),
    _summed(
        "parents",
        Text("Қатысқан ата-аналар", "Участвовавшие родители", "Parents who took part"),
        Text("Қатысушылар ішіндегі ата-аналар", "Родители среди участников", "Parents among the participants"),
        "parents",
    ),
    _summed(
        "teachers",
        Text("Қатысқан педагогтер", "Участвовавшие педагоги", "Teachers who took part"),
        Text("Қатысушылар ішіндегі педагогтер", "Педагоги среди участников", "Teachers among the participants"),
        "teachers",
    ),
    _summed(
        "materials",
        Text("Таратылған материалдар", "Роздано материалов", "Materials handed out"),
        Text(
            "Таратылған үндеу қағаздары мен басқа материалдар",
            "Розданные листовки и другие материалы",
            "Leaflets and the like handed out",
        ),
        "materials",
    ),
    _summed(
        "questions_received",
        Text("Түскен сұрақтар", "Поступило вопросов", "Questions received"),
        Text("Қатысушылардан түскен сұрақтар", "Вопросы от участников", "Questions that participants put"),
        "questions_received",
    ),
    _summed(
        "questions_answered",
        Text("Жауап берілген сұрақтар", "Дано ответов", "Questions answered"),
        Text("Жауап берілген сұрақтар", "Вопросы, на которые ответили", "Questions that were answered"),
        "questions_answered",
    ),
    _summed(
        "contest_institutions",
        Text("Байқауларға қатысқан мекемелер", "Учреждения в конкурсах", "Institutions in contests"),
        Text(
            "Плакат, сурет және шығарма байқауларына қатысқан мекемелер",
            "Учреждения, участвовавшие в конкурсах плакатов, рисунков и сочинений",
            "Institutions in the poster, drawing and essay contests",
        ),
        "institutions",
        _CONTESTS,
    ),
    _summed(
        "violations",
        Text("Анықталған фактілер", "Выявленные факты", "Facts of child labour found"),
        Text(
            "Анықталған бала еңбегін пайдалану фактілері",
            "Выявленные факты использования детского труда",
            "Facts of child labour that came to light",
        ),
        "violations",
        sensitive=True,
    ),
    Indicator(
        code="media_items",
        labels=Text("БАҚ материалдары", "Материалы в СМИ", "Media items"),
        meaning=Text(
            "Жарияланымдар мен эфирге шыққан материалдар", "Публикации и выходы в эфир", "Publications and broadcasts"
        ),
        table="media_item",
    ),
    Indicator(
        code="survey_respondents",
        labels=Text("Сауалнамаға қатысқандар", "Опрошено человек", "Survey respondents"),
        meaning=Text("Сауалнамаға қатысқан ересектер", "Взрослые, которых опросили", "Adults surveyed"),
        table="cover",
        element="survey_respondents",
    ),
)

_A = SurveyAnswer
_SURVEY = Survey(
    table="survey_answer",
    question="question",
    answer="answer",
    respondents="respondents",
    base="survey_respondents",
    base_indicator="survey_respondents",
    questions=(
        Question(code=SurveyQuestion.knows_term, answers=(_A.yes, _A.no)),
        Question(code=SurveyQuestion.attitude, answers=(_A.against, _A.not_against, _A.hard_to_say)),
        Question(
            code=SurveyQuestion.sectors,
            several=True,
            answers=(
                _A.market,
                _A.shops,
                _A.cafes,
                _A.car_wash,
                _A.construction,
                _A.greening,
                _A.private_employers,
                _A.farming,
                _A.other,
            ),
        ),
        Question(
            code=SurveyQuestion.measures,
            several=True,
            answers=(
                _A.tougher_penalties,
                _A.parental_control,
                _A.legal_prevention,
                _A.jobs_for_adults,
                _A.pay_and_stipends,
                _A.legal_liability,
                _A.oversight,
                _A.family_upbringing,
                _A.other,
            ),
        ),
    ),
)

_TEMPLATES = Path(__file__).parent / "report"
# The rules' expressions as they were parsed, so that no check of a return has to parse them. `make docs` writes the file.
_FILE = Path(__file__).with_name("expressions.tsv")
_COMPILED = {text: tree for text, _, tree in (line.partition("\t") for line in _FILE.read_text(encoding="utf-8").splitlines())}


def _rule(expression: str, check: str, table: str = "cover", at: str = "") -> ExpressionRule:
    return ExpressionRule(expression=expression, check=check, table=table, at=at, compiled=_COMPILED.get(expression, ""))


_CORRECTED = Condition(element="return_type", values=("corrected",))

FORM = Form(
    code="labour12",
    title=Text(
        "«Бала еңбегін қанауға қарсы 12 күн» науқанының өткізілуі туралы есеп",
        "Отчёт о проведении кампании «12 дней борьбы против эксплуатации детского труда»",
        'Return of the campaign "12 days against child labour"',
    ),
    spellings=("«Балалар еңбегіне қарсы 12 күн» науқанының есебі", "Отчёт о кампании «12 дней борьбы с детским трудом»"),
    period_type="year",
    period_elements=("year",),
    unit_element="unit",
    due_date=MonthDay(6, 16),
    window=(MonthDay(5, 15), MonthDay(6, 30)),
    within_elements=("period_start", "period_end"),
    nil_element="nil_return",
    cover=Table(
        code="cover",
        model=Cover,
        sheet=Text("Титул", "Титул", "Cover"),
        grain=Text("есеп – бір жол", "одна строка — отчёт", "one row a return"),
        required=True,
    ),
    tables=(
        Table(
            code="activity",
            model=Activity,
            sheet=Text("Іс-шаралар", "Мероприятия", "Activities"),
            grain=Text(
                "іс-шара немесе бір текті іс-шаралар тобы – бір жол",
                "одна строка — мероприятие или группа однородных мероприятий",
                "one row an activity, or a group of like activities",
            ),
            required=True,
        ),
        Table(
            code="survey_answer",
            model=SurveyAnswerRow,
            sheet=Text("Сауалнама", "Анкетирование", "Survey"),
            grain=Text("сұрақ пен жауап – бір жол", "одна строка — вопрос и ответ", "one row a question and answer"),
        ),
        Table(
            code="media_item",
            model=MediaItem,
            sheet=Text("БАҚ", "СМИ", "Media"),
            grain=Text(
                "жарияланым немесе эфир – бір жол",
                "одна строка — публикация или выход в эфир",
                "one row a publication or broadcast",
            ),
        ),
        Table(
            code="explanation",
            model=Explanation,
            sheet=Text("Түсіндірмелер", "Пояснения", "Explanations"),
            grain=Text(
                "түсіндірме берілген сұрату – бір жол", "одна строка — вопрос с пояснением", "one row an explained query"
            ),
            reports=False,
        ),
    ),
    rules=(
        _rule("period_end >= period_start", "cell.out_of_range"),
        _rule('return_type <> "corrected" or not blank(correction_reason)', "return.correction_reason", at="correction_reason"),
        NilReturn(element="nil_return"),
        _rule('kind = "raid" or not blank(title)', "cell.required", "activity", at="title"),
        _rule("participants >= pupils + parents + teachers", "row.parts_exceed_whole", "activity"),
        _rule("questions_received >= questions_answered", "row.parts_exceed_whole", "activity"),
        _rule('raids_control = sum(activity.activities where kind = "raid")', "control.mismatch"),
        _rule('raid_participants_control = sum(activity.participants where kind = "raid")', "control.mismatch"),
        RowsOnce(table="activity"),
        RowsOnce(table="survey_answer", elements=("question", "answer")),
        RowsOnce(table="media_item"),
    ),
    own_indicators=_INDICATORS,
    survey=_SURVEY,
    correction=_CORRECTED,
    explanations=Explanations(table="explanation", code="code", cell="cell", text="explanation"),
    report={"kk": _TEMPLATES.joinpath("kk.txt").read_text("utf-8"), "ru": _TEMPLATES.joinpath("ru.txt").read_text("utf-8")},
)
