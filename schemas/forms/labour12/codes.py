"""The code lists of the form labour12."""

from schemas.declaration.element import CodeList


class ReturnType(CodeList):
    """Whether the return is the first or corrects an earlier one."""

    initial = "initial", "бастапқы", "первичный", "initial", "алғашқы", "первичная"
    corrected = "corrected", "түзетілген", "уточнённый", "corrected", "нақтыланған", "исправленный", "уточнение"


class ActivityKind(CodeList):
    """Kinds of activity."""

    raid = (
        "raid",
        "рейд",
        "рейд",
        "raid",
        "рейдтер",
        "рейды",
        "рейдтік іс-шара",
        "рейдтік іс-шаралар",
        "рейдовое мероприятие",
        "рейдовые мероприятия",
        "raids",
    )
    seminar = "seminar", "семинар", "семинар", "seminar", "семинарлар", "семинары", "seminars"
    round_table = (
        "round_table",
        "дөңгелек үстел",
        "круглый стол",
        "round table",
        "дөңгелек үстелдер",
        "круглые столы",
        "round tables",
    )
    parents_meeting = (
        "parents_meeting",
        "ата-аналар жиналысы",
        "родительское собрание",
        "parents' meeting",
        "ата-аналар жиналыстары",
        "ата-ана жиналысы",
        "родительские собрания",
        "parents meetings",
    )
    class_hour = "class_hour", "сынып сағаты", "классный час", "class hour", "сынып сағаттары", "классные часы", "class hours"
    poster_contest = (
        "poster_contest",
        "плакаттар байқауы",
        "конкурс плакатов",
        "poster contest",
        "плакат байқауы",
        "плакаттар конкурсы",
        "конкурсы плакатов",
        "poster contests",
    )
    drawing_contest = (
        "drawing_contest",
        "сурет байқауы",
        "конкурс рисунков",
        "drawing contest",
        "суреттер байқауы",
        "сурет конкурсы",
        "конкурсы рисунков",
        "drawing contests",
    )
    essay_contest = (
        "essay_contest",
        "шығармалар байқауы",
        "конкурс сочинений",
        "essay contest",
        "шығарма байқауы",
        "эссе байқауы",
        "конкурсы сочинений",
        "конкурс эссе",
        "essay contests",
    )
    camp_event = (
        "camp_event",
        "лагерьдегі іс-шара",
        "мероприятие в лагере",
        "camp event",
        "лагерьдегі іс-шаралар",
        "мероприятия в лагере",
        "camp events",
    )
    internet_conference = (
        "internet_conference",
        "интернет-конференция",
        "интернет-конференция",
        "internet conference",
        "интернет-конференциялар",
        "интернет-конференции",
        "internet conferences",
    )
    video_conference = (
        "video_conference",
        "бейнеконференция",
        "видеоконференция",
        "video conference",
        "бейнеконференциялар",
        "видеоконференции",
        "video conferences",
    )
    press_conference = (
        "press_conference",
        "баспасөз конференциясы",
        "пресс-конференция",
        "press conference",
        "баспасөз конференциялары",
        "баспасөз мәслихаты",
        "пресс-конференции",
        "press conferences",
    )
    leaflet_action = (
        "leaflet_action",
        "үндеу қағаздарын тарату",
        "раздача листовок",
        "leaflet action",
        "үндеу қағаздары",
        "раздача листовки",
        "распространение листовок",
        "leaflet actions",
    )
    other = "other", "өзге", "иное", "other", "басқа", "басқалары", "өзгелері", "прочее", "другое"


class SurveyQuestion(CodeList):
    """The questions put to adults."""

    knows_term = (
        "knows_term",
        "«Бала еңбегі» ұғымы түсінікті ме?",
        "Понятен ли термин «детский труд»?",
        'Is the term "child labour" understood?',
    )
    attitude = (
        "attitude",
        "Кәмелетке толмағандардың жұмыс істеуіне көзқарас",
        "Отношение к работе несовершеннолетних",
        "Attitude to minors working",
    )
    sectors = (
        "sectors",
        "Балалар көбіне қайда жұмыс істейді?",
        "Где чаще всего работают дети?",
        "Where do children mostly work?",
    )
    measures = "measures", "Қандай шара көмектеседі?", "Какие меры помогут?", "What would help?"


class SurveyAnswer(CodeList):
    """The answers to all questions. The form says which answers belong to which question."""

    yes = "yes", "иә", "да", "yes", "ия"
    no = "no", "жоқ", "нет", "no"
    against = "against", "қарсы", "против", "against"
    not_against = "not_against", "қарсы емес", "не против", "not against"
    hard_to_say = "hard_to_say", "жауап беруге қиналады", "затрудняюсь ответить", "hard to say"
    market = "market", "базар", "рынок", "market"
    shops = "shops", "дүкен", "магазин", "shops"
    cafes = "cafes", "дәмхана", "кафе", "cafés", "cafes"
    car_wash = "car_wash", "көлік жуу", "автомойка", "car wash"
    construction = "construction", "құрылыс", "строительство", "construction"
    greening = "greening", "көгалдандыру", "озеленение", "greening"
    private_employers = (
        "private_employers",
        "жеке жұмыс берушілер",
        "частные работодатели",
        "private employers",
        "жеке меншік",
        "частный сектор",
    )
    farming = "farming", "ауыл шаруашылығы", "сельское хозяйство", "farming"
    tougher_penalties = "tougher_penalties", "жазаны қатаңдату", "ужесточить наказание", "tougher penalties", "жазаны қатайту"
    parental_control = (
        "parental_control",
        "ата-ана бақылауын күшейту",
        "усилить контроль родителей",
        "parental control",
    )
    legal_prevention = (
        "legal_prevention",
        "құқықтық алдын алу жұмыстары",
        "правовая профилактика",
        "legal prevention",
        "құқықтық алдын алу",
    )
    jobs_for_adults = "jobs_for_adults", "ересектерге жұмыс орындары", "рабочие места для взрослых", "jobs for adults"
    pay_and_stipends = (
        "pay_and_stipends",
        "жалақы мен стипендияны көтеру",
        "повысить зарплаты и стипендии",
        "pay and stipends",
    )
    legal_liability = "legal_liability", "құқықтық жауапкершілік", "правовая ответственность", "legal liability"
    oversight = "oversight", "бақылауды күшейту", "усилить надзор", "oversight"
    family_upbringing = "family_upbringing", "отбасы тәрбиесі", "воспитание в семье", "family upbringing"
    other = "other", "өзге", "иное", "other", "басқа", "басқалары", "өзгелері", "прочее", "другое"


class MediaKind(CodeList):
    """Kinds of media."""

    newspaper = "newspaper", "газет", "газета", "newspaper", "газеттер", "газеты"
    tv = "tv", "телеарна", "телевидение", "TV", "television", "ТВ", "теледидар", "телеканал"
    radio = "radio", "радио", "радио", "radio"
    web = "web", "интернет", "интернет", "internet", "web", "сайт", "интернет-ресурс"
