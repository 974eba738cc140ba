// All generators, one file a kind. A kind without a file here is not generated.
import { appreciation } from "./kinds/appreciation.js";
import { distribution } from "./kinds/distribution.js";
import { grant } from "./kinds/grant.js";
import { queue } from "./kinds/queue.js";
import { release } from "./kinds/release.js";
import { rounds } from "./kinds/rounds.js";
import { team } from "./kinds/team.js";
import { convert, task, transfer, withdraw } from "./kinds/wallet.js";
import type { Generator } from "./draft.js";

export const generators: readonly Generator[] = [
  appreciation,
  convert,
  distribution,
  grant,
  queue,
  release,
  rounds,
  task,
  team,
  transfer,
  withdraw,
];
