"""The acts of the law, one file each: every one takes the time, locks the case, and leaves a movement."""
