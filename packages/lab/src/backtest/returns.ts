// Members by the share of their spending that came back to them.

/** `from` and `below` in percent; `below` 0: nothing at all came back, none for the last band */
export interface Returned {
  from: number;
  below: number | undefined;
  members: number;
}

const BANDS = [0, 25, 50, 100, 200] as const;

interface Member {
  spent: number;
  paid: number;
}

/** Nothing, then 0–25 %, 25–50 %, 50–100 %, 100–200 % and more of what was spent; who spent nothing is left out. */
export function returnsOf(members: readonly Member[]): Returned[] {
  const spenders = members.filter(({ spent }) => spent > 0);
  const reaches = ({ paid, spent }: Member, percent: number): boolean =>
    BigInt(paid) * 100n >= BigInt(spent) * BigInt(percent);
  const nothing = { from: 0, below: 0, members: spenders.filter(({ paid }) => paid === 0).length };
  const rest = BANDS.map((from, index) => {
    const below = BANDS[index + 1];
    const inside = spenders.filter(
      (member) => member.paid > 0 && reaches(member, from) && (below === undefined || !reaches(member, below)),
    );
    return { from, below, members: inside.length };
  });
  return [nothing, ...rest];
}
