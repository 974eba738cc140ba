// How a command ends badly: a message with the place, what is wrong and what would be right, and the exit code.

/** 2: the input is at fault (a plan, a file, a line, an option). 1 is left for what the command itself found wrong. */
export const BAD_INPUT = 2;

/** Ends the command; caught once, in main. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exitCode = BAD_INPUT,
  ) {
    super(message);
    this.name = "Failure";
  }
}

export function fail(message: string, exitCode = BAD_INPUT): never {
  throw new Failure(message, exitCode);
}
