"""Standing rules over claims and happenings → alerts as data. Pure: sinks deliver them, a store remembers them."""
