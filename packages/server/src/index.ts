// The service: sequencer, store, routes, accounts, payments and jobs.
export {};
