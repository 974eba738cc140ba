// Who appears in the demo: merchants with their concession and their prices, and the names of members.
export interface DemoMerchant {
  readonly name: string;
  /** concession rate; above 0.60, so that the pool's 30 % and the distribution's 30 % of gross fit */
  readonly margin: string;
  /** GB/T 2260 */
  readonly region: string;
  /** the least and the most that a basket costs, in yuan */
  readonly basket: readonly [number, number];
}

export const MERCHANTS: readonly DemoMerchant[] = [
  { name: "青禾茶铺", margin: "0.70", region: "440106", basket: [18, 168] },
  { name: "山海书局", margin: "0.64", region: "440106", basket: [25, 180] },
  { name: "禾木家居", margin: "0.68", region: "440305", basket: [59, 899] },
  { name: "竹里素食", margin: "0.72", region: "440305", basket: [28, 260] },
  { name: "清泉护肤", margin: "0.75", region: "310104", basket: [69, 520] },
  { name: "云朵童装", margin: "0.66", region: "310104", basket: [49, 399] },
  { name: "拾光咖啡", margin: "0.71", region: "330106", basket: [16, 88] },
  { name: "老谭面馆", margin: "0.65", region: "430102", basket: [15, 120] },
  { name: "稻香农场", margin: "0.63", region: "430102", basket: [35, 320] },
  { name: "松间瑜伽", margin: "0.74", region: "330106", basket: [80, 680] },
  { name: "小满花店", margin: "0.69", region: "510107", basket: [29, 288] },
  { name: "巷口修车", margin: "0.67", region: "510107", basket: [40, 450] },
];

const SURNAMES = Array.from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧");
const GIVEN = [
  "芳",
  "伟",
  "静",
  "敏",
  "强",
  "磊",
  "洋",
  "艳",
  "勇",
  "杰",
  "娟",
  "涛",
  "超",
  "霞",
  "平",
  "刚",
  "梅",
  "辉",
  "子涵",
  "欣怡",
  "浩然",
  "雨桐",
  "梓轩",
  "思远",
  "佳宁",
  "嘉怡",
  "一鸣",
  "若曦",
  "晓东",
  "春燕",
  "建国",
  "秀英",
];

/** Every name that there can be, each once. */
export const memberNames = (): string[] => SURNAMES.flatMap((surname) => GIVEN.map((given) => surname + given));
