"""PURE. A report shown: JSON contract, terminal, page, table, explanation."""
