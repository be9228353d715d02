"""What people may fill in, and what is said when something is wrong."""
