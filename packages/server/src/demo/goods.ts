// What the demo's mall offers: a small town's tea, produce and services, and where its shops are. Coordinates are WGS 84.
import type { Motif } from "./pictures.js";

export interface DemoProduct {
  /** "" is the house itself */
  readonly shop: string;
  readonly zh: string;
  readonly en: string;
  readonly about: readonly [zh: string, en: string];
  readonly category: string;
  readonly kind?: "service";
  readonly tags?: readonly string[];
  readonly picture: readonly [motif: Motif, colour: string, ground: string];
  /** titles, price in yuan, stock (services have none) */
  readonly variants: readonly (readonly [zh: string, en: string, price: number, stock?: number])[];
}

export const CATEGORIES = [
  { id: "tea", title: { zh: "好茶", en: "Tea" } },
  { id: "produce", title: { zh: "田园鲜物", en: "Produce" } },
  { id: "pantry", title: { zh: "粮油干货", en: "Pantry" } },
  { id: "home", title: { zh: "家与日常", en: "Home" } },
  { id: "life", title: { zh: "到店服务", en: "Services" } },
];

export const PRODUCTS: readonly DemoProduct[] = [
  {
    shop: "青禾茶铺",
    zh: "明前龙井 狮峰山",
    en: "Longjing before the rain",
    about: [
      "清明前采的一芽一叶，炒得干爽，豆香里带一点兰花。",
      "One bud, one leaf, picked before Qingming; chestnut with a hint of orchid.",
    ],
    category: "tea",
    picture: ["tin", "#3f7d58", "#e6f0e3"],
    variants: [
      ["50 克", "50 g", 98, 120],
      ["125 克 罐装", "125 g tin", 228, 60],
    ],
  },
  {
    shop: "青禾茶铺",
    zh: "凤凰单丛 蜜兰香",
    en: "Phoenix oolong, honey orchid",
    about: ["乌岽山老丛，三道炭焙，花蜜香久久不散。", "From old trees on Wudong, three times over charcoal."],
    category: "tea",
    picture: ["tin", "#a4632f", "#f6e9dc"],
    variants: [["100 克", "100 g", 168, 80]],
  },
  {
    shop: "青禾茶铺",
    zh: "白毫银针 2024",
    en: "Silver needle 2024",
    about: [
      "福鼎头采，日光萎凋，汤色杏黄，入口清甜。",
      "First picking of Fuding, withered in the sun, sweet and clear.",
    ],
    category: "tea",
    picture: ["cup", "#7c9473", "#eef2e6"],
    variants: [["50 克", "50 g", 136, 45]],
  },
  {
    shop: "",
    zh: "长青茶礼 六小罐",
    en: "Evergreen tea gift, six tins",
    about: [
      "绿茶、白茶、乌龙各两罐，适合第一次认识中国茶的人。",
      "Two each of green, white and oolong: a first acquaintance.",
    ],
    category: "tea",
    picture: ["box", "#2f6b4f", "#e3efe8"],
    variants: [["一盒", "One box", 298, 40]],
  },
  {
    shop: "",
    zh: "手拉坯盖碗",
    en: "Hand-thrown gaiwan",
    about: ["景德镇白瓷，110 毫升，出水利落不烫手。", "Jingdezhen porcelain, 110 ml."],
    category: "tea",
    picture: ["teapot", "#5d8aa8", "#e7eff4"],
    variants: [
      ["月白", "Moon white", 129, 30],
      ["天青", "Sky blue", 139, 22],
    ],
  },
  {
    shop: "稻香农场",
    zh: "高山脐橙",
    en: "Navel oranges from the hills",
    about: ["海拔六百米，晚摘半个月，皮薄多汁，不打蜡。", "Picked late at 600 m, thin-skinned and unwaxed."],
    category: "produce",
    picture: ["fruit", "#e8872a", "#fdf0de"],
    variants: [
      ["5 斤", "2.5 kg", 46, 200],
      ["10 斤", "5 kg", 86, 150],
    ],
  },
  {
    shop: "稻香农场",
    zh: "林下土鸡蛋",
    en: "Eggs of free hens",
    about: ["散养在竹林里的鸡，当日捡，当日发。", "Gathered and sent the same day."],
    category: "produce",
    picture: ["eggs", "#c98d5b", "#f7ecdf"],
    variants: [["30 枚", "30 pieces", 58, 90]],
  },
  {
    shop: "稻香农场",
    zh: "当季蔬菜箱",
    en: "Vegetables of the season",
    about: ["八样当季菜，当天早上割，顺丰冷链。", "Eight kinds, cut this morning, sent cool."],
    category: "produce",
    picture: ["greens", "#4d8b3f", "#e9f3e2"],
    variants: [
      ["两人份", "For two", 59, 60],
      ["四人份", "For four", 99, 60],
    ],
  },
  {
    shop: "稻香农场",
    zh: "新米 五常稻花香",
    en: "New rice",
    about: ["十月新米，现碾现发，煮粥出油。", "Milled on the day that it is sent."],
    category: "pantry",
    picture: ["sack", "#b99a5b", "#f6f0df"],
    variants: [["5 公斤", "5 kg", 79, 300]],
  },
  {
    shop: "",
    zh: "秦岭土蜂蜜",
    en: "Honey from the Qinling hills",
    about: ["一年只割一次，常温结晶是自然的。", "Cut once a year; it sets as real honey does."],
    category: "pantry",
    picture: ["jar", "#d99a1f", "#fdf3d9"],
    variants: [
      ["500 克", "500 g", 88, 110],
      ["1 千克", "1 kg", 158, 70],
    ],
  },
  {
    shop: "",
    zh: "古田花菇",
    en: "Flower mushrooms",
    about: ["冬菇肉厚，泡发后一整夜都是香的。", "Thick winter caps; they scent the kitchen overnight."],
    category: "pantry",
    picture: ["mushroom", "#8a6a4f", "#f1e9e0"],
    variants: [["250 克", "250 g", 69, 130]],
  },
  {
    shop: "",
    zh: "冷榨山茶油",
    en: "Cold-pressed camellia oil",
    about: ["油茶籽低温压榨，烟点高，凉拌热炒都好。", "Pressed cold; for salads and the wok."],
    category: "pantry",
    picture: ["bottle", "#c2a12d", "#f8f3da"],
    variants: [["750 毫升", "750 ml", 118, 65]],
  },
  {
    shop: "禾木家居",
    zh: "柳编收纳篮",
    en: "Willow basket",
    about: ["手工编，越用颜色越深。", "Woven by hand; it darkens with use."],
    category: "home",
    picture: ["basket", "#a9835a", "#f3eadf"],
    variants: [
      ["小", "Small", 69, 50],
      ["大", "Large", 119, 35],
    ],
  },
  {
    shop: "禾木家居",
    zh: "亚麻桌布",
    en: "Linen tablecloth",
    about: ["水洗亚麻，不用熨。", "Washed linen, no iron needed."],
    category: "home",
    picture: ["cloth", "#8098a4", "#e9eef0"],
    variants: [["140 × 200", "140 × 200", 189, 28]],
  },
  {
    shop: "清泉护肤",
    zh: "茶籽手工皂",
    en: "Tea-seed soap",
    about: ["冷制四十天，不加香精。", "Forty days cold, nothing added."],
    category: "home",
    picture: ["soap", "#7fae8e", "#e8f3ec"],
    variants: [["三块", "Three bars", 69, 160]],
  },
  {
    shop: "小满花店",
    zh: "每周一束",
    en: "A bunch every week",
    about: ["当季五六种花，周五上午送到。", "Five or six kinds of the season, on Friday morning."],
    category: "home",
    picture: ["flowers", "#c76b8a", "#fae9ef"],
    variants: [
      ["一束", "One", 59, 40],
      ["四周", "Four weeks", 216, 20],
    ],
  },
  {
    shop: "山海书局",
    zh: "《茶经》注本",
    en: "The Classic of Tea, annotated",
    about: ["陆羽原文，逐段白话与插图。", "Lu Yu's text with notes and drawings."],
    category: "home",
    picture: ["book", "#6d5a8c", "#eeeaf4"],
    variants: [["平装", "Paperback", 56, 75]],
  },
  {
    shop: "拾光咖啡",
    zh: "手冲一杯 到店券",
    en: "A hand-poured coffee",
    about: ["任选当日豆单，有效期九十天。", "Any bean of the day, within ninety days."],
    category: "life",
    kind: "service",
    picture: ["cup", "#7b5236", "#f3e8df"],
    variants: [
      ["一杯", "One", 28],
      ["五杯", "Five", 128],
    ],
  },
  {
    shop: "竹里素食",
    zh: "双人素宴",
    en: "A vegetarian dinner for two",
    about: ["七道菜一道汤，提前一天订位。", "Seven courses and a soup; book a day ahead."],
    category: "life",
    kind: "service",
    picture: ["bowl", "#5f8f5a", "#e8f1e4"],
    variants: [["一席", "One table", 228]],
  },
  {
    shop: "松间瑜伽",
    zh: "清晨流瑜伽",
    en: "Morning flow yoga",
    about: ["小班八人，自带毛巾即可。", "Eight in a class; bring a towel."],
    category: "life",
    kind: "service",
    picture: ["leaf", "#6aa08f", "#e5f1ee"],
    variants: [
      ["单次", "One class", 80],
      ["十次", "Ten classes", 680],
    ],
  },
  {
    shop: "巷口修车",
    zh: "小保养",
    en: "A small service",
    about: ["机油机滤，顺带看一遍刹车和胎压。", "Oil and filter, and a look at brakes and tyres."],
    category: "life",
    kind: "service",
    picture: ["wheel", "#5c6f7d", "#e8edf0"],
    variants: [["一次", "Once", 268]],
  },
];

export interface DemoStore {
  readonly shop: string;
  readonly title: string;
  readonly address: string;
  readonly region: string;
  readonly place: readonly [longitude: number, latitude: number];
  readonly hours: string;
}

export const STORES: readonly DemoStore[] = [
  {
    shop: "青禾茶铺",
    title: "青禾茶铺 天河店",
    address: "广州市天河区体育东路 118 号",
    region: "440106",
    place: [113.3276, 23.1371],
    hours: "10:00–22:00",
  },
  {
    shop: "青禾茶铺",
    title: "青禾茶铺 东山口店",
    address: "广州市越秀区署前路 21 号",
    region: "440104",
    place: [113.2934, 23.1237],
    hours: "10:00–21:00",
  },
  {
    shop: "山海书局",
    title: "山海书局",
    address: "广州市天河区天河北路 233 号",
    region: "440106",
    place: [113.3219, 23.1425],
    hours: "09:30–22:00",
  },
  {
    shop: "禾木家居",
    title: "禾木家居 南山店",
    address: "深圳市南山区海德三道 85 号",
    region: "440305",
    place: [113.9344, 22.5163],
    hours: "10:00–21:30",
  },
  {
    shop: "竹里素食",
    title: "竹里素食",
    address: "深圳市南山区文心二路 9 号",
    region: "440305",
    place: [113.9312, 22.5199],
    hours: "11:00–21:00",
  },
  {
    shop: "清泉护肤",
    title: "清泉护肤 徐汇店",
    address: "上海市徐汇区武康路 378 号",
    region: "310104",
    place: [121.4375, 31.2058],
    hours: "10:00–20:00",
  },
  {
    shop: "云朵童装",
    title: "云朵童装",
    address: "上海市徐汇区衡山路 10 号",
    region: "310104",
    place: [121.4431, 31.2052],
    hours: "10:00–21:00",
  },
  {
    shop: "拾光咖啡",
    title: "拾光咖啡 西湖店",
    address: "杭州市西湖区曙光路 120 号",
    region: "330106",
    place: [120.1331, 30.2643],
    hours: "08:00–20:00",
  },
  {
    shop: "松间瑜伽",
    title: "松间瑜伽",
    address: "杭州市西湖区天目山路 160 号",
    region: "330106",
    place: [120.1297, 30.2742],
    hours: "06:30–21:30",
  },
  {
    shop: "老谭面馆",
    title: "老谭面馆",
    address: "长沙市芙蓉区解放西路 88 号",
    region: "430102",
    place: [112.9818, 28.1936],
    hours: "06:00–14:00",
  },
  {
    shop: "稻香农场",
    title: "稻香农场 城里站",
    address: "长沙市芙蓉区五一大道 389 号",
    region: "430102",
    place: [112.9866, 28.1973],
    hours: "08:00–20:00",
  },
  {
    shop: "小满花店",
    title: "小满花店",
    address: "成都市武侯区玉林西路 55 号",
    region: "510107",
    place: [104.0567, 30.6335],
    hours: "09:00–20:30",
  },
  {
    shop: "巷口修车",
    title: "巷口修车",
    address: "成都市武侯区科华北路 62 号",
    region: "510107",
    place: [104.0769, 30.6327],
    hours: "08:30–19:00",
  },
];
