// Figures as texts: exact arithmetic, and the forms of both languages.
import { describe, expect, test } from "vitest";
import { dayOf, dayOfEvent, eventTime } from "../src/shared/format/clock.js";
import { compare, cut, minus, plus, share, shift, sum, times, trim } from "../src/shared/format/decimal.js";
import { formats, group } from "../src/shared/format/format.js";

const zh = formats("zh-CN", "CNY", "Asia/Shanghai");
const en = formats("en", "CNY", "Asia/Shanghai");

describe("decimal texts", () => {
  test("add and subtract exactly, at the finer scale", () => {
    expect(plus("0.1", "0.2")).toBe("0.3");
    expect(plus("90071992547409.93", "0.0001")).toBe("90071992547409.9301");
    expect(minus("1", "1.0001")).toBe("-0.0001");
    expect(sum(["1.10", "2.20", "3.30"])).toBe("6.60");
    expect(sum([])).toBe("0");
  });

  test("multiply and cut, never rounding up", () => {
    expect(times("653.4397", "7.662199607101", 2)).toBe("5006.78");
    expect(times("0.01", "0.99", 2)).toBe("0.00");
    expect(cut("-1.999", 2)).toBe("-1.99");
    expect(cut("1.5", 4)).toBe("1.5");
  });

  test("shift, trim, compare", () => {
    expect(shift("0.125", 2)).toBe("12.5");
    expect(shift("3", 2)).toBe("300");
    expect(trim("12.500")).toBe("12.5");
    expect(trim("100")).toBe("100");
    expect(trim("1.000")).toBe("1");
    expect([compare("1.0", "1"), compare("2", "10"), compare("-1", "-2")]).toEqual([0, -1, 1]);
  });

  test("a share of a bar stays between nothing and all", () => {
    expect([share("1", "4"), share("5", "4"), share("-1", "4"), share("1", "0.00")]).toEqual([0.25, 1, 0, 0]);
  });
});

describe("forms", () => {
  test("money is grouped, signed before the currency, and never a float", () => {
    expect(zh.money("1234.56")).toBe("¥1,234.56");
    expect(en.money("1234567.8")).toBe("¥1,234,567.80");
    expect(zh.money("-0.5")).toBe("−¥0.50");
    expect(zh.signedMoney("36.00")).toBe("+¥36.00");
    expect(zh.signedMoney("-36.00")).toBe("−¥36.00");
    expect(zh.money("90071992547409.93")).toBe("¥90,071,992,547,409.93");
  });

  test("large sums are short: 万 and 亿 in Chinese, m and bn in English, always cut", () => {
    expect(zh.shortMoney("999999.99")).toBe("¥999,999.99");
    expect(zh.shortMoney("1234567.89")).toBe("¥123.45万");
    expect(zh.shortMoney("123456789.00")).toBe("¥1.23亿");
    expect(en.shortMoney("1999999.99")).toBe("¥1.99m");
    expect(en.shortMoney("-2000000000")).toBe("−¥2.00bn");
  });

  test("large counts likewise", () => {
    expect(zh.count(99_999)).toBe("99,999");
    expect(zh.count(123_456)).toBe("12.35万");
    expect(en.count(123_456)).toBe("123,456");
  });

  test("amounts keep every decimal, prices four at most, shares are cut", () => {
    expect(zh.amount("6481.8776")).toBe("6,481.8776");
    expect(zh.signedAmount("-210.0000")).toBe("−210.0000");
    expect(zh.price("7.662199607101")).toBe("7.6621");
    expect(zh.price("3")).toBe("3.00");
    expect(zh.percent("0.125")).toBe("12.5%");
    expect(zh.percent("0.1299999")).toBe("12.99%");
    expect(group("1000.5")).toBe("1,000.5");
  });

  test("a yen has no cents", () => {
    expect(formats("en", "JPY", "Asia/Tokyo", 0).money("1234")).toBe("¥1,234");
  });

  test("days are days whatever the reader's zone, times are the programme's", () => {
    expect(zh.day("2026-01-31")).toBe("2026年1月31日");
    expect(en.day("2026-01-31")).toBe("Jan 31, 2026");
    expect(zh.time("2026-01-31T23:30:00Z")).toContain("2026年2月1日");
    expect(zh.day("soon")).toBe("soon");
  });
});

describe("the time of an event", () => {
  const now = new Date("2026-01-31T17:00:00Z");

  test("is now, when the open day has come", () => {
    expect(dayOf(now, "Asia/Shanghai")).toBe("2026-02-01");
    expect(eventTime(now, "2026-02-01", "Asia/Shanghai")).toBe("2026-01-31T17:00:00.000Z");
    expect(eventTime(now, null, "Asia/Shanghai")).toBe("2026-01-31T17:00:00.000Z");
  });

  test("a close carries the day alone", () => {
    expect(dayOfEvent("2026-01-31", "America/New_York")).toBe("2026-01-31");
    expect(dayOfEvent("2026-01-31T17:00:00Z", "Asia/Shanghai")).toBe("2026-02-01");
    expect(en.time("2026-01-31")).toBe("Jan 31, 2026");
  });

  test("is noon of the open day, when that lies ahead of the calendar", () => {
    expect(eventTime(now, "2026-03-01", "Asia/Shanghai")).toBe("2026-03-01T04:00:00.000Z");
    expect(eventTime(now, "2026-03-01", "America/New_York")).toBe("2026-03-01T17:00:00.000Z");
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"])
      expect(dayOf(new Date(eventTime(now, "2026-03-01", zone)), zone)).toBe("2026-03-01");
  });
});
