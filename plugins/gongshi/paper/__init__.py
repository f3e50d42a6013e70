"""What hangs on a wall or is handed over a counter: print pages from public projections, and PDFs of them."""
