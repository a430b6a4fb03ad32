"""Records of the message log: who may see them, and the signed containers made of them."""
