// Signing in and out: phone codes, e-mail and password, sessions as cookies. The library keeps them; this room words its answers.
import { createHmac, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { betterAuth } from "better-auth";
import { phoneNumber } from "better-auth/plugins";
import type { Database } from "../database/database.js";
import type { Sender } from "./senders/sender.js";

export interface SignInOptions {
  readonly database: Database;
  readonly sender: Sender;
  /** at least 32 random bytes that stay the same over restarts */
  readonly secret: Uint8Array;
  /** true behind a proxy that speaks TLS: cookies travel only over it */
  readonly secure?: boolean;
}

const DAY_SECONDS = 86_400;
/** Without its prefix for TLS. */
export const SESSION_COOKIE = "perennial.session_token";

const derive = promisify<string, Uint8Array, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);
const COST = { N: 16_384, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;

/** scrypt with a salt of its own, off the main thread. */
async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password.normalize("NFKC"), salt, KEY_BYTES, COST);
  return `${salt.toString("base64url")}.${key.toString("base64url")}`;
}

async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [salt = "", key = ""] = hash.split(".").map((part) => Buffer.from(part, "base64url"));
  if (key === "" || salt === "" || key.length !== KEY_BYTES) return false;
  return timingSafeEqual(await derive(password.normalize("NFKC"), salt, KEY_BYTES, COST), key);
}

/** The library, over our own tables. */
export function openSignIn({ database, sender, secret, secure = false }: SignInOptions) {
  const signed = (text: string): string => createHmac("sha256", secret).update(text).digest("base64url");
  return betterAuth({
    appName: "Perennial",
    baseURL: secure ? "https://localhost" : "http://localhost",
    secret: signed("sessions"),
    database: { db: database.query, type: "postgres" },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    advanced: { cookiePrefix: "perennial", useSecureCookies: secure, database: { validateSchema: false } },
    user: {
      modelName: "person",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
    },
    session: {
      modelName: "person_session",
      expiresIn: 30 * DAY_SECONDS,
      updateAge: DAY_SECONDS,
      fields: {
        userId: "user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    account: {
      modelName: "person_method",
      fields: {
        userId: "user_id",
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "person_proof",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: verifyPassword },
      sendResetPassword: async ({ user, token }) => sender.passwordToken(user.email, token),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendVerificationEmail: async ({ user, token }) => sender.emailToken(user.email, token),
    },
    plugins: [
      phoneNumber({
        expiresIn: 300,
        allowedAttempts: 3,
        sendOTP: async ({ phoneNumber: phone, code }) => sender.code(phone, code),
        schema: {
          user: { fields: { phoneNumber: "phone_number", phoneNumberVerified: "phone_number_verified" } },
        },
        signUpOnVerification: {
          // The library wants an address; this one says nothing and can receive nothing.
          getTempEmail: (phone) => `${signed(phone).slice(0, 24).toLowerCase()}@phone.invalid`,
          getTempName: (phone) => phone.slice(-4),
        },
      }),
    ],
  });
}

export type SignIn = ReturnType<typeof openSignIn>;

/** Addresses that stand for a phone. */
export const isStandIn = (email: string): boolean => email.endsWith("@phone.invalid");
