-- a message with its placeholders filled; a quoted value gets second-level quotes inside: «… „…“ …»
create or replace macro core.fill(template, places) as
list_reduce(
    places,
    lambda message, place: replace(
        replace(
            message,
            '«' || split_part(place, chr(31), 1) || '»',
            '«' || translate(split_part(place, chr(31), 2), '«»', '„“') || '»'
        ),
        split_part(place, chr(31), 1),
        split_part(place, chr(31), 2)
    ),
    template
)
