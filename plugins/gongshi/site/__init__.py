"""Pages, lists, feeds: public projections in, files of a staging tree out."""
