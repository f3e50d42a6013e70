"""One module a command. Its function ``command`` is called by the module's name; nothing needs to be listed."""
