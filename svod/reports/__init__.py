"""What people receive: workbooks, reports and pages written from rows that are already computed."""
