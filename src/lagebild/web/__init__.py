"""The situation on screen: web pages and an API over a store, served on this machine."""
