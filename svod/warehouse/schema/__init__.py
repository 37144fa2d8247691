"""The statements that make the warehouse's tables and views."""
