// Plays a script and holds the books to what must be true after every single event: sums of zero, no broken statement,
// and a programme restored from its rows that does exactly the same with the next event.
import { expect } from "vitest";
import { Programme } from "../../src/index.js";
import { planOf, Stage } from "../support/script.js";
import type { Json } from "../support/script.js";

class Sound extends Stage {
  last: Json | undefined;
  override event(line: string): Json {
    this.last = super.event(line);
    return this.last;
  }
}

/** Plays a script under a plan made of these parts, line by line. */
export function soundly(parts: Json, script: string, documents: Record<string, Json> = {}): Stage {
  const stage = new Sound(planOf(parts), documents);
  for (const line of script.split("\n")) {
    stage.last = undefined;
    const twin = Programme.restore([stage.programme.store.dump()]);
    stage.play(line);
    if (stage.last === undefined) continue;
    twin.apply(stage.last);
    expect(twin.store.dump(), `restored before: ${line}`).toEqual(stage.programme.store.dump());
    expect(broken(stage.programme), `after: ${line}`).toEqual([]);
  }
  return stage;
}

/** What does not add up, and what mechanisms find broken. */
export function broken(programme: Programme): string[] {
  const { ledger } = programme;
  const { asset: assetOf, free, locked, held } = ledger.wallets.cells;
  const sums = Array.from({ length: ledger.assets.length }, (_, asset) => {
    const { treasury, issuance, external, owed } = ledger.assets.cells;
    return treasury.get(asset) + issuance.get(asset) + external.get(asset) + owed.get(asset);
  });
  const add = (asset: number, amount: number): void => void (sums[asset] = (sums[asset] ?? 0) + amount);
  for (let row = 0; row < ledger.wallets.length; row++)
    add(assetOf.get(row), free.get(row) + locked.get(row) + held.get(row));
  for (let row = 0; row < ledger.pools.length; row++) add(0, ledger.pool(row));
  const accrued = ledger.accruals.cells;
  for (let row = 0; row < ledger.accruals.length; row++) add(accrued.asset.get(row), accrued.balance.get(row));
  const unbalanced = sums.flatMap((sum, asset) => (sum === 0 ? [] : [`asset ${asset} sums to ${sum}`]));
  return [...unbalanced, ...programme.working.flatMap(({ behaviour }) => behaviour.broken?.() ?? [])];
}
