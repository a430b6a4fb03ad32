"""Bytes to model: documents and records with line positions, published facts, dossiers. Nothing outside is trusted."""
