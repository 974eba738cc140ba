// Vitest 5 is written for Node 22; on Node 20 its report of a failure and its update of snapshots call what that
// Node does not have yet. When Node 20 is no longer served, delete this file and its import in vitest.config.ts.

/** The items in groups by key, in the order in which the keys appear. */
function groups(items, keyOf) {
  const found = new Map();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = found.get(key);
    if (group === undefined) found.set(key, [item]);
    else group.push(item);
  }
  return found;
}

Map.groupBy ??= groups;
Object.groupBy ??= (items, keyOf) => Object.fromEntries(groups(items, keyOf));
Promise.withResolvers ??= () => {
  const open = {};
  open.promise = new Promise((resolve, reject) => Object.assign(open, { resolve, reject }));
  return open;
};
