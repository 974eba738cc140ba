// Errors over HTTP: the codes of the language and those of the service, each with its status, and the document that carries them.
import type { RefusalCode } from "@perennial/kernel";

/** What only the service can refuse; the other codes are the language's. */
export const SERVICE_CODES = [
  "malformed_request",
  "unauthorised",
  "forbidden",
  "not_found",
  "not_joined",
  "wrong_credentials",
  "wrong_code",
  "already_joined",
  "prospectus_unread",
  "illegal_transition",
  "out_of_stock",
  "quote_refused",
  "expired",
  "unsupported_file",
  "bad_signature",
  "channel_unavailable",
  "too_large",
  "rate_limited",
  "too_busy",
  "unavailable",
  "event_failed",
  "internal",
] as const;
export type ServiceCode = (typeof SERVICE_CODES)[number];
export type ApiCode = ServiceCode | RefusalCode;

/** `application/problem+json`: the code, the place, what is wrong, what would be right. */
export interface Problem {
  type: "about:blank";
  title: string;
  status: number;
  code: ApiCode;
  /** the field, parameter or header that is meant; "" when it is the request as a whole */
  place: string;
  wrong: string;
  right: string;
}

const SERVICE_STATUS: Readonly<Record<ServiceCode, number>> = {
  malformed_request: 400,
  unauthorised: 401,
  forbidden: 403,
  not_found: 404,
  not_joined: 403,
  wrong_credentials: 401,
  wrong_code: 422,
  already_joined: 409,
  prospectus_unread: 422,
  illegal_transition: 409,
  out_of_stock: 409,
  quote_refused: 422,
  expired: 410,
  unsupported_file: 415,
  bad_signature: 400,
  channel_unavailable: 503,
  too_large: 413,
  rate_limited: 429,
  too_busy: 429,
  unavailable: 503,
  event_failed: 500,
  internal: 500,
};

const isServiceCode = (code: string): code is ServiceCode => Object.hasOwn(SERVICE_STATUS, code);

/** The HTTP status of a code. Whatever the language refuses is 422, but an id that came before with another body is 409. */
export function statusOf(code: ApiCode): number {
  if (isServiceCode(code)) return SERVICE_STATUS[code];
  return code === "event_conflict" ? 409 : 422;
}

/** A problem document; the title is the code in words. */
export function problemOf(code: ApiCode, place: string, wrong: string, right: string): Problem {
  const words = code.replaceAll("_", " ");
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return { type: "about:blank", title, status: statusOf(code), code, place, wrong, right };
}

/** Whether a JSON value is a problem document. */
export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    typeof value.code === "string" &&
    "wrong" in value &&
    "right" in value &&
    "place" in value &&
    "status" in value
  );
}
