"""One screen a file; decisions live in plain classes beside them."""
