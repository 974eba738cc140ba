// The contract over HTTP: the routes' schemas, the errors and a typed client.
export {};
