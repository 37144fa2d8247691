-- a part divided by a whole, exactly, with so many decimals; halves are rounded away from zero
create or replace macro core.quotient(part, whole, decimals) as
(
    if((part < 0) = (whole < 0), 1, -1)
    * (
        (
            -- the digits of both as whole numbers: a part has twelve decimals, a whole six
            2 * abs(replace(part::decimal(38, 12)::varchar, '.', '')::hugeint)
            * ([1, 10, 100, 1000, 10000, 100000, 1000000][decimals + 1])
            + abs(replace(whole::decimal(38, 6)::varchar, '.', '')::hugeint) * 1000000
        )
        // nullif(2 * abs(replace(whole::decimal(38, 6)::varchar, '.', '')::hugeint) * 1000000, 0)
        * ([1000000, 100000, 10000, 1000, 100, 10, 1][decimals + 1])
    )::decimal(30, 0)
    * 0.000001::decimal(7, 6)
)::decimal(38, 6)
