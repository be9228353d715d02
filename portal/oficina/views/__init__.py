"""The pages of the workbench, one subject per file."""
