"""What the commands of `lagebild bench` measure; they print it."""
