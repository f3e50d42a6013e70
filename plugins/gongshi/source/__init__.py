"""Reading: files below content/ become raw data with places, or findings in plain Chinese. Knows no rules."""
