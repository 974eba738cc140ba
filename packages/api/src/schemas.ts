// The second entry, for whoever validates: the schemas of all routes. It loads the schema library; `@perennial/api` does not.
export * from "./schemas/account.js";
export * from "./schemas/common.js";
export * from "./schemas/event.js";
export * from "./schemas/front.js";
export * from "./schemas/holder.js";
export * from "./schemas/inbox.js";
export * from "./schemas/journal.js";
export * from "./schemas/merchant.js";
export * from "./schemas/order.js";
export * from "./schemas/programme.js";
export * from "./schemas/prospectus.js";
export * from "./schemas/shop.js";
export * from "./schemas/run.js";
export * from "./schemas/wallet.js";
