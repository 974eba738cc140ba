// The page on the bench: what it is now, and the way back and forth through what was done to it.
import type { HomeBlock, HomePage } from "@perennial/api";
import { useCallback, useMemo, useReducer } from "react";

interface Bench {
  page: HomePage;
  past: readonly HomePage[];
  future: readonly HomePage[];
  /** typing in one field is one step back */
  field: string;
}

type Deed =
  | { do: "put"; blocks: readonly HomeBlock[]; field: string }
  | { do: "change"; id: string; to: (block: HomeBlock) => HomeBlock; field: string }
  | { do: "undo" }
  | { do: "redo" }
  | { do: "load"; page: HomePage };

const MOST_STEPS = 100;

function reduce(bench: Bench, deed: Deed): Bench {
  const { page, past, future, field } = bench;
  if (deed.do === "load") return { page: deed.page, past: [], future: [], field: "" };
  if (deed.do === "undo") {
    const before = past.at(-1);
    return before ? { page: before, past: past.slice(0, -1), future: [page, ...future], field: "" } : bench;
  }
  if (deed.do === "redo") {
    const [next, ...rest] = future;
    return next ? { page: next, past: [...past, page], future: rest, field: "" } : bench;
  }
  const goesOn = deed.field !== "" && deed.field === field;
  const blocks =
    deed.do === "put" ? [...deed.blocks] : page.blocks.map((block) => (block.id === deed.id ? deed.to(block) : block));
  return {
    page: { blocks },
    past: goesOn ? past : [...past, page].slice(-MOST_STEPS),
    future: [],
    field: deed.field,
  };
}

export interface Layout {
  page: HomePage;
  canUndo: boolean;
  canRedo: boolean;
  undo: () => void;
  redo: () => void;
  /** Another page altogether; what was done to the one before is forgotten. */
  load: (page: HomePage) => void;
  add: (block: HomeBlock) => void;
  drop: (at: number) => void;
  move: (from: number, to: number) => void;
  /** `to` gets the block as it is by then: an upload may take its time. `field`: where it was typed. */
  change: (id: string, to: (block: HomeBlock) => HomeBlock, field: string) => void;
}

export function useLayout(begin: HomePage): Layout {
  const [{ page, past, future }, dispatch] = useReducer(reduce, { page: begin, past: [], future: [], field: "" });
  const { blocks } = page;
  const put = useCallback((next: readonly HomeBlock[]) => dispatch({ do: "put", blocks: next, field: "" }), []);
  return useMemo(
    () => ({
      page,
      canUndo: past.length > 0,
      canRedo: future.length > 0,
      undo: () => dispatch({ do: "undo" }),
      redo: () => dispatch({ do: "redo" }),
      load: (next) => dispatch({ do: "load", page: next }),
      add: (block) => put([...blocks, block]),
      drop: (at) => put(blocks.toSpliced(at, 1)),
      move: (from, to) => {
        const block = blocks[from];
        if (block && from !== to && to >= 0 && to < blocks.length)
          put(blocks.toSpliced(from, 1).toSpliced(to, 0, block));
      },
      change: (id, to, field) => dispatch({ do: "change", id, to, field: `${id} ${field}` }),
    }),
    [page, past, future, blocks, put],
  );
}
