"""The page's own words in three languages, and how a value is written in all three at once."""

from datetime import date, datetime
from functools import lru_cache

from markupsafe import Markup, escape

from schemas.basics.clock import ZONE
from schemas.basics.text import LANGUAGES, Text, fill, write

WORDS = {
    "language": Text("Тіл", "Язык", "Language"),
    "skip": Text("Мазмұнына өту", "Перейти к содержанию", "Skip to content"),
    "contents": Text("Мазмұны", "Содержание", "Contents"),
    "coverage": Text("Есептердің тапсырылуы", "Представление отчётов", "Returns received"),
    "expected": Text("Тапсыруға тиіс", "Должны сдать", "Expected"),
    "reported": Text("Тапсырды", "Сдали", "Reported"),
    "nil": Text("іс-шара өткізбеген", "нулевых", "nil"),
    "late": Text("кешіккен", "с опозданием", "late"),
    "missing": Text("Тапсырмады", "Не сдали", "Missing"),
    "rejected": Text("есебі қабылданбаған", "отчёт не принят", "rejected"),
    "queries": Text("Ашық сұратулар", "Открытые вопросы", "Open queries"),
    "of_which": Text("оның ішінде", "из них", "of which"),
    "missing_units": Text("Тапсырмағандар:", "Не сдали:", "Missing:"),
    "figures": Text("Көрсеткіштер", "Показатели", "Indicators"),
    "figure": Text("Көрсеткіш", "Показатель", "Indicator"),
    "total": Text("Барлығы", "Всего", "Total"),
    "given": Text("Дерек берген ұйымдар", "Организаций с данными", "Units with a figure"),
    "before": Text("Өткен жылы", "Годом ранее", "A year earlier"),
    "change": Text("Бір жылдағы өзгеріс", "Изменение за год", "Change over the year"),
    "resent": Text("Қайта тапсырудан өзгеріс", "Изменение из-за повторной сдачи", "Change through resubmissions"),
    "since": Text("Алдыңғы шығарылымнан өзгеріс", "Изменение с прошлого выпуска", "Change since the edition before"),
    "given_before": Text("Өткен жылы есеп тапсырғандар:", "Годом ранее сдали отчёт:", "Reported a year earlier:"),
    "no_before": Text(
        "Өткен жылғы осы кезеңнің деректері жоқ.",
        "Данных за тот же период прошлого года нет.",
        "There are no figures for the same period a year earlier.",
    ),
    "by_unit": Text("Ұйымдар бойынша", "По организациям", "By reporting unit"),
    "by_unit_note": Text(
        "Көрсеткішті ашсаңыз, ұйымдардың деректері шығады. Нұсқа нөмірі есептің тізілімдегі жазбасына апарады, парақ атауын "
        "ашсаңыз, сан қай ұяшықтардан құралғаны көрсетіледі.",
        "Раскройте показатель, чтобы увидеть данные организаций. Номер редакции ведёт к отчёту в реестре, под названием листа "
        "— ячейки, из которых сложилось число.",
        "Open an indicator to see the figures of the units. The revision leads to the return in the register; under the name "
        "of the sheet are the cells that the figure is the sum of.",
    ),
    "unit": Text("Ұйым", "Организация", "Reporting unit"),
    "value": Text("Мәні", "Значение", "Value"),
    "revision": Text("Нұсқа", "Редакция", "Revision"),
    "received": Text("Нұсқа келген күні", "Редакция получена", "Revision received"),
    "first_received": Text("Алғаш келген күні", "Впервые получен", "First received"),
    "hash": Text("Хеш", "Хеш", "Hash"),
    "cells": Text("Ұяшықтар", "Ячейки", "Cells"),
    "map": Text(
        "Облыстың тақта картасы: әр тақта – бір аудан немесе қала; түсі неғұрлым айқын болса, мәні соғұрлым үлкен.",
        "Плиточная карта области: плитка — район или город; чем сильнее она выделена цветом, тем больше значение.",
        "Tile map of the region: a tile is a district or city; the more it stands out, the larger the figure.",
    ),
    "off_map": Text(
        "Картада орны жоқ ұйымдар тек кестеде көрсетілген.",
        "Организации без места на карте есть только в таблице.",
        "Units without a place on the map are in the table alone.",
    ),
    "matrix": Text("Жиынтық кесте", "Сводная таблица", "Summary table"),
    "rows": Text("Жазбалар саны", "Число записей", "Number of entries"),
    "day": Text("Күні", "Дата", "Day"),
    "most": Text("Ең көбі", "Больше всего", "Most"),
    "table": Text("Кестемен көрсету", "Показать таблицей", "Show as a table"),
    "outside": Text("Кезеңнен тыс күндер:", "В дни вне периода:", "On days outside the period:"),
    "asked": Text("Сұралғандар саны", "Опрошено", "People asked"),
    "several": Text(
        "бірнеше жауап беруге болатын, сондықтан үлестердің қосындысы 100 %-дан асуы мүмкін",
        "можно было дать несколько ответов, поэтому сумма долей может превышать 100 %",
        "several answers were allowed, so that the shares may add up to more than 100%",
    ),
    "answer": Text("Жауап", "Ответ", "Answer"),
    "share": Text("Үлесі, %", "Доля, %", "Share, %"),
    "people": Text("Адам саны", "Человек", "People"),
    "register": Text("Есептердің тізілімі", "Реестр отчётов", "Register of returns"),
    "due": Text("Тапсыру мерзімі", "Срок сдачи", "Due"),
    "status": Text("Күйі", "Состояние", "Status"),
    "rejected_files": Text("Қабылданбаған файлдар", "Непринятые файлы", "Rejected files"),
    "resubmissions": Text("Қайта тапсырылған есептер", "Отчёты, сданные повторно", "Resubmitted returns"),
    "resubmissions_note": Text(
        "Қайта тапсырылған есеп алдыңғысын толық ауыстырады. Төменде өзгерген көрсеткіштер келтірілген.",
        "Повторно сданный отчёт целиком заменяет прежний. Ниже приведены изменившиеся показатели.",
        "A return sent again replaces the earlier one whole. The indicators below changed.",
    ),
    "none_resent": Text(
        "Көрсетілген сандарды өзгерткен қайта тапсыру жоқ.",
        "Повторной сдачи, изменившей показанные числа, нет.",
        "No resubmission changed a figure that is shown.",
    ),
    "changes": Text(
        "Алдыңғы шығарылымнан кейінгі өзгерістер", "Изменения с прошлого выпуска", "Changes since the edition before"
    ),
    "none_changed": Text(
        "Алдыңғы шығарылымнан кейін көрсетілген сандар өзгерген жоқ.",
        "Показанные числа с прошлого выпуска не изменились.",
        "No figure that is shown has changed since the edition before.",
    ),
    "was": Text("Бұрынғы", "Было", "Before"),
    "now": Text("Қазіргі", "Стало", "Now"),
    "notes": Text("Белгілер", "Обозначения", "Notes"),
    "hidden": Text("•", "•", "•"),
    "not_stated": Text("–", "–", "–"),
    "not_stated_note": Text(
        "«–» – мәні көрсетілмеген, белгісіз немесе есеп жоқ; бұл нөл емес.",
        "«–» — значение не указано, неизвестно или отчёта нет; это не ноль.",
        "“–”: not stated, not known, or no return; it is not zero.",
    ),
    "hash_note": Text(
        "Хеш – файл мазмұнының таңбасы: қоймадағы есепті сол бойынша табуға болады.",
        "Хеш — отпечаток содержимого файла: по нему отчёт находят в хранилище.",
        "The hash is the fingerprint of a file's contents, by which its return is found in the warehouse.",
    ),
}

_SMALL = Text(
    "«•» – жарияланбайды: баланы тануға мүмкіндік беретін көрсеткіштердің 1 мен {last} аралығындағы мәндері, сондай-ақ жиынтық "
    "бойынша есептеп шығармау үшін жұптас ұйымның мәні.",
    "«•» — не публикуется: значения от 1 до {last} по показателям, которые могут указать на ребёнка, и значение организации, "
    "стоящей с ней в паре, иначе скрытое вычислялось бы из итога.",
    "“•”: not published. Figures from 1 to {last} that could point at a child, and that of the unit paired with it, since the "
    "total would give the hidden one away.",
)


def small_note(small: int | None) -> Text | None:
    """Why some figures are not shown; None where all are."""
    return None if small is None else fill(_SMALL, {"last": small - 1})


@lru_cache(maxsize=1 << 14)
def say(value: Text | str | float | date | None, *, signed: bool = False) -> Markup:
    """A value in every language; the style shows the one that the reader chose.

    Words carry their language for whoever reads aloud; numbers and dates, which are alike in Kazakh and Russian, stand twice.
    """
    if value is None:
        return say(WORDS["not_stated"])
    kk, ru, en = (_written(value, language, signed=signed) for language in LANGUAGES)
    if kk == ru == en:
        return escape(kk)
    if kk == ru and not isinstance(value, Text):
        return Markup("<span class=n>{}</span><span class=e>{}</span>").format(kk, en)
    return Markup("<span lang=kk>{}</span><span lang=ru>{}</span><span lang=en>{}</span>").format(kk, ru, en)


def _written(value: object, language: str, *, signed: bool) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(ZONE).date()
    text = write(value, language)  # type: ignore[arg-type]
    if signed and isinstance(value, int):
        return text.replace("-", "\N{MINUS SIGN}") if value <= 0 else f"+{text}"
    return text
