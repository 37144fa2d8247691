-- the name of a cell or sheet in one spelling: capitals, Latin letters, no spaces, quotes or dollar signs
create or replace macro core.cell_name(written) as
nullif(translate(upper(regexp_replace(written, '[\s$''"«»]', '', 'g')), 'АВСЕНКМОРТХУ', 'ABCEHKMOPTXY'), '')
