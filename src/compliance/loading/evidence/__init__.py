"""What shows that a dossier is as it was kept: hashes, signatures with the certificates behind them, time stamps."""
