"""cases (voorbeelden): what somebody did about a problem, so that others can copy it. Knows conversations and below."""
