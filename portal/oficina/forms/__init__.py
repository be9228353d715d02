"""What the workbench asks people to write, one subject per file."""
