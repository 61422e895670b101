"""EDGE. Names from other files: Wikidata, OpenSanctions, a table of one's own → one local file beside world/."""
