"""The pages: HTTP in, one service or selector call, a template out."""
