// How routes describe their answers, once for all of them.
import type { z } from "@hono/zod-openapi";
import { problem } from "@perennial/api/schemas";

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

const failure = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problem } },
});

export const FAILURES = {
  400: failure("malformed_request: a parameter or the body is not as described"),
  401: failure("unauthorised: no key, or one that is not known"),
  403: failure("forbidden: the key lacks the scope"),
  404: failure("not_found"),
  429: failure("rate_limited, or too_busy; Retry-After says when to try again"),
  503: failure("unavailable: the programme is not served here at the moment; Retry-After"),
} as const;

export const SECURITY = [{ key: [] }];
