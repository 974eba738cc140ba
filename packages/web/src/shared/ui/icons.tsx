// The icons, drawn on a grid of 20 with one weight of line. They decorate; the words beside them say what is meant.
import type { ReactElement } from "react";

const paths = {
  wallet: "M3 6.5A2.5 2.5 0 0 1 5.5 4H14v3M3 6.5V14a2 2 0 0 0 2 2h12V7H5M13.5 11.5h.01",
  plan: "M10 17V9M10 11C6.5 11 4.5 9.2 4.5 5.5 8 5.5 10 7.5 10 11Zm0 2.5c3 0 5-1.5 5-4.5-3 0-5 1.5-5 4.5ZM6 17h8",
  till: "M4 9h12v7H4zM6 9V4h8v5M7.5 12.5h1M11.5 12.5h1M8.5 6.5h3",
  overview: "M4 16V9M8 16V4M12 16v-5M16 16V7",
  members:
    "M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16c0-2.75 2-4.5 5-4.5s5 1.75 5 4.5M13 4.3a2.6 2.6 0 0 1 0 5M14.5 11.8c1.9.5 3 2 3 4.2",
  entries: "M5 3.5h10v13H5zM7.5 7h5M7.5 10h5M7.5 13h3",
  sun: "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M15.3 4.7l-1 1M5.7 14.3l-1 1",
  moon: "M16 11.5A6.5 6.5 0 1 1 8.5 4a5 5 0 0 0 7.5 7.5Z",
  auto: "M10 3a7 7 0 1 0 0 14ZM10 3a7 7 0 0 1 0 14",
  close: "M5 5l10 10M15 5 5 15",
  right: "M8 5l5 5-5 5",
  left: "M12 5l-5 5 5 5",
  search: "M9 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM12.7 12.7 16.5 16.5",
  chain: "M8.5 11.5l3-3M9 6.5l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.5 11M11 13.5 9.5 15A3.2 3.2 0 0 1 5 10.5L6.5 9",
  warning: "M10 4 3 16h14L10 4ZM10 8.5v3.5M10 14h.01",
  offline:
    "M3 3l14 14M6.2 11.7A5.5 5.5 0 0 1 8.6 10.3M11.9 10.5a5.5 5.5 0 0 1 1.9 1.2M3.5 9a9 9 0 0 1 3-1.9M9.5 6.3a9 9 0 0 1 7 2.7M10 15h.01",
  check: "M4.5 10.5 8.5 14.5 15.5 6",
  copy: "M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3",
  undo: "M7.5 5 4 8.5 7.5 12M4 8.5h7.5a4 4 0 0 1 0 8H9",
  redo: "M12.5 5 16 8.5 12.5 12M16 8.5H8.5a4 4 0 0 0 0 8H11",
  studio: "M4 5.5h7M15 5.5h1M4 10h2M10 10h6M4 14.5h6M14 14.5h2M13 4v3M8 8.5v3M12 13v3",
  play: "M6.5 4.5v11l9-5.5Z",
  down: "M10 3.5v9M6 9l4 4 4-4M4 16.5h12",
  up: "M10 13V4M6 7.5l4-4 4 4M4 16.5h12",
  person: "M10 10.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5ZM3.5 17c0-3.2 2.8-5 6.5-5s6.5 1.8 6.5 5",
  home: "M3.5 9 10 3.5 16.5 9v7.5h-4.5v-4.5h-4v4.5H3.5Z",
  cart: "M2.5 4h2l1.8 8.5h8.4L16.5 6.5H5.2M7.5 16h.01M13.5 16h.01",
  place:
    "M10 17.5c3.5-3.8 5.25-6.7 5.25-9a5.25 5.25 0 1 0-10.5 0c0 2.3 1.75 5.2 5.25 9ZM10 10.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  orders: "M5 3.5h10v13l-2-1.3-1.5 1.3-1.5-1.3-1.5 1.3L7 15.2 5 16.5ZM7.5 7h5M7.5 10h5",
  star: "M10 3.5l2 4.2 4.6.6-3.4 3.2.9 4.6-4.1-2.3-4.1 2.3.9-4.6-3.4-3.2 4.6-.6Z",
  plus: "M10 4.5v11M4.5 10h11",
  minus: "M4.5 10h11",
  bin: "M4.5 6h11M8 6V4h4v2M6 6l.7 10.5h6.6L14 6M8.5 8.5v5.5M11.5 8.5v5.5",
  shop: "M3.5 8 5 4h10l1.5 4M3.5 8a2.2 2.2 0 0 0 4.3 0 2.2 2.2 0 0 0 4.4 0 2.2 2.2 0 0 0 4.3 0M4.5 9.8v6.7h11V9.8",
  scan: "M4 7V4h3M13 4h3v3M16 13v3h-3M7 16H4v-3M4 10h12",
  out: "M8 4H4.5v12H8M12 6.5 15.5 10 12 13.5M15.5 10H8",
  way: "M16.5 3.5 3.5 9l5.5 2 2 5.5Z",
  gift: "M4 9h12v7.5H4zM3.5 6.5h13V9h-13zM10 6.5v10M10 6.5C7.5 6.5 6.5 3.5 8 3.5S10 5 10 6.5c0-1.5.5-3 2-3s.5 3-2 3Z",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4l2.7 2",
  bell: "M5.5 14V9a4.5 4.5 0 0 1 9 0v5l1.5 1.5H4ZM8.5 17.5h3M10 4.5V3",
  menu: "M3.5 6h13M3.5 10h13M3.5 14h13",
  leaf: "M10 17V9M10 11.5C5.5 11.5 3.5 9 3.5 4.5 8 4.5 10 7 10 11.5ZM10 14c4 0 6-2 6-5.5-4 0-6 2-6 5.5Z",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }): ReactElement {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="shrink-0"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark: a shoot with two leaves. */
export function Mark({ size = 28 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="8" fill="var(--leaf)" />
      <path
        d="M16 26V14.5M16 17c-5.5 0-8-3.2-8-8 5 0 8 2.6 8 8Zm0 4c4.6 0 7-2.6 7-6.6-4.3 0-7 2.2-7 6.6Z"
        fill="none"
        stroke="var(--paper)"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
