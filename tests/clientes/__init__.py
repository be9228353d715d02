"""The package under clientes/python, and whoever builds on it, against a server that runs."""
