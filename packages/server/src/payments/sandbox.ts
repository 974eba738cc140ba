// Play money: for demo and sandbox programmes. It says yes to everything, and the shop's own page says how a payment went.
import type { Channel } from "./channel.js";
import { Fault } from "../http/fault.js";

export const sandbox: Channel = {
  start: async () => Promise.resolve({ action: { kind: "sandbox" as const } }),
  read: async () =>
    Promise.reject(
      new Fault("bad_signature", "body", "play money has no notifications", "POST …/payments/{id}/sandbox"),
    ),
  splits: true,
  thanks: { body: "", type: "text/plain" },
  refund: async ({ move }) => Promise.resolve({ state: "done" as const, ref: `sandbox-${move}` }),
  split: async ({ move }) => Promise.resolve({ state: "done" as const, ref: `sandbox-${move}` }),
  unsplit: async ({ move }) => Promise.resolve({ state: "done" as const, ref: `sandbox-${move}` }),
};
