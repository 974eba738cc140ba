// Waiting for the end: the first signal ends in order, a second one at once.

/** Comes true with the first signal to end. */
export async function ending(): Promise<void> {
  await new Promise<void>((done) => {
    const end = (): void => {
      process.once("SIGINT", () => process.exit(130));
      done();
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
}
