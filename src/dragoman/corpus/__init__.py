"""Many articles: read by several processes into a store."""
