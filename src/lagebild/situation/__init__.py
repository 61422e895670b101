"""The store as a situation picture: reports brought together as they come, stories told, watches kept."""
