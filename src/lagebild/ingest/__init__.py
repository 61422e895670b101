"""From sources into the store: each item once, whatever happens in between."""
