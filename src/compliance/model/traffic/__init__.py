"""What real traffic shows beside a document: which requests mean which operation, and what no document speaks of."""
