"""Edits of a file that change what they are about and no other byte: comments, order, quotation marks and line ends."""
