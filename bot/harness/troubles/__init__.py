"""What goes wrong on order: faults in single calls, floods, a door that is shut."""
