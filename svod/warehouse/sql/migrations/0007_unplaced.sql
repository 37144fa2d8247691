-- the unit that the path of a file names, for files whose workbook names none; and as a value what a file is that can't be read
create table core.path_unit (submission integer not null, unit varchar not null);
update core.issue
set value = reason
from (values
    ('empty', 'the file is empty'),
    ('damaged', 'the file is damaged, cut off, or saved by another program'),
    ('macro_sheets', 'the workbook has sheets of macros'),
    ('archive', 'it is an archive, not a workbook'),
    ('text', 'it is text'),
    ('xml', 'it is XML data'),
    ('web_page', 'it is a web page'),
    ('mail', 'it is an e-mail'),
    ('picture', 'it is a picture'),
    ('document', 'it is a text document (Word)'),
    ('slides', 'it is a presentation (PowerPoint)'),
    ('pdf', 'it is a PDF document'),
    ('other', 'it is a file of another kind'),
    ('time', 'reading it took too long'),
    ('crash', 'reading it broke off: the file is damaged or needs too much memory')
) told (reason, message)
where code = 'file.unreadable' and value is null and contains(message_en, ': ' || message || '. ');
