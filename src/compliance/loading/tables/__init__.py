"""Tables that people keep: text with separated values, and workbooks of Excel. Nothing in them is run or fetched."""
