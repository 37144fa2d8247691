"""The SQL statements that create the warehouse's tables and views."""
