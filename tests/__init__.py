"""What svod promises, tested from outside: returns go in, issues and figures come out."""
