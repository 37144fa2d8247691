"""The engine: stages that know no form, no Prefect and no environment, and the pipeline that joins them."""
