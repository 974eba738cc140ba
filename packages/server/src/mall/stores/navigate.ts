// Links that open the way to a store in the map that a phone has. Stores are kept in WGS 84, as satellites and browsers tell a place; maps of mainland
// China are drawn in GCJ-02, some hundred metres aside. AMap and Baidu convert when the link says which system it speaks; Apple's and Google's links have
// no such word, and take the figures for those of the map that they show: theirs are converted here, for stores whose region is on the mainland.
import type { Store } from "@perennial/api";
import library from "gcoord";

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

// Its types put everything one step deeper than Node finds it.
const gcoord = library as unknown as typeof library.default;

/** The first two digits of a region's code (GB/T 2260) on the mainland; 71, 81 and 82 are drawn in WGS 84. */
const MAINLAND = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])/;
/** Seven decimals are a centimetre. */
const PLACES = 7;

/** The figures by which maps of a region know a place. */
export function asDrawn({ latitude, longitude }: Place, region: string): Place {
  if (!MAINLAND.test(region)) return { latitude, longitude };
  const [east, north] = gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02);
  return { latitude: rounded(north), longitude: rounded(east) };
}

const rounded = (degrees: number): number => Math.round(degrees * 10 ** PLACES) / 10 ** PLACES;

export function linksTo(store: Place & { title: string; region: string }): Store["navigate"] {
  const { latitude, longitude, title, region } = store;
  const name = encodeURIComponent(title);
  const drawn = asDrawn(store, region);
  const place = `${drawn.latitude},${drawn.longitude}`;
  return {
    amap: `https://uri.amap.com/navigation?to=${longitude},${latitude},${name}&mode=car&coordinate=wgs84&callnative=1`,
    apple: `https://maps.apple.com/?daddr=${place}&q=${name}`,
    google: `https://www.google.com/maps/dir/?api=1&destination=${place}`,
    baidu: `https://api.map.baidu.com/direction?destination=latlng:${latitude},${longitude}|name:${name}&coord_type=wgs84&mode=driving&output=html`,
  };
}
