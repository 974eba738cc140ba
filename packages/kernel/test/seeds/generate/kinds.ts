// All generators, one file a kind. A kind without a file here is not generated.
import { appreciation } from "./kinds/appreciation.js";
import { chain } from "./kinds/chain.js";
import { collectible } from "./kinds/collectible.js";
import { distribution } from "./kinds/distribution.js";
import { grant } from "./kinds/grant.js";
import { market } from "./kinds/market.js";
import { queue } from "./kinds/queue.js";
import { release } from "./kinds/release.js";
import { rounds } from "./kinds/rounds.js";
import { team } from "./kinds/team.js";
import { unlock } from "./kinds/unlock.js";
import { convert, task, transfer, withdraw } from "./kinds/wallet.js";
import type { Generator } from "./draft.js";

export const generators: readonly Generator[] = [
  appreciation,
  chain,
  collectible,
  convert,
  distribution,
  grant,
  market,
  queue,
  release,
  rounds,
  task,
  team,
  transfer,
  unlock,
  withdraw,
];
