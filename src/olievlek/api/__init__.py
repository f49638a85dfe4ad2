"""The interface for programs, after the Dutch API Design Rules: `/api/v1/`, JSON, problem+json, OpenAPI 3.1."""
