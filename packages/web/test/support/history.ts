// A made-up history of a small mall: who joined, who bought what, who sold points and who gave something back. The same every time.

/** A generator with a seed: whole numbers below `most`. */
function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const FAMILY = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"];
const GIVEN = [
  "秀英",
  "伟",
  "芳",
  "娜",
  "敏",
  "静",
  "丽",
  "强",
  "磊",
  "洋",
  "艳",
  "勇",
  "军",
  "杰",
  "娟",
  "涛",
  "明",
  "超",
];

export const SHOPS = [
  { merchant: "青禾粮油", margin: "0.65" },
  { merchant: "老街面馆", margin: "0.70" },
  { merchant: "春风日用百货旗舰店（南城路）", margin: "0.68" },
  { merchant: "Evergreen Books", margin: "0.75" },
] as const;

type Happening = Record<string, unknown>;

/** The instant of a day and a minute of it, Shanghai time. */
function instant(day: number, minute: number): string {
  const date = new Date(Date.UTC(2026, 7, 1 + day)).toISOString().slice(0, 10);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date}T${two(9 + Math.floor(minute / 60))}:${two(minute % 60)}:00+08:00`;
}

/** Events in order; about one new member and six orders a day. */
export function history(days: number): Happening[] {
  const roll = dice(7);
  const events: Happening[] = [];
  const members: string[] = [];
  const bought: string[] = [];
  let orders = 0;
  const put = (day: number, minute: number, type: string, fields: Happening): void => {
    events.push({ id: `e${events.length + 1}`, at: instant(day, minute), type, ...fields });
  };
  for (const shop of SHOPS) put(0, 0, "merchant.joined", { ...shop });
  for (let day = 0; day < days; day++) {
    if (day === 40) put(day, 1, "pool.funded", { pool: "profit", amount: "2000.00" });
    for (let joins = day === 0 ? 6 : roll(2) + 1; joins > 0 && members.length < 160; joins--) {
      const name = `${FAMILY[roll(FAMILY.length)]}${GIVEN[roll(GIVEN.length)]}`;
      const member = members.includes(name) ? `${name}${members.length}` : name;
      const referrer = members.length > 0 && roll(4) > 0 ? members[roll(members.length)] : undefined;
      put(day, 5, "member.joined", { member, ...(referrer !== undefined && { referrer }) });
      members.push(member);
    }
    const weekend = day % 7 > 4;
    for (let minute = 20, count = 3 + roll(weekend ? 9 : 5); count > 0; count--, minute += 30) {
      const order = `A${1001 + orders++}`;
      const buyer = members[Math.min(roll(members.length), roll(members.length))];
      const gross = `${20 + roll(40) * roll(30)}.${roll(2) === 0 ? "00" : "80"}`;
      put(day, minute, "order.settled", { order, buyer, gross, merchant: SHOPS[roll(SHOPS.length)]?.merchant });
      if (roll(25) === 0) bought.push(order);
    }
    if (day % 9 === 8)
      put(day, 600, "asset.sold", { holder: members[roll(5)], asset: "points", quantity: `${5 + roll(20)}.0000` });
    const back = day % 11 === 10 ? bought.shift() : undefined;
    if (back !== undefined) put(day, 620, "order.refunded", { order: back });
  }
  return events;
}
