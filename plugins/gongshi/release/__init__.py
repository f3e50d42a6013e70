"""What is live and since when: the ledger of first publication, and the switch that makes a build live."""
