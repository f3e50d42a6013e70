"""The evaluation set of the redaction gate: invented values in wordings that the detectors' tests do not know."""
