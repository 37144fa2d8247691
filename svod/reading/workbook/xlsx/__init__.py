"""xlsx and xlsm."""
