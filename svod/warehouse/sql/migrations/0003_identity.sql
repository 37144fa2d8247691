-- which warehouse this is: one made anew is another, also where it holds the same rows, and is not published yet
create table core.identity (id uuid);
insert into core.identity values (gen_random_uuid());
