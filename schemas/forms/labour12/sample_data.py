"""What several sample returns have in common, in the two languages of their clerks. All names are invented."""

from typing import Literal, NamedTuple

from schemas.forms.labour12.codes import ActivityKind as K
from schemas.forms.labour12.codes import MediaKind as M
from schemas.forms.labour12.codes import SurveyAnswer as A
from schemas.forms.labour12.codes import SurveyQuestion as Q


class Two(NamedTuple):
    """A text in the two languages of the sample's clerks."""

    kk: str
    ru: str


INVENTED = Two("Үлгі: сандардың бөлінуі ойдан алынған", "Образец: распределение чисел вымышлено")
"""The note in the first activity row of every sample return, and the end of the department's first event."""

PREPARED_BY = Two("Үлгі Орындаушы", "Образец Исполнитель")
APPROVED_BY = Two("Үлгі Бекітуші", "Образец Руководитель")
PHONE = "8 (0000) 00-00-00"

RAID_TITLE = Two("Бала еңбегін пайдалану фактілерін анықтау рейді", "Рейд по выявлению фактов использования детского труда")
RAID_PARTNERS = Two("Полиция бөлімі, мансап орталығы", "Отдел полиции, карьерный центр")
RAID_SITES = (
    Two("базар", "рынок"),
    Two("дүкендер", "магазины"),
    Two("дәмханалар", "кафе"),
    Two("көлік жуу орындары", "автомойки"),
    Two("құрылыс алаңдары", "стройплощадки"),
)


class Common(NamedTuple):
    """An activity that several units held. People are counted for one of its `times`, or for one school."""

    day: str
    kind: K
    title: Two
    venue: Two
    participants: int
    pupils: int | None = None
    parents: int | None = None
    teachers: int | None = None
    times: int | Literal["schools"] = 1


_SCHOOLS = Two("Мектептер", "Школы")
_CAMPS = Two("Мектеп жанындағы лагерьлер", "Пришкольные лагеря")
_OFFICE = Two("Білім бөлімі", "Отдел образования")
_CULTURE = Two("Мәдениет үйі", "Дом культуры")

PROGRAMME = {
    "plan": Common("05-18", K.other, Two("Бірлескен жоспарды бекіту", "Утверждение совместного плана"), _OFFICE, 9),
    "letters": Common(
        "05-19",
        K.other,
        Two("Ауыл әкімдіктері мен ҮЕҰ-ға хат жолдау", "Письма в сельские акиматы и НПО"),
        _OFFICE,
        1,
        times=8,
    ),
    "lessons": Common(
        "05-21", K.class_hour, Two("Оқу – менің еңбегім", "Мой труд — учёба"), _SCHOOLS, 24, 23, None, 1, "schools"
    ),
    "parents": Common(
        "05-22",
        K.parents_meeting,
        Two("Жазғы демалыс және баланың құқығы", "Летний отдых и права ребёнка"),
        _SCHOOLS,
        19,
        None,
        17,
        2,
        "schools",
    ),
    "youth": Common(
        "05-27",
        K.round_table,
        Two("Жасөспірім жұмысқа тұрғанда", "Когда подросток идёт работать"),
        Two("Жастар орталығы", "Молодёжный центр"),
        25,
        18,
        None,
        3,
    ),
    "psychologists": Common(
        "05-29",
        K.seminar,
        Two("Қиын жағдайдағы баланы қалай байқаймыз", "Как заметить ребёнка в трудной ситуации"),
        _OFFICE,
        21,
        None,
        None,
        21,
    ),
    "relay": Common(
        "06-01",
        K.camp_event,
        Two("Балаларды қорғау күніне арналған эстафета", "Эстафета ко Дню защиты детей"),
        Two("Стадион", "Стадион"),
        85,
        70,
        9,
        5,
    ),
    "drawing": Common("06-02", K.drawing_contest, Two("Менің жарқын жазым", "Моё светлое лето"), _CULTURE, 42, 40, None, 2),
    "camp": Common(
        "06-03",
        K.camp_event,
        Two("«Құқық әліппесі» ойыны", "Игра «Азбука права»"),
        _CAMPS,
        31,
        29,
        None,
        2,
        "schools",
    ),
    "seminar": Common(
        "06-04",
        K.seminar,
        Two("Кәмелетке толмағандардың еңбегі: заң не дейді", "Труд несовершеннолетних: что говорит закон"),
        _OFFICE,
        26,
        None,
        None,
        24,
    ),
    "poster": Common("06-05", K.poster_contest, Two("Еңбек емес, ойын!", "Играть, а не работать!"), _CULTURE, 38, 36, None, 2),
    "employers": Common(
        "06-08",
        K.round_table,
        Two("Жұмыс берушілермен ашық әңгіме", "Открытый разговор с работодателями"),
        Two("Кәсіпкерлер палатасы", "Палата предпринимателей"),
        18,
    ),
    "farms": Common(
        "06-09",
        K.other,
        Two("Шаруа қожалықтарында түсіндіру жұмысы", "Разъяснительная работа в крестьянских хозяйствах"),
        Two("Шаруа қожалықтары", "Крестьянские хозяйства"),
        5,
        times=6,
    ),
}


BROADCASTS = (
    (M.web, Two("Білім бөлімінің сайты", "Сайт отдела образования"), Two("Науқан басталды", "Кампания началась")),
    (M.tv, Two("Облыстық телеарна", "Областной телеканал"), Two("Баланың орны – мектепте", "Место ребёнка — в школе")),
    (M.radio, Two("Облыстық радио", "Областное радио"), Two("Заңгер кеңесі", "Советы юриста")),
)
ARTICLE = Two("Балалық шақты қорғайық", "Сбережём детство")

SURVEYED = 200
SURVEY: dict[Q, dict[A, int]] = {
    Q.knows_term: {A.yes: 172, A.no: 28},
    Q.attitude: {A.against: 104, A.not_against: 84, A.hard_to_say: 12},
    Q.sectors: {
        A.market: 46,
        A.shops: 16,
        A.cafes: 62,
        A.car_wash: 16,
        A.construction: 14,
        A.greening: 15,
        A.private_employers: 12,
        A.farming: 10,
        A.other: 9,
    },
    Q.measures: {
        A.tougher_penalties: 52,
        A.parental_control: 46,
        A.legal_prevention: 36,
        A.jobs_for_adults: 22,
        A.pay_and_stipends: 18,
        A.legal_liability: 12,
        A.oversight: 10,
        A.family_upbringing: 15,
        A.other: 7,
    },
}
"""The answers that the department's volunteers collected. The named shares are the region's, the small rest is invented."""
