// What every channel of payment offers. A channel is one file; it speaks through its maker's library and believes nothing that is not signed.
import type { PayAction } from "@perennial/api";

/** What shall be paid. Amounts in minor units of the programme's currency. */
export interface Due {
  readonly payment: string;
  readonly amount: number;
  readonly currency: string;
  readonly subject: string;
  readonly method: "page" | "mobile" | "qr";
  /** where the channel tells the outcome */
  readonly notifyUrl: string;
  /** where the buyer comes back to */
  readonly returnUrl: string;
  readonly expiresAt: Date;
  /** whether a part of it may go straight to a merchant */
  readonly splits: boolean;
}

/** What a channel told us, verified. */
export interface Told {
  /** the channel's own id of this notification */
  readonly notice: string;
  readonly kind: "paid" | "failed" | "refunded" | "refund_failed" | "other";
  /** our name of the payment */
  readonly payment?: string;
  /** our name of the refund */
  readonly move?: string;
  readonly amount?: number;
  /** the channel's name of the payment */
  readonly ref?: string;
}

/** A notification as it came in. */
export interface Raw {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a channel wants to hear when its notification was taken. */
export interface Thanks {
  readonly body: string;
  readonly type: string;
}

export interface Back {
  readonly payment: string;
  readonly ref: string;
  /** our name of the refund: the same one again is the same refund */
  readonly move: string;
  readonly amount: number;
  /** of the payment as a whole */
  readonly total: number;
  readonly currency: string;
  readonly notifyUrl: string;
  /** what merchants give back of their part for it, where the channel does that with the refund */
  readonly returns: readonly { readonly receiver: string; readonly amount: number }[];
}

/** Whose account parts may go to. */
export interface Receiver {
  readonly account: string;
  /** as the channel knows its holder */
  readonly name: string;
}

/** A part of a payment that goes straight to a merchant. */
export interface Share {
  readonly payment: string;
  readonly ref: string;
  readonly move: string;
  readonly amount: number;
  /** the merchant's account at the channel */
  readonly receiver: string;
  readonly currency: string;
  /** no further part of this payment follows: what is left is the platform's */
  readonly last: boolean;
}

/** A part, or some of it, that comes back from a merchant. */
export interface Returning {
  /** our name of the part, and the channel's */
  readonly split: string;
  readonly splitRef: string;
  /** our name of the return: the same one again is the same return */
  readonly move: string;
  readonly amount: number;
  readonly receiver: string;
}

export type Moved = { readonly state: "done" | "waiting"; readonly ref: string };

/** A line of the channel's daily file; `move` is our name: of the payment (in) or of the refund (out). */
export interface BillLine {
  readonly kind: "in" | "out";
  readonly move: string;
  readonly ref: string;
  readonly amount: number;
}

export interface Channel {
  start(due: Due): Promise<{ action: PayAction["action"]; ref?: string }>;
  /** Verifies and reads a notification. Throws `bad_signature`. */
  read(raw: Raw): Promise<Told>;
  readonly thanks: Thanks;
  /** whether it is set up to send parts of payments to merchants */
  readonly splits: boolean;
  refund(back: Back): Promise<Moved>;
  /** Makes an account known as one that parts may go to, where the channel wants that. */
  enrol?(receiver: Receiver): Promise<void>;
  /** Channels with split settlement. The same `move` again is the same part. */
  split?(share: Share): Promise<Moved>;
  /** Takes a part back; a channel with `split` and without this does so with the refund (`Back.returns`). */
  unsplit?(part: Returning): Promise<Moved>;
  /** The channel's own account of a day; undefined: the channel has none. */
  bill?(day: string): Promise<readonly BillLine[]>;
}

/** A field of an answer that should be text; "" when it is none. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
