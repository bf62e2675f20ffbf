"""Articles in: text, HTML and JSON lines, from files or standard input; readings out."""
