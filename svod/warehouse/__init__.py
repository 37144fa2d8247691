"""The warehouse: the only importer of duckdb. One private file that the pipeline writes, one snapshot that analysts read."""
