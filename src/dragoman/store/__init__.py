"""Readings of many articles in one DuckDB file: tables, views, runs, and what became of rows."""
