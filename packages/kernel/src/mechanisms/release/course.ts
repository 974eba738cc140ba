// The course of a lot that nothing but its own daily part empties: so many whole parts, then what is left of it.

/** A lot as it stands after its close `through` (or on the day it was born); minor units of the asset. */
export interface Course {
  left: number;
  /** what it releases a day: its daily part, as far as the target can hold it exactly */
  step: number;
  /** what the target's smallest unit costs */
  grain: number;
}

/** How many closes release a whole step, and what the one after them releases. Less than a grain stays in the lot for good. */
export function courseOf({ left, step, grain }: Course): { full: number; rest: number } {
  if (step === 0) return { full: 0, rest: 0 };
  const full = Math.floor(left / step);
  return { full, rest: whole(left - full * step, grain) };
}

/** What so many closes release together. */
export function releasedIn(course: Course, closes: number): number {
  if (closes <= 0) return 0;
  const { full, rest } = courseOf(course);
  return closes <= full ? closes * course.step : full * course.step + rest;
}

/** As much of an amount as the target can hold exactly. */
export const whole = (amount: number, grain: number): number => amount - (amount % grain);
