"""Reading the register that an institution kept before it came here: the file, its columns, its dates, each row as a case."""
