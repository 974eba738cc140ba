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

/** What a route takes as its body. */
export const body = <T extends z.ZodType>(schema: T) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

/** Of routes that people use: what a shop can refuse besides. */
export const SHOP_FAILURES = {
  ...FAILURES,
  409: failure("illegal_transition, out_of_stock, already_joined: things stand otherwise by now"),
  410: failure("expired"),
  415: failure("unsupported_file: by its content it is none of the kinds taken here"),
  422: failure("refused, with a code of the language, wrong_code or quote_refused"),
} as const;

export const SECURITY = [{ key: [] }];
