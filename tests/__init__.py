"""What svod promises, tested from outside: a return goes in, findings and figures come out."""
