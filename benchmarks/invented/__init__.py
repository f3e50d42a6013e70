"""An invented county whose decisions serve as a benchmark corpus: words, organs, cases, and how they are written."""
