-- the text for one placeholder of a message
create or replace macro core.place(name, said) as '{' || name || '}' || chr(31) || coalesce(said, '–')
