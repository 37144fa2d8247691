"""The sample return of each unit. How the region's totals are split over units and rows is invented."""

from typing import Literal, NamedTuple

from schemas.forms.labour12.codes import ActivityKind as K
from schemas.forms.labour12.sample_data import INVENTED


class Event(NamedTuple):
    """An activity of one unit. `more` has further elements."""

    day: str
    kind: K
    title: str
    venue: str
    participants: int
    pupils: int | None = None
    parents: int | None = None
    teachers: int | None = None
    more: dict[str, object] | None = None


class UnitSample(NamedTuple):
    """The content of a unit's return, and the habits of its clerk.

    `raids` are the number of raids, their participants, and the number of rows; the last row is one raid with a blank count.
    `written` is the unit's name as the clerk types it. `thousands` is the separator in counts typed as text.
    """

    unit: str
    language: Literal["kk", "ru"]
    file: str
    raids: tuple[int, int, int]
    schools: int
    places: tuple[str, ...]
    papers: tuple[str, ...]
    broadcasts: int
    programme: str
    events: tuple[Event, ...] = ()
    start: str = "05-15"
    end: str = "06-10"
    written: str | None = None
    totals_label: str | None = None
    title: str | None = None
    order: str | None = None
    thousands: str | None = None
    dates_as_text: bool = False
    controls: bool = True
    sheets: str = "survey_answer media_item explanation"


NO_EXTRAS = "held_on kind title venue activities participants pupils parents teachers violations note"
TITLE_FIRST = (
    "title held_on kind venue participants pupils parents teachers activities institutions materials "
    "questions_received questions_answered violations partners note"
)
NUMBERS_LAST = "held_on kind title venue partners note activities participants pupils parents teachers violations"

_DEPARTMENT_EVENTS = (
    # The written report names every such activity, so the text itself says that it is a sample.
    Event("05-15", K.other, f"Облыс бойынша бірлескен жоспарды келісу ({INVENTED.kk}. {INVENTED.ru})", "Департамент", 14),
    Event(
        "05-16",
        K.other,
        "Мемлекеттік органдарға, аудан әкімдіктеріне, ҮЕҰ-ға және БАҚ-қа хаттар жолдау",
        "Департамент",
        4,
        more={"activities": 31},
    ),
    Event("05-20", K.video_conference, "Аудандармен науқан барысын талқылау", "Департамент, мәжіліс залы", 46),
    Event(
        "05-20",
        K.internet_conference,
        "Жазда жұмыс істегісі келетін жасөспірімге кеңес",
        "Департаменттің сайты",
        44,
        more={"questions_received": 42, "questions_answered": 42},
    ),
    Event(
        "05-31",
        K.leaflet_action,
        "Балаларды қорғау күні қарсаңындағы үндеу қағаздары",
        "Облыс орталығының басты көшесі",
        36,
        more={"materials": 500, "partners": "Еріктілер"},
    ),
    Event(
        "06-02",
        K.drawing_contest,
        "Балалық шақтың түстері",
        "Интернаттық мекемелер",
        118,
        110,
        None,
        8,
        {"institutions": 10},
    ),
    Event("06-04", K.essay_contest, "Менің болашақ мамандығым", "Интернаттық мекемелер", 74, 70, None, 4),
    Event(
        "06-05",
        K.other,
        "Ересектер арасындағы сауалнама",
        "Қала көшелері, сауда орындары",
        24,
        more={"partners": "Еріктілер"},
    ),
    Event(
        "06-06",
        K.seminar,
        "Жасөспірім еңбегі және кәсіподақтың міндеті",
        "Кәсіподақтар үйі",
        52,
        None,
        None,
        18,
        {"partners": "Кәсіподақ ұйымдары"},
    ),
    Event(
        "06-14",
        K.press_conference,
        "Науқанның алғашқы қорытындысы",
        "Департамент, мәжіліс залы",
        27,
        more={"partners": "Полиция департаменті, әлеуметтік қорғау басқармасы, прокуратура"},
    ),
)

UNITS = (
    UnitSample(
        unit="department",
        language="kk",
        file="2026-06-16/Департамент 12 күн есеп.xlsx",
        raids=(30, 42, 6),
        schools=10,
        places=("Облыс орталығы", "Вокзал маңы"),
        papers=("Облыстық газет (қазақ тілінде)", "Облыстық газет (орыс тілінде)"),
        broadcasts=2,
        programme="",
        events=_DEPARTMENT_EVENTS,
        end="06-15",
        totals_label="Барлығы",
    ),
    UnitSample(
        unit="petropavl",
        language="ru",
        file="2026-06-15/Петропавловск отчет 12 дней.xlsx",
        raids=(124, 137, 12),
        schools=43,
        places=("Центр города", "Микрорайоны", "Привокзальная площадь"),
        papers=("Городская газета",),
        broadcasts=3,
        programme="plan letters lessons parents youth psychologists relay drawing camp seminar employers",
        events=(
            Event("06-10", K.other, "Единый день правовой помощи семьям", "Центр занятости", 64, None, 51),
            Event("06-11", K.camp_event, "Городской слёт отрядов", "Парк", 240, 215, None, 20),
        ),
        end="06-12",
        totals_label="Итого",
        thousands=" ",
    ),
    UnitSample(
        unit="aiyrtau",
        language="kk",
        file="2026-06-11/Айыртау ауданы 2026.xlsx",
        raids=(80, 86, 7),
        schools=28,
        places=("Саумалкөл", "Имантау", "Лобаново"),
        papers=("Айыртау аудандық газеті",),
        broadcasts=1,
        programme="plan lessons parents relay drawing seminar farms",
        events=(Event("06-10", K.camp_event, "Көл жағасындағы құқық сағаты", "Жазғы лагерь", 96, 90, None, 6),),
        order=NO_EXTRAS,
    ),
    UnitSample(
        unit="akzhar",
        language="kk",
        file="2026-06-12/Ақжар ауданы.xlsx",
        raids=(66, 69, 5),
        schools=17,
        places=("Талшық", "Ленинград ауылы"),
        papers=("Ақжар аудандық газеті",),
        broadcasts=1,
        programme="plan letters lessons parents camp",
        events=(
            Event("06-04", K.poster_contest, "Балаға – күлкі, ересекке – еңбек", "Лагерь алаңдары", 57, 55, None, 2),
            Event("06-08", K.seminar, "Сабақтан қалған бала: мұғалімнің алғашқы қадамы", "№ 1 мектеп", 41, 0, 0, 41),
        ),
        end="06-12",
        written="СҚО Ақжар ауд.",
        totals_label="Жиыны",
        thousands="",
    ),
    UnitSample(
        unit="akkaiyn",
        language="ru",
        file="2026-06-12/Аккайынский_район_отчет.xlsx",
        raids=(56, 61, 4),
        schools=16,
        places=("Смирново", "Киялы"),
        papers=("Газета Аккайынского района",),
        broadcasts=0,
        programme="lessons parents relay seminar",
        events=(Event("06-05", K.class_hour, "Урок права в библиотеке", "Районная библиотека", 33, 31, None, 2),),
        start="05-18",
        end="06-12",
        written="Аккайынский р-н",
        totals_label="Всего",
        sheets="media_item",
    ),
    UnitSample(
        unit="musrepov",
        language="kk",
        file="2026-06-15/Ғ.Мүсірепов ауд. есебі.xlsx",
        raids=(93, 99, 8),
        schools=30,
        places=("Новоишим", "Рузаев", "Шұқыркөл"),
        papers=("Мүсірепов аудандық газеті",),
        broadcasts=2,
        programme="plan letters lessons parents psychologists relay drawing camp poster employers farms",
        end="06-12",
        written="Ғ. Мүсірепов ауд.",
        title="Науқан аясында өткізілген іс-шаралар",
    ),
    UnitSample(
        unit="esil",
        language="ru",
        file="2026-06-10/ЕСИЛЬ.xlsx",
        raids=(72, 77, 5),
        schools=22,
        places=("Явленка", "Корнеевка", "Покровка"),
        papers=("Газета Есильского района",),
        broadcasts=0,
        programme="plan lessons parents camp seminar",
        events=(
            Event("06-09", K.other, "Ярмарка вакансий для родителей", "Площадь в Явленке", 120, None, 96),
            Event("06-05", K.camp_event, "Конкурс песен о детстве", "Дом культуры", 66, 60, None, 6),
        ),
        written="ЕСИЛЬСКИЙ  РАЙОН",
        order=TITLE_FIRST,
        controls=False,
    ),
    UnitSample(
        unit="zhambyl",
        language="kk",
        file="2026-06-15/жамбыл 12 күн (соңғы).xlsx",
        raids=(69, 74, 6),
        schools=24,
        places=("Пресновка", "Благовещенка", "Қайранкөл"),
        papers=("Жамбыл аудандық газеті",),
        broadcasts=1,
        programme="letters lessons seminar farms",
        events=(
            Event(
                "05-22",
                K.parents_meeting,
                "Баланың жазғы күн тәртібі: ата-ана не істей алады",
                "Мектептер",
                430,
                None,
                398,
                32,
                {"activities": 21, "institutions": 21},
            ),
            Event("06-11", K.camp_event, "Балалық шақ мерекесі", "Жазғы лагерь", 312, 280, 12, 20),
        ),
        end="06-12",
        totals_label="Барлығы",
    ),
    UnitSample(
        unit="kyzylzhar",
        language="ru",
        file="2026-06-15/Кызылжарский р-н 12 дней 2026.xlsx",
        raids=(109, 117, 9),
        schools=36,
        places=("Бишкуль", "Пеньково", "Новоникольское"),
        papers=("Газета Кызылжарского района",),
        broadcasts=2,
        programme="plan letters lessons parents youth relay camp poster employers farms",
        events=(Event("06-10", K.round_table, "Ребёнок пропускает школу: действуем вместе", "Школа в Бишкуле", 34, 0, 0, 32),),
        end="06-12",
        title="Мероприятия, проведённые в районе",
        totals_label="Итого",
    ),
    UnitSample(
        unit="zhumabaev",
        language="kk",
        file="2026-06-12/М.Жұмабаев ауданы.xlsx",
        raids=(84, 88, 6),
        schools=29,
        places=("Булаев", "Возвышенка", "Медвежка"),
        papers=("Жұмабаев аудандық газеті",),
        broadcasts=1,
        programme="lessons parents drawing camp poster seminar",
        events=(Event("06-11", K.other, "Отбасылық кітап оқу күні", "Аудандық кітапхана", 58, 31, 22, 5),),
        end="06-12",
        written="М. Жұмабаев ауд.",
        order=NUMBERS_LAST,
    ),
    UnitSample(
        unit="mamlyut",
        language="ru",
        file="2026-06-11/отчет Мамлютка.xlsx",
        raids=(58, 63, 4),
        schools=18,
        places=("Мамлютка", "Становое"),
        papers=("Газета Мамлютского района",),
        broadcasts=0,
        programme="plan parents relay psychologists",
        events=(Event("06-09", K.camp_event, "Викторина «Мои права»", "Пришкольный лагерь", 74, 70, None, 4),),
        dates_as_text=True,
        sheets="media_item explanation",
    ),
    UnitSample(
        unit="taiynsha",
        language="ru",
        file="2026-06-16/Тайынша 12 дней итог.xlsx",
        raids=(101, 108, 8),
        schools=42,
        places=("Тайынша", "Чкалово", "Келлеровка", "Летовочное"),
        papers=("Газета Тайыншинского района",),
        broadcasts=2,
        programme="plan letters lessons parents youth psychologists drawing camp poster employers",
        events=(Event("06-12", K.other, "Открытая линия с юристом", "Районный акимат", 29, None, 24),),
        end="06-12",
        totals_label="Итого",
        thousands="\N{NO-BREAK SPACE}",
    ),
    UnitSample(
        unit="timiryazev",
        language="ru",
        file="2026-06-10/Отчёт Тимирязевский район (1).xlsx",
        raids=(44, 47, 3),
        schools=13,
        places=("Тимирязево", "Докучаево"),
        papers=("Газета Тимирязевского района",),
        broadcasts=0,
        programme="lessons relay seminar",
        order=NO_EXTRAS,
        controls=False,
    ),
    UnitSample(
        unit="ualikhanov",
        language="kk",
        file="2026-06-12/Уәлиханов аудан есеп.xlsx",
        raids=(40, 44, 3),
        schools=15,
        places=("Кішкенекөл", "Ақбұлақ"),
        papers=("Уәлиханов аудандық газеті",),
        broadcasts=0,
        programme="relay camp",
        events=(Event("06-05", K.round_table, "Ауыл ақсақалдарымен әңгіме: бала тәрбиесі", "Мәдениет үйі", 37, None, 21),),
        start="06-01",
        end="06-12",
    ),
    UnitSample(
        unit="shalakyn",
        language="kk",
        file="2026-06-16/Шал ақын есебі.xlsx",
        raids=(48, 52, 4),
        schools=17,
        places=("Сергеевка", "Афанасьевка"),
        papers=("Шал ақын аудандық газеті",),
        broadcasts=1,
        programme="plan lessons parents drawing seminar",
        end="06-12",
        title="Шал ақын ауданында өткен іс-шаралар",
        totals_label="Жиыны",
        dates_as_text=True,
        controls=False,
    ),
)
