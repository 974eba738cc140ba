// Plan 4 as the shortest loop that gives the same pool and points: no ledger, no names, no explanations, no undo.
// All products stay below 2^53 on this history, so plain numbers are exact; the bench compares the outcome with the kernel's.

/** A binary heap of lots by exit price, exact, the older first. */
function before(a, b) {
  const gap = a.spend * b.minted - b.spend * a.minted;
  return gap === 0 ? a.number < b.number : gap < 0;
}

function push(heap, lot) {
  let at = heap.push(lot) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(lot, heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = lot;
}

function pop(heap) {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child += 1;
    if (!before(heap[child], last)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = last;
  return top;
}

/** Replays orders `{customer, cents}`; cash in cents, points in ten-thousandths. */
export function plainLoop(rows) {
  const cash = new Map();
  const heap = [];
  let pool = 0;
  let supply = 0;
  let price = [100, 10_000];
  for (const [number, { customer, cents }] of rows.entries()) {
    if (!cash.has(customer)) cash.set(customer, 0);
    const inflow = Math.floor((cents * 30) / 100);
    const value = Math.floor((inflow * 70) / 100);
    const [n, d] = supply > 0 ? [pool, supply] : price;
    const minted = Math.floor((value * d) / n);
    pool += inflow;
    supply += minted;
    if (minted > 0) push(heap, { number, customer, spend: cents, minted });
    while (heap.length > 0 && 3 * heap[0].spend * supply <= pool * heap[0].minted) {
      const lot = pop(heap);
      const paid = Math.floor((Math.floor((lot.minted * pool) / supply) * 80) / 100);
      price = [pool, supply];
      pool -= paid;
      supply -= lot.minted;
      cash.set(lot.customer, cash.get(lot.customer) + paid);
    }
  }
  return { pool, supply };
}
