"""The engine: five stages that know no form, no Prefect and no environment, and the modules that join them."""
