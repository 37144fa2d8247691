"""A marimo notebook: ten questions that analysts ask, each with a query of the published snapshot that answers it."""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="svod")


@app.cell
def _():
    import duckdb
    import marimo as mo
    import pandas as pd

    from flows.settings import Settings

    snapshot = Settings.read().data / "warehouse" / "svod.duckdb"
    warehouse = duckdb.connect(str(snapshot), read_only=True)
    warehouse.execute("set TimeZone = 'Asia/Almaty'")
    # A variable, because a macro runs a query that is its argument again wherever it uses the argument.
    warehouse.execute("set variable latest = (select max(period) from svod.regional_total)")

    def ask(sql):
        """The answer as a DataFrame, with times in the region's zone, and exact decimals as numbers that pandas adds up."""
        answer = warehouse.sql(sql).to_arrow_table()
        frame = answer.to_pandas()
        for field in answer.schema:
            if str(field.type).startswith("decimal"):
                frame[field.name] = pd.to_numeric(frame[field.name]).convert_dtypes()
        return frame

    return ask, mo


@app.cell
def _(mo):
    mo.md("""
    # Талдаушының он сұрағы · Десять вопросов аналитика · Ten questions of an analyst

    Әр сұрақтың жауабы – жарияланған қоймаға бір сұрау. Үлгі деректерінде сандардың аудандарға бөлінуі ойдан алынған.

    Ответ на каждый вопрос — один запрос к опубликованному хранилищу. В образце распределение чисел по районам вымышлено.

    Each question is answered by one query of the published snapshot. In the sample, how the figures split over the units
    is invented.
    """)
    return


@app.cell
def _(mo):
    mo.md("""
    ## 1. Облыстың жиынтығы қандай және ол қанша ұйымның есебіне негізделген?

    Каковы итоги по области и на отчётах скольких организаций они основаны?

    What are the region's totals, and how many units stand behind them?
    """)
    return


@app.cell
def _(ask):
    regional_totals = ask(
        """
        select form, period, indicator, label_en, value, state, reported, expected, late, missing
        from svod.regional_total
        join svod.indicator using (form, indicator)
        order by form, period desc, indicator.position
        """
    )
    regional_totals
    return


@app.cell
def _(mo):
    mo.md("""
    ## 2. Кім есеп тапсырды, қашан, кім тапсырған жоқ?

    Кто сдал отчёт и когда, кто не сдал?

    Who has reported and when, and who has not?
    """)
    return


@app.cell
def _(ask):
    who_reported = ask(
        """
        select period, name_kk, name_ru, status, received_at, on_time, revision
        from svod.completeness
        join svod.reporting_unit using (unit)
        order by form, period desc, reporting_unit.position
        """
    )
    who_reported
    return


@app.cell
def _(mo):
    mo.md("""
    ## 3. Рейдтер аудандар бойынша қалай бөлінеді, бір рейдке қанша адам қатысады?

    Как рейды распределены по районам и сколько участников на рейд?

    How are the raids spread over the units, and how many take part in one?
    """)
    return


@app.cell
def _(ask):
    raids_by_unit = ask(
        """
        select
            period, coalesce(name_ru, 'Σ') as unit,
            sum(raids.value)::bigint as raids, sum(people.value)::bigint as participants,
            round(sum(people.value) / nullif(sum(raids.value), 0), 2) as participants_per_raid
        from svod.indicator_value raids
        join svod.indicator_value people using (form, period, unit)
        join svod.reporting_unit using (unit)
        where raids.indicator = 'raids' and people.indicator = 'raid_participants'
        group by grouping sets ((period, position, name_ru), (period))
        order by period desc, position nulls last
        """
    )
    raids_by_unit
    return


@app.cell
def _(mo):
    mo.md("""
    ## 4. Қандай іс-шаралар өткізілді, оларға қанша адам қатысты?

    Какие мероприятия проведены и сколько в них участников?

    What kinds of activities were held, and how many took part?
    """)
    return


@app.cell
def _(ask):
    activities_by_kind = ask(
        """
        select
            period, kind, count(distinct unit) as units,
            sum(activities)::bigint as activities, sum(participants)::bigint as participants
        from labour12.activity
        group by all
        order by period desc, participants desc
        """
    )
    activities_by_kind
    return


@app.cell
def _(mo):
    mo.md("""
    ## 5. Науқан апталар бойынша қалай жүрді?

    Как кампания шла по неделям?

    How did the campaign go, week by week?
    """)
    return


@app.cell
def _(ask):
    activities_by_week = ask(
        """
        select
            period, date_trunc('week', held_on)::date as week_from,
            sum(activities)::bigint as activities, sum(participants)::bigint as participants
        from labour12.activity
        group by all
        order by period desc, week_from
        """
    )
    activities_by_week
    return


@app.cell
def _(mo):
    mo.md("""
    ## 6. Ересектер сауалнамаға қалай жауап берді (барлық аудан бірге)?

    Как взрослые ответили на анкету (все районы вместе)?

    How did adults answer the survey, all units pooled?
    """)
    return


@app.cell
def _(ask):
    survey = ask(
        """
        select period, question, answer, respondents, base, percent
        from svod.survey_share
        where region is not null
        order by period desc, question, percent desc
        """
    )
    survey
    return


@app.cell
def _(mo):
    mo.md("""
    ## 7. Көрсеткіш қайдан шыққан: қай файл, қай парақ, қай ұяшық?

    Откуда взялся показатель: какой файл, лист, ячейка?

    Where does a figure come from: which file, sheet and cell?
    """)
    return


@app.cell
def _(ask):
    where_from = ask(
        """
        select period, unit, file, revision, sheet, cell, value
        from svod.provenance
        where indicator = 'materials'
        order by period desc, value desc, unit, cell
        """
    )
    where_from
    return


@app.cell
def _(mo):
    mo.md("""
    ## 8. Қандай сұрақтар әлі түсіндірілмеген?

    Какие вопросы ещё не пояснены?

    Which queries are not explained yet?
    """)
    return


@app.cell
def _(ask):
    open_queries = ask(
        """
        select period, unit, code, sheet, cell, value, message_kk, message_ru, message_en
        from svod.issue
        where severity = 'query' and status = 'accepted' and explanation is null
        order by period desc, unit, sheet, cell
        """
    )
    open_queries
    return


@app.cell
def _(mo):
    mo.md("""
    ## 9. Қайта тапсырылған есептерде не өзгерді?

    Что изменилось в повторно сданных отчётах?

    What did resubmitted returns change?
    """)
    return


@app.cell
def _(ask):
    what_changed = ask(
        """
        select period, unit, from_revision, to_revision, "table", change, element, new_cell, old, new
        from svod.revision_change
        order by period desc, unit, to_revision, "table", new_cell
        """
    )
    what_changed
    return


@app.cell
def _(mo):
    mo.md("""
    ## 10. Бір апта бұрын жиынтық қандай болып көрінді?

    Какими итоги были известны неделю назад?

    What were the totals known to be a week ago?
    """)
    return


@app.cell
def _(ask):
    as_of = ask(
        """
        select today.form, today.period, today.indicator, today.value as value_today, known.value as value_a_week_ago
        from svod.regional_total today
        left join (
            from svod.total_as_of('labour12', getvariable('latest'), now() - interval 7 day)
        ) as known using (form, period, region, indicator)
        where today.period = getvariable('latest')
        order by today.indicator
        """
    )
    as_of
    return


if __name__ == "__main__":
    app.run()
