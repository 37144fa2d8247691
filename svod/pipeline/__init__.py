"""The pipeline, where the stages meet: from received files to reports."""
