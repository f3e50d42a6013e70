"""All records of a site, cross-referenced, with the standing of each on the day."""
