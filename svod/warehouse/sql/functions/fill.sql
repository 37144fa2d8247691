-- a message with its places filled
create or replace macro core.fill(template, places) as
list_reduce(places, lambda message, place: replace(message, split_part(place, chr(31), 1), split_part(place, chr(31), 2)), template)
