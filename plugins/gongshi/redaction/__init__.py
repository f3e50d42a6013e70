"""What must not be seen: detectors over text and files, masks, the list of what must not appear."""
