"""The catalogue of checks."""

from schemas.checks.between_returns import BETWEEN
from schemas.checks.check import Check
from schemas.checks.check import declared as _check

_CHECKS = (
    _check(
        "file.unreadable",
        "error",
        ("Файл оқылмайды", "Файл не читается", "The file can't be read"),
        (
            "Бұл файл Excel кітабы ретінде оқылмайды: {reason}. {step}",
            "Файл не читается как книга Excel: {reason}. {step}",
            "The file can't be read as an Excel workbook: {reason}. {step}",
        ),
    ),
    _check(
        "file.encrypted",
        "error",
        ("Файлға құпиясөз қойылған", "Файл защищён паролем", "The file has a password"),
        (
            "Файл құпиясөзбен қорғалған. Құпиясөзді алып тастап, қайта жіберіңіз.",
            "Файл защищён паролем. Снимите пароль и пришлите файл ещё раз.",
            "The file is protected by a password. Remove the password and send the file again.",
        ),
    ),
    _check(
        "file.unsupported",
        "error",
        ("Файл пішімі қабылданбайды", "Формат файла не принимается", "The file format isn't accepted"),
        (
            "«{format}» пішіміндегі файл қабылданбайды. Есепті Excel бағдарламасында ашып, .xlsx түрінде сақтаңыз да, қайта "
            "жіберіңіз.",
            "Файл формата «{format}» не принимается. Откройте отчёт в Excel, сохраните в формате .xlsx и пришлите ещё раз.",
            "A file of the format “{format}” isn't accepted. Open the return in Excel, save it as .xlsx and send it again.",
        ),
    ),
    _check(
        "file.too_large",
        "error",
        ("Файл тым үлкен", "Файл слишком велик", "The file is too large"),
        (
            "Файл тым үлкен: {what} – {found}, рұқсат етілгені – {most}. {step}",
            "Файл слишком велик: {what} — {found}, допустимо {most}. {step}",
            "The file is too large: {what} {found}, at most {most}. {step}",
        ),
    ),
    _check(
        "file.external_content",
        "info",
        ("Макрос немесе сілтеме бар", "Макросы или связи с файлами", "Macros or links to files"),
        (
            "Файлдың ішінде бар: {what}. Олар ешқашан іске қосылмайды және ашылмайды.",
            "В файле есть: {what}. Они никогда не запускаются и не открываются.",
            "The file holds {what}. These are never run and never followed.",
        ),
    ),
    _check(
        "form.ambiguous",
        "error",
        ("Нысаны анық емес", "Форма неясна", "The form isn't clear"),
        (
            "Файл қай нысанның есебі екені анық емес: {forms}. Парақтарды бланкідегідей атап, титулы мен баған атауларын "
            "толық қалдырыңыз.",
            "Неясно, отчётом какой формы является файл: {forms}. Назовите листы как в бланке, сохраните титул и заголовки "
            "столбцов полностью.",
            "It isn't clear which form's return the file is: {forms}. Name the sheets as in the blank, and keep its cover and "
            "headings whole.",
        ),
    ),
    _check(
        "sheet.missing",
        "error",
        ("Парақ жоқ", "Нет листа", "A sheet is missing"),
        (
            "«{expected}» парағы табылмады. Файлда мына парақтар бар: {found}. Жетіспейтін парақты бланкіден қосыңыз.",
            "Не найден лист «{expected}». В файле есть листы: {found}. Добавьте недостающий лист из бланка.",
            "The sheet “{expected}” wasn't found. The file has these sheets: {found}. Add the missing sheet from the blank.",
        ),
    ),
    _check(
        "sheet.unknown",
        "info",
        ("Нысанда көзделмеген парақ", "Посторонний лист", "An unknown sheet"),
        (
            "«{found}» парағы нысанда жоқ, ол оқылмады.",
            "Листа «{found}» в форме нет, он не читался.",
            "The form has no sheet “{found}”; it wasn't read.",
        ),
    ),
    _check(
        "sheet.hidden",
        "query",
        ("Жасырын парақ", "Скрытый лист", "A hidden sheet"),
        (
            "«{found}» парағы жасырылған, бірақ ондағы жолдар есепке алынды. Керек болмаса, өшіріңіз; керек болса, парақты "
            "көрсетіп қойыңыз.",
            "Лист «{found}» скрыт, но его строки учтены. Если они не нужны, удалите их; если нужны, отобразите лист.",
            "The sheet “{found}” is hidden, but its rows count. Delete them if they aren't meant; show the sheet if they are.",
        ),
    ),
    _check(
        "header.missing",
        "error",
        ("Баған атаулары жоқ", "Нет строки заголовков", "No heading row"),
        (
            "Бұл парақта баған атаулары бар жол табылмады. Мына атаулар күтіледі: {expected}.",
            "На листе не найдена строка с заголовками столбцов. Ожидаются: {expected}.",
            "No row with column headings was found on this sheet. Expected: {expected}.",
        ),
    ),
    _check(
        "column.missing",
        "error",
        ("Қажетті атау жоқ", "Нет нужной графы", "A column or label is missing"),
        (
            "«{column}» деген атау табылмады. Оны бланкідегідей жазып, қосыңыз.",
            "Не найдена графа «{column}». Добавьте её с тем же названием, что в бланке.",
            "“{column}” wasn't found. Add it, named as in the blank.",
        ),
    ),
    _check(
        "column.unknown",
        "query",
        ("Нысанда көзделмеген баған", "Посторонний столбец", "An unknown column"),
        (
            "«{found}» бағаны нысанда жоқ, ондағы мәндер ({count}) есепке алынбады. Керек мәндерді нысанның өз бағанына "
            "көшіріңіз.",
            "Столбца «{found}» в форме нет, его значения ({count}) не учтены. Нужные значения перенесите в столбцы формы.",
            "The form has no column “{found}”; its values ({count}) weren't counted. Move values that matter into the "
            "form's own columns.",
        ),
    ),
    _check(
        "column.duplicate",
        "error",
        ("Атау қайталанған", "Графа повторяется", "A column or label stands twice"),
        (
            "«{column}» деген атау бірнеше рет кездеседі: {cells}. Біреуін ғана қалдырыңыз.",
            "Графа «{column}» встречается несколько раз: {cells}. Оставьте одну.",
            "“{column}” stands more than once: {cells}. Keep one of them.",
        ),
    ),
    _check(
        "cell.required",
        "error",
        ("Міндетті ұяшық бос", "Не заполнена обязательная ячейка", "A required cell is blank"),
        (
            "«{column}» толтырылмаған. {step}",
            "Не заполнено: «{column}». {step}",
            "“{column}” is blank. {step}",
        ),
    ),
    _check(
        "cell.unread",
        "error",
        ("Ұяшық оқылмады", "Ячейка не прочитана", "A cell wasn't read"),
        (
            "Кестеге жатпайтын мән бар, орны: {cells}. {step}",
            "Значения в ячейках {cells} не относятся к таблице. {step}",
            "The values in {cells} belong to no table. {step}",
        ),
    ),
    _check(
        "cell.not_a_number",
        "error",
        ("Сан емес", "Не число", "Not a number"),
        (
            "«{column}»: «{found}» – сан емес. Бүтін санды цифрмен жазыңыз.",
            "«{column}»: «{found}» — не число. Укажите целое число цифрами.",
            "“{column}”: “{found}” is not a number. Write a whole number in digits.",
        ),
    ),
    _check(
        "cell.not_whole",
        "error",
        ("Бүтін сан емес", "Не целое число", "Not a whole number"),
        (
            "«{column}»: {found} – бүтін сан емес. Бүтін сан жазыңыз.",
            "«{column}»: {found} — не целое число. Укажите целое число.",
            "“{column}”: {found} is not a whole number. Write a whole number.",
        ),
    ),
    _check(
        "cell.negative",
        "error",
        ("Теріс сан", "Отрицательное число", "A negative number"),
        (
            "«{column}»: {found} – теріс сан. Нөлден кем болмауы керек.",
            "«{column}»: {found} — отрицательное число. Значение не может быть меньше нуля.",
            "“{column}”: {found} is negative. It can't be less than zero.",
        ),
    ),
    _check(
        "cell.out_of_range",
        "error",
        ("Мән шектен тыс", "Значение вне допустимых пределов", "A value out of range"),
        (
            "«{column}»: {found}. Рұқсат етілген мән: {expected}.",
            "«{column}»: {found}. Допустимо: {expected}.",
            "“{column}”: {found}. Allowed: {expected}.",
        ),
    ),
    _check(
        "cell.not_a_date",
        "error",
        ("Күн емес", "Не дата", "Not a date"),
        (
            "«{column}»: «{found}» – күн емес. Бір күнді 05.06.2026 түрінде жазыңыз.",
            "«{column}»: «{found}» — не дата. Укажите один день в виде 05.06.2026.",
            "“{column}”: “{found}” is not a date. Write one day as 05.06.2026.",
        ),
    ),
    _check(
        "cell.out_of_period",
        "error",
        ("Күн кезеңнен тыс", "Дата вне периода", "A date outside the period"),
        (
            "«{column}»: {found} – кезеңге сай емес. {step}",
            "«{column}»: {found} — не соответствует периоду. {step}",
            "“{column}”: {found} doesn't fit the period. {step}",
        ),
    ),
    _check(
        "cell.unknown_code",
        "error",
        ("Тізімде жоқ мән", "Значения нет в списке", "A value not in the list"),
        (
            "«{column}»: «{found}» тізімде жоқ. Мыналардың бірін таңдаңыз: {expected}.",
            "«{column}»: «{found}» нет в списке. Выберите одно из: {expected}.",
            "“{column}”: “{found}” is not in the list. Choose one of: {expected}.",
        ),
    ),
    _check(
        "cell.too_long",
        "error",
        ("Мәтін тым ұзын", "Слишком длинный текст", "The text is too long"),
        (
            "«{column}»: мәтінде {length} таңба бар, ең көбі – {most}. Мәтінді қысқартыңыз.",
            "«{column}»: знаков в тексте — {length}, допустимо {most}. Сократите текст.",
            "“{column}”: the text has {length} characters, at most {most} are allowed. Shorten it.",
        ),
    ),
    _check(
        "cell.formula_error",
        "error",
        ("Формула қатесі", "Ошибка формулы", "A formula error"),
        (
            "«{column}»: ұяшықта {found} формула қатесі тұр. Формуланы түзетіңіз немесе мәннің өзін жазыңыз.",
            "«{column}»: в ячейке ошибка формулы {found}. Исправьте формулу или введите само значение.",
            "“{column}”: the cell holds the formula error {found}. Mend the formula or type the value itself.",
        ),
    ),
    _check(
        "cell.formula_not_calculated",
        "error",
        ("Формула есептелмеген", "Формула не вычислена", "A formula without a value"),
        (
            "«{column}»: формуланың есептелген мәні жоқ. Файлды Excel-де ашып, сақтаңыз немесе мәннің өзін жазыңыз.",
            "«{column}»: у формулы нет вычисленного значения. Откройте и сохраните файл в Excel или введите само значение.",
            "“{column}”: the formula has no calculated value. Open and save the file in Excel, or type the value itself.",
        ),
    ),
    _check(
        "cell.ambiguous",
        "query",
        ("Екіұшты мән", "Неоднозначное значение", "An ambiguous value"),
        (
            "«{column}»: «{found}» екі түрлі оқылуы мүмкін, {read} деп оқылды. Басқаша болса, түзетіңіз.",
            "«{column}»: «{found}» можно прочесть двояко, прочитано как {read}. Если это не так, исправьте.",
            "“{column}”: “{found}” can be read in two ways; it was read as {read}. Correct it if that is wrong.",
        ),
    ),
    _check(
        "unit.unknown",
        "error",
        ("Белгісіз аудан", "Неизвестный район", "An unknown reporting unit"),
        (
            "«{found}» – есеп тапсыратын аудандардың (қалалардың) тізімінде жоқ. {step}",
            "«{found}» нет в списке районов (городов), сдающих отчёт. {step}",
            "“{found}” is not among the units that owe a return. {step}",
        ),
    ),
    _check(
        "unit.mismatch",
        "query",
        ("Аудан сәйкес келмейді", "Район не совпадает", "The unit differs"),
        (
            "Титулда «{cover}» деп көрсетілген, ал файлдың жолында немесе атауында – «{path}». Есеп «{cover}» үшін қабылданды.",
            "На титуле указано «{cover}», а в пути или имени файла — «{path}». Отчёт принят за «{cover}».",
            "The cover says “{cover}”, the file's path or name says “{path}”. The return counts for “{cover}”.",
        ),
    ),
    _check(
        "period.mismatch",
        "query",
        ("Кезең сәйкес келмейді", "Период не совпадает", "The period differs"),
        (
            "Титулда {cover} кезеңі көрсетілген, ал файлдың жолында немесе атауында – {path}. Есеп {cover} үшін қабылданды.",
            "На титуле указан период {cover}, а в пути или имени файла — {path}. Отчёт принят за {cover}.",
            "The cover says {cover}, the file's path or name says {path}. The return counts for {cover}.",
        ),
    ),
    _check(
        "form.mismatch",
        "query",
        ("Нысан сәйкес келмейді", "Форма не совпадает", "The form differs"),
        (
            "Файл – «{cover}» нысаны, ал оның жолында немесе атауында «{path}» көрсетілген. Есеп «{cover}» ретінде қабылданды.",
            "Файл — форма «{cover}», а в его пути или имени указано «{path}». Отчёт принят как «{cover}».",
            "The file is the form “{cover}”, its path or name says “{path}”. The return counts as “{cover}”.",
        ),
    ),
    _check(
        "row.hidden",
        "info",
        ("Жасырын жолдар", "Скрытые строки", "Hidden rows"),
        (
            "Бұл парақта жасырылған немесе сүзгіден тыс қалған жолдар бар, саны: {found}. Олар есепке алынды.",
            "На листе есть скрытые или отфильтрованные строки: {found}. Они учтены.",
            "Rows of this sheet that are hidden or filtered out: {found}. They count.",
        ),
    ),
    _check(
        "row.duplicate",
        "query",
        ("Жол қайталанған", "Строка повторяется", "A row stands twice"),
        (
            "{said} Бұл жол артық болса, өшіріңіз; екеуі де дұрыс болса, түсіндірме жазыңыз.",
            "{said} Если строка лишняя, удалите её; если верны обе, дайте пояснение.",
            "{said} Delete the row if it is one too many; explain it if both are right.",
        ),
    ),
    _check(
        "row.parts_exceed_whole",
        "error",
        ("Құрамдас сандардың қосындысы жалпы саннан артық", "Части больше целого", "The parts exceed the whole"),
        (
            "{parts}: барлығы {sum}, бұл «{whole}» мәнінен ({found}) артық. Сандарды тексеріңіз.",
            "{parts}: всего {sum}, это больше, чем «{whole}» ({found}). Проверьте числа.",
            "{parts}: {sum} in all, more than “{whole}” ({found}). Check the numbers.",
        ),
    ),
    _check(
        "total_row.mismatch",
        "query",
        ("Қорытынды жол сәйкес емес", "Итоговая строка не сходится", "The totals row doesn't add up"),
        (
            "«{column}»: қорытынды жолда {found} тұр, ал жолдардың қосындысы – {sum}. Есепке жолдардың қосындысы алынды.",
            "«{column}»: в итоговой строке {found}, а сумма строк — {sum}. Учтена сумма строк.",
            "“{column}”: the totals row says {found}, the rows add up to {sum}. The rows are what counts.",
        ),
    ),
    _check(
        "control.mismatch",
        "error",
        ("Бақылау саны сәйкес емес", "Контрольное число не сходится", "The control figure differs"),
        (
            "«{column}» – {found}, ал «{sheet_name}» парағындағы қосынды – {sum}. Қайсысы қате екенін тексеріп, түзетіңіз.",
            "«{column}» — {found}, а сумма на листе «{sheet_name}» — {sum}. Проверьте, что из них неверно, и исправьте.",
            "“{column}” is {found}, the sum on the sheet “{sheet_name}” is {sum}. Find which is wrong and correct it.",
        ),
    ),
    _check(
        "survey.sum_mismatch",
        "error",
        ("Жауаптар саны сәйкес емес", "Ответы не сходятся с числом опрошенных", "The answers don't add up"),
        (
            "«{question}» сұрағы бойынша жауаптардың қосындысы – {sum}, ал сауалнамаға {base} адам қатысқан. Бұл сұраққа бір "
            "ғана жауап беріледі, сондықтан сандар тең болуы керек.",
            "По вопросу «{question}» ответов в сумме {sum}, а опрошено {base}. На этот вопрос даётся один ответ, поэтому "
            "числа должны совпадать.",
            "The answers to “{question}” add up to {sum}, but {base} people were asked. The question takes one answer each, "
            "so the two must be equal.",
        ),
    ),
    _check(
        "survey.exceeds_base",
        "error",
        ("Жауап бергендер қатысқандардан көп", "Ответивших больше, чем опрошенных", "More answers than respondents"),
        (
            "Жауап бергендер – {found}, ал сауалнамаға {base} адам қатысқан. Сандарды тексеріңіз.",
            "Ответивших — {found}, а опрошено {base}. Проверьте числа.",
            "{found} people answered, but {base} were asked. Check the numbers.",
        ),
    ),
    _check(
        "return.empty",
        "error",
        ("Есеп бос", "Отчёт пуст", "The return is empty"),
        (
            "Есепте бірде-бір жол жоқ. Іс-шаралар өткізілмесе, титулда «{nil}» тұсына «иә» деп жазыңыз.",
            "В отчёте нет ни одной строки. Если мероприятий не было, на титуле в графе «{nil}» укажите «да».",
            "The return has no rows. If nothing was held, answer “yes” to “{nil}” on the cover.",
        ),
    ),
    _check(
        "return.nil_with_rows",
        "error",
        ("Нөлдік есепте жолдар бар", "В нулевом отчёте есть строки", "A nil return with rows"),
        (
            "Титулда «{nil}» деп белгіленген, бірақ есепте {count} жол бар. Белгіні алып тастаңыз немесе жолдарды өшіріңіз.",
            "На титуле отмечено «{nil}», но в отчёте строк: {count}. Снимите отметку или удалите строки.",
            "The cover says “{nil}”, but the return has rows: {count}. Take the mark off or delete the rows.",
        ),
    ),
    _check(
        "return.correction_reason",
        "error",
        ("Түзету себебі көрсетілмеген", "Не указана причина уточнения", "No reason for the correction"),
        (
            "Есеп түзетілген деп белгіленген, бірақ «{column}» толтырылмаған. Нені және не үшін түзеткеніңізді жазыңыз.",
            "Отчёт отмечен как уточнённый, но не заполнено «{column}». Напишите, что и почему исправлено.",
            "The return is marked as corrected, but “{column}” is blank. Say what was corrected and why.",
        ),
    ),
)

CHECKS: dict[str, Check] = {check.code: check for check in (*_CHECKS, *BETWEEN)}
