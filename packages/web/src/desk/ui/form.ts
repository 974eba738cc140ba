// A form of the desk: a draft in, a checked body out. What is wrong is told at the field, whether the schema found it here or the service did.
import { ApiError } from "@perennial/api";
import type { FormEvent } from "react";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";

export interface Form<D> {
  draft: D;
  set: <K extends keyof D>(key: K, value: D[K]) => void;
  /** Another draft altogether. */
  replace: (draft: D) => void;
  /** what is wrong with a place such as `variants.0.price`, in the reader's language */
  fault: (place: string) => string | undefined;
  /** what went wrong apart from the fields */
  error: Error | undefined;
  isSending: boolean;
  submit: (event?: FormEvent<HTMLFormElement>) => void;
}

interface Asked<D, B> {
  initial: D;
  schema: z.ZodType<B>;
  /** the body that the draft stands for; its keys are those of the draft */
  body: (draft: D) => unknown;
  send: (body: B) => Promise<void>;
}

/** The first field that is wrong, once it is drawn so. */
function focusFault(form: HTMLFormElement | undefined): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}

/** Words for a place: those of its field when there are some, else of the code. */
function useFaultWords(): (place: string, code: string | undefined) => string {
  const { t } = useTranslation();
  return useCallback(
    (place, code) => {
      const field =
        place
          .split(".")
          .filter((part) => !/^\d+$/.test(part) && part !== "zh" && part !== "en")
          .at(-1) ?? "";
      const general = t("desk.fault.other");
      const own = t(`desk.fault.${field}`, { defaultValue: general });
      if (code === undefined || code === "malformed_request") return own;
      return t(`code.${code}`, { defaultValue: own });
    },
    [t],
  );
}

export function useForm<D extends object, B>({ initial, schema, body, send }: Asked<D, B>): Form<D> {
  const [draft, setDraft] = useState(initial);
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const [error, setError] = useState<Error>();
  const [isSending, setSending] = useState(false);
  const busy = useRef(false);
  const words = useFaultWords();

  const failed = (thrown: unknown, form: HTMLFormElement | undefined): void => {
    const problem = thrown instanceof ApiError ? thrown.problem : undefined;
    const [first = ""] = problem?.place.split(".") ?? [];
    if (problem && Object.hasOwn(draft, first)) {
      setFaults(new Map([[problem.place, words(problem.place, problem.code)]]));
      focusFault(form);
    } else setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
  };

  const submit = (event?: FormEvent<HTMLFormElement>): void => {
    event?.preventDefault();
    const form = event?.currentTarget;
    if (busy.current) return;
    setError(undefined);
    const parsed = schema.safeParse(body(draft));
    if (!parsed.success) {
      setFaults(new Map(parsed.error.issues.map(({ path }) => [path.join("."), words(path.join("."), undefined)])));
      focusFault(form);
      return;
    }
    setFaults(new Map());
    busy.current = true;
    setSending(true);
    send(parsed.data)
      .catch((thrown: unknown) => failed(thrown, form))
      .finally(() => {
        busy.current = false;
        setSending(false);
      });
  };

  return {
    draft,
    set: (key, value) => {
      setDraft((before) => ({ ...before, [key]: value }));
      const name = String(key);
      setFaults((before) => new Map([...before].filter(([place]) => place !== name && !place.startsWith(`${name}.`))));
    },
    replace: (next) => {
      setDraft(next);
      setFaults(new Map());
    },
    fault: (place) => faults.get(place),
    error,
    isSending,
    submit,
  };
}
