-- up to which line of the ledger this file is loaded, and the hash of the ledger there; null where an earlier version loaded it
create table core.ledger_mark (lines integer, hash varchar);
insert into core.ledger_mark
select case when is_empty then 0 end, case when is_empty then '' end
from (
    select not exists (from core.submission) and not exists (from core.decision) as is_empty
);
