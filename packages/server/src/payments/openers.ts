// The channels that there are, beside play money: one file each.
import type { Channel as ChannelName } from "@perennial/api";
import { openAlipay } from "./alipay.js";
import type { Opener } from "./channels.js";
import { openStripe } from "./stripe.js";
import { openWechat } from "./wechat.js";

export const OPENERS: Readonly<Partial<Record<ChannelName, Opener>>> = {
  alipay: openAlipay,
  wechat: openWechat,
  stripe: openStripe,
};
