// Schemas of accounts: signing in by phone code or e-mail, what one is in a programme, staff, keys, and leaving.
import { z } from "zod";
import { next, page, programmeParams } from "./common.js";

export const role = z.enum(["operator", "reviewer", "support", "auditor"]);
/** Phone numbers in E.164; a bare Chinese mobile number is read as +86. */
export const phone = z
  .string()
  .trim()
  .transform((text) => (/^1\d{10}$/.test(text) ? `+86${text}` : text.replaceAll(/[\s-]/g, "")))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, { error: "a phone number, as +8613800000000 or 13800000000" }))
  .meta({ example: "13800000000" });
const email = z.email().max(254);
const password = z.string().min(8).max(128);
const personName = z.string().trim().min(1).max(40);

export const codeBody = z.object({ phone });
export const phoneSignInBody = z.object({ phone, code: z.string().regex(/^\d{6}$/), name: personName.optional() });
export const emailSignInBody = z.object({ email, password: z.string().min(1).max(128) });
export const emailSignUpBody = z.object({ email, password, name: personName });
export const forgotBody = z.object({ email });
export const newPasswordBody = z.object({ token: z.string().min(1).max(200), password });
export const accountPatch = z.object({ name: personName });
export const leaveBody = z.object({
  confirm: z.literal("delete my account").meta({ description: "typed by the holder, so that no click does it" }),
});

export const membership = z
  .object({
    programme: z.string(),
    member: z.string().nullable().meta({ description: "the name in the ledger; null: staff who has not joined" }),
    referralCode: z.string().nullable(),
    referrer: z.string().nullable().meta({ description: "who brought it, masked" }),
    joinedAt: z.string().nullable(),
    prospectus: z
      .object({ version: z.int(), at: z.string() })
      .nullable()
      .meta({ description: "the version of the plan whose prospectus it said to have read, and when" }),
    roles: z.array(role),
    merchants: z
      .array(z.object({ merchant: z.string(), title: z.string(), owner: z.boolean() }))
      .meta({ description: "shops where it is staff" }),
  })
  .meta({ id: "Membership" });

export const account = z
  .object({
    id: z.string(),
    name: z.string(),
    phone: z.string().nullable().meta({ description: "masked", example: "+86138****0000" }),
    email: z.string().nullable(),
    memberships: z.array(membership),
  })
  .meta({ id: "Account" });

export const referralParams = programmeParams.extend({ code: z.string().min(4).max(16) });
export const referral = z
  .object({ code: z.string(), name: z.string().meta({ description: "masked: 王*" }) })
  .meta({ id: "Referral" });
export const joinBody = z.object({
  referralCode: z.string().min(4).max(16).optional(),
  prospectus: z
    .int()
    .optional()
    .meta({ description: "the version of the plan whose prospectus was read; a live programme asks for it" }),
});

export const teamQuery = page;
export const team = z.object({
  direct: z.int(),
  referrals: z.array(z.object({ name: z.string().meta({ description: "masked" }), joinedAt: z.string() })),
  next,
});

export const staffBody = z.object({
  phone: phone.optional(),
  email: email.optional(),
  roles: z.array(role).max(4).meta({ description: "all roles from now on; empty: none" }),
});
export const staffMember = z
  .object({ account: z.string(), name: z.string(), contact: z.string(), roles: z.array(role) })
  .meta({ id: "StaffMember" });
export const staffList = z.object({ staff: z.array(staffMember) });

export const scope = z.enum([
  "events:write",
  "holders:read",
  "programme:read",
  "journal:read",
  "mall:read",
  "mall:write",
  "accounts:write",
  "runs:read",
  "runs:write",
]);
export const keyBody = z.object({
  name: z.string().trim().min(1).max(60),
  scopes: z.array(scope).min(1).max(scope.options.length),
});
export const keyBrief = z
  .object({
    id: z.string().meta({ description: "the first 16 digits of its hash" }),
    name: z.string(),
    scopes: z.array(scope),
    createdAt: z.string(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: "KeyBrief" });
export const keyMade = keyBrief.extend({ key: z.string().meta({ description: "shown this once" }) });
export const keyList = z.object({ keys: z.array(keyBrief) });
export const keyParams = programmeParams.extend({ id: z.string().regex(/^[0-9a-f]{16}$/) });
