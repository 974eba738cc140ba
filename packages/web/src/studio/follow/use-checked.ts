// What follows from the document at hand: its faults, or its bounds, its findings and its rules in words; the last faultless state stays in sight meanwhile.
import type { CheckResult, Measured } from "@perennial/checks";
import { check } from "@perennial/checks";
import type { Fault, RuleText } from "@perennial/kernel";
import { rulesText } from "@perennial/kernel";
import { useDeferredValue, useMemo, useState } from "react";

export type Sound = Extract<CheckResult, { ok: true }> & { rules: RuleText[] };

export interface Checked {
  faults: readonly Fault[];
  /** the last state without faults */
  sound: Sound | undefined;
  /** whether `sound` is older than the document */
  isBehind: boolean;
}

const NONE: readonly Fault[] = [];

export function useChecked(document: unknown, measured: Measured | undefined): Checked {
  const later = useDeferredValue(document);
  const result = useMemo(() => check(later, measured && { measured }), [later, measured]);
  const now = useMemo<Sound | undefined>(
    () => (result.ok ? { ...result, rules: rulesText(result.plan) } : undefined),
    [result],
  );
  const [last, setLast] = useState(now);
  if (now && now !== last) setLast(now);
  const sound = now ?? last;
  return useMemo(() => ({ faults: result.ok ? NONE : result.faults, sound, isBehind: !result.ok }), [result, sound]);
}
