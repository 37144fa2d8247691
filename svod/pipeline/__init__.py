"""Where the stages meet: from a file received to reports written."""
