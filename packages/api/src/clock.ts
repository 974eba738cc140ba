// What the clocks of a time zone show. Dates, and so not the kernel's; the service and the pages tell the same time by it.

export interface Clock {
  /** `2026-01-31` */
  readonly day: string;
  /** 0 to 23 */
  readonly hour: number;
  /** milliseconds by which it is ahead of UTC */
  readonly ahead: number;
}

/** `at`: milliseconds since the epoch; `timeZone`: a name of IANA. */
export function clockAt(at: number, timeZone: string): Clock {
  const whole = Math.floor(at / 1_000) * 1_000;
  const numeric = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  } as const;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...numeric });
  const parts = new Map(format.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return { day: new Date(shown).toISOString().slice(0, 10), hour: part("hour"), ahead: shown - whole };
}
