"""What is live and since when: the release store, and the switch that makes a build live."""
