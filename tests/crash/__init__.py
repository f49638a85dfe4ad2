"""Several processes at once, and a process that is killed: real files and servers, no test transaction around it."""
