// Files to the service, one after the other, with how far each is; what is refused says why and stays until it is tried again or dropped.
import { ApiError } from "@perennial/api";
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { fetchTelling, MOST_FILE_BYTES } from "../data/upload.js";

interface Sending {
  name: string;
  share: number;
  /** key of what went wrong */
  wrong: string | undefined;
}

const codeOf = (error: unknown): string =>
  error instanceof ApiError ? `code.${error.problem.code}` : "state.offline.title";

/** `send` gets the file and a `fetch` that tells of its progress. */
export function Uploader({
  label,
  accept,
  multiple = false,
  send,
}: {
  label: string;
  accept: string;
  multiple?: boolean;
  send: (file: File, tell: typeof fetch) => Promise<unknown>;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const isBusy = sending.some(({ wrong }) => wrong === undefined);

  const start = async (files: readonly File[]): Promise<void> => {
    setSending(
      files.map(({ name, size }) => ({ name, share: 0, wrong: size > MOST_FILE_BYTES ? "code.too_large" : undefined })),
    );
    const change = (at: number, next: Partial<Sending>): void =>
      setSending((all) => all.map((each, index) => (index === at ? { ...each, ...next } : each)));
    for (const [at, file] of files.entries()) {
      if (file.size > MOST_FILE_BYTES) continue;
      try {
        await send(
          file,
          fetchTelling((share) => change(at, { share })),
        );
        change(at, { share: 2 });
      } catch (error) {
        change(at, { wrong: codeOf(error) });
      }
    }
    setSending((all) => all.filter(({ wrong }) => wrong !== undefined));
  };

  return (
    <div className="space-y-2">
      <div className="relative inline-block max-w-full has-focus-visible:rounded-control has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-sky">
        <input
          id={id}
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={isBusy}
          className="sr-only"
          onChange={({ target }) => {
            const files = [...(target.files ?? [])];
            // The same file may be chosen again.
            target.value = "";
            void start(files);
          }}
        />
        <label htmlFor={id} className={`${linkButton("quiet")} cursor-pointer ${isBusy ? "opacity-60" : ""}`}>
          <Icon name="up" size={18} />
          {label}
        </label>
      </div>
      <ul className="space-y-2" aria-live="polite">
        {sending
          .filter(({ share }) => share <= 1)
          .map(({ name, share, wrong }) => (
            <li key={name} className="text-14">
              <div className="flex justify-between gap-4">
                <span className="truncate">{name}</span>
                {wrong === undefined && <span className="text-ink-2">{Math.round(share * 100)}%</span>}
              </div>
              {wrong === undefined ? (
                <progress
                  aria-label={t("desk.uploading", { name })}
                  value={share}
                  className="h-1.5 w-full accent-leaf"
                />
              ) : (
                <p role="alert" className="text-clay">
                  {t(wrong)}
                </p>
              )}
            </li>
          ))}
      </ul>
    </div>
  );
}
