// The cross that closes what lies over the page: a sheet, a dialog, a drawer.
import { Close as RadixClose } from "@radix-ui/react-dialog";
import type { ReactElement } from "react";
import { Icon } from "./icons.js";

export const Close = ({ label }: { label: string }): ReactElement => (
  <RadixClose
    aria-label={label}
    className="-mr-2 flex size-11 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-paper-2"
  >
    <Icon name="close" />
  </RadixClose>
);
