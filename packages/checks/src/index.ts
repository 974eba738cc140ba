// What a plan can promise: bounds, rule packs and the gate before it goes live.
export {};
