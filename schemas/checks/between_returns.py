"""The checks of what stands beside other returns: the unit's own before it, and the other units'.

The warehouse finds these in SQL (sql/rules) and fills their places in.
"""

from schemas.checks.check import declared as _check

BETWEEN = (
    _check(
        "submission.unchanged",
        "info",
        ("Сол есептің өзі қайта келді", "Тот же отчёт получен ещё раз", "The same return again"),
        (
            "Бұл файл қолданыстағы есептен өзгермеген, сандар бұрынғыдай қалды.",
            "Файл не отличается от действующего отчёта, цифры не изменились.",
            "The file is the same as the current return; the figures stay as they were.",
        ),
    ),
    _check(
        "submission.older_content",
        "query",
        ("Бұрынғы есеп қайта келді", "Снова получен прежний отчёт", "An older return again"),
        (
            "Бұл файл бұрын жіберілген есептің мазмұнын қайталайды; ол енді қолданыстағы есеп болды. Бұрынғы файл "
            "қателесіп жіберілмегенін тексеріңіз.",
            "Файл повторяет содержание ранее присланного отчёта; теперь он действующий. Проверьте, не прислан ли старый файл "
            "по ошибке.",
            "The file repeats an earlier return's content, which is now current. Check that the old file wasn't sent by "
            "mistake.",
        ),
    ),
    _check(
        "submission.same_night",
        "info",
        ("Бір түнде бірнеше файл келді", "Несколько файлов за одну обработку", "Several files in one run"),
        (
            "Осы ауданнан бір өңдеуде {files} файл келді. Қолданыстағысы – {current}-нұсқа.",
            "За одну обработку от района получено файлов: {files}. Действует редакция {current}.",
            "The unit's files received in one run: {files}. Revision {current} is current.",
        ),
    ),
    _check(
        "submission.after_closing",
        "query",
        ("Кезең жабылғаннан кейін келді", "Получено после закрытия периода", "Received after the period was closed"),
        (
            "Есеп кезең жабылғаннан кейін келді: қабылданды, бірақ түпкілікті сандарға кірген жоқ. Ол ескерілуі керек болса, "
            "облыс кезеңді қайта ашады.",
            "Отчёт получен после закрытия периода: принят, но в окончательные итоги не вошёл. Если его нужно учесть, регион "
            "откроет период заново.",
            "The return came after the period was closed: it is accepted, but not in the final totals. If it is to count, the "
            "region reopens the period.",
        ),
    ),
    _check(
        "history.sheet_gone",
        "query",
        ("Бұрын болған парақ жоқ", "Нет листа, который был раньше", "A sheet that was there before is gone"),
        (
            "Алдыңғы нұсқада «{found}» парағы болған, бұл файлда ол жоқ, сондықтан оның деректері есептен шықты. Парақ керек "
            "болса, оны қосып, қайта жіберіңіз; керек болмаса, түсіндіріңіз.",
            "В прошлой редакции был лист «{found}», в этом файле его нет, и его данные больше не учитываются. Если лист нужен, "
            "добавьте его и пришлите отчёт снова; если нет, дайте пояснение.",
            "The last revision had the sheet “{found}”; this file hasn't, and its figures no longer count. Add the sheet and "
            "send the return again if it is needed; explain it if it isn't.",
        ),
    ),
    _check(
        "history.no_change",
        "query",
        ("Түзетілген есепте өзгеріс жоқ", "Уточнённый отчёт ничего не меняет", "A corrected return that changes nothing"),
        (
            "Есеп «түзетілген» деп белгіленген, бірақ сандары мен жолдары алдыңғы нұсқадан өзгермеген. Дұрыс файл "
            "жіберілгенін тексеріңіз.",
            "Отчёт помечен как уточнённый, но его числа и строки не отличаются от прошлой редакции. Проверьте, тот ли файл "
            "прислан.",
            "The return says that it is corrected, but its figures and rows are those of the last revision. Check that the "
            "right file was sent.",
        ),
    ),
    _check(
        "history.jump",
        "query",
        ("Көрсеткіш күрт өзгерген", "Показатель резко изменился", "A figure jumped"),
        (
            "«{name}»: бұрынғы мәні ({when}) – {before}, енді – {found}. Сан дұрыс болса, түсіндіріңіз; қате болса, түзетіп, "
            "қайта жіберіңіз.",
            "«{name}»: было {before} ({when}), стало {found}. Если число верно, дайте пояснение; если нет, исправьте и "
            "пришлите отчёт снова.",
            "“{name}”: it was {before} ({when}), now it is {found}. Explain the figure if it is right; correct it and send the "
            "return again if it isn't.",
        ),
    ),
    _check(
        "region.outlier",
        "query",
        ("Көрсеткіш басқа аудандардан тым өзгеше", "Показатель резко отличается от других", "A figure far from the others'"),
        (
            "«{name}» – {found}; басқа аудандарда әдетте {least} мен {most} аралығында. Сан дұрыс болса, түсіндіріңіз; қате "
            "болса, түзетіп, қайта жіберіңіз.",
            "«{name}» — {found}; у других обычно от {least} до {most}. Если число верно, дайте пояснение; если нет, исправьте "
            "и пришлите отчёт снова.",
            "“{name}” is {found}; the others usually have between {least} and {most}. Explain the figure if it is right; "
            "correct it and send the return again if it isn't.",
        ),
    ),
)
