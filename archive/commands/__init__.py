"""The commands, one a module. With `cli`, the only places that print."""
