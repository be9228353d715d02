"""The doors: HTTP in, one service or selector call, representation out."""
