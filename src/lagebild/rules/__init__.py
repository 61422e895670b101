"""Language-neutral patterns over Universal Dependencies sentences."""
