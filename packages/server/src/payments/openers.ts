// The channels that there are, beside play money: one file each.
import type { Channel as ChannelName } from "@perennial/api";
import type { Opener } from "./channels.js";

export const OPENERS: Readonly<Partial<Record<ChannelName, Opener>>> = {};
