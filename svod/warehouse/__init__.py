"""The warehouse: a private file that the pipeline writes and a snapshot that analysts read. Nothing else imports duckdb."""
