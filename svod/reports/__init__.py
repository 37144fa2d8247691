"""The reports that people receive: workbooks, written reports and pages, made from rows that are already computed."""
