// A point on the earth as it is typed, in the system of the map that it was copied from. The service keeps WGS 84; maps of mainland China show GCJ-02
// (AMap, Tencent) or BD-09 (Baidu), some hundred metres aside.
import gcoord from "gcoord";

export const SYSTEMS = ["wgs84", "gcj02", "bd09"] as const;
export type System = (typeof SYSTEMS)[number];

export interface PointDraft {
  latitude: string;
  longitude: string;
  /** of the two */
  system: System;
}

const CRS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;
/** Six decimals are 0.1 m. */
const PLACES = 6;

const figure = (text: string): number | undefined => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined);
const short = (degrees: number): string => String(Math.round(degrees * 10 ** PLACES) / 10 ** PLACES);

/** What was typed, in WGS 84; each undefined where it is no figure. */
export function pointOf({ latitude, longitude, system }: PointDraft): {
  latitude: number | undefined;
  longitude: number | undefined;
} {
  const [north, east] = [figure(latitude), figure(longitude)];
  if (north === undefined || east === undefined || system === "wgs84") return { latitude: north, longitude: east };
  const [x, y] = gcoord.transform([east, north], CRS[system], CRS.wgs84);
  return { latitude: Number(short(y)), longitude: Number(short(x)) };
}

/** The same point in the figures of another system. */
export function inSystem(draft: PointDraft, system: System): PointDraft {
  const { latitude, longitude } = pointOf(draft);
  if (latitude === undefined || longitude === undefined) return { ...draft, system };
  return drawnIn(latitude, longitude, system);
}

/** A point of WGS 84 as a system writes it. */
export function drawnIn(latitude: number, longitude: number, system: System): PointDraft {
  const [x, y] =
    system === "wgs84" ? [longitude, latitude] : gcoord.transform([longitude, latitude], CRS.wgs84, CRS[system]);
  return { latitude: short(y), longitude: short(x), system };
}

/** "113.3276,23.1371" as a map copies it; maps of China put the longitude first, others the latitude. */
export function pastedPlace(text: string): { latitude: string; longitude: string } | undefined {
  const [, one = "", two = ""] = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (one === "") return undefined;
  return Math.abs(Number(one)) > 90 ? { longitude: one, latitude: two } : { latitude: one, longitude: two };
}
