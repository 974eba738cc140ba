// Regions by their codes: the first two digits are the province, the first four the city, all six the county.
export interface Region {
  /** as far as it is chosen; "" where nothing is */
  code: string;
  province: string;
  city: string;
  district: string;
}

interface Lists {
  province_list: Readonly<Record<string, string>>;
  city_list: Readonly<Record<string, string>>;
  county_list: Readonly<Record<string, string>>;
}
type Choices = readonly (readonly [code: string, name: string])[];

export interface Chosen {
  region: Region;
  codes: { province: string; city: string; district: string };
  choices: { province: Choices; city: Choices; district: Choices };
}

const below = (list: Readonly<Record<string, string>>, prefix: string): Choices =>
  prefix === "" ? [] : Object.entries(list).filter(([code]) => code.startsWith(prefix));

/** What a code says and what may be chosen next. A code that ends in zeros names a city or a province alone; a city without counties is whole. */
export function regionOf(lists: Lists | undefined, code: string): Chosen {
  const { province_list: provinces = {}, city_list: cities = {}, county_list: counties = {} } = lists ?? {};
  const province = `${code.slice(0, 2)}0000`;
  const city = `${code.slice(0, 4)}00`;
  const codes = {
    province: province in provinces ? province : "",
    city: city in cities && city !== province ? city : "",
    district: code in counties ? code : "",
  };
  const choices = {
    province: Object.entries(provinces),
    city: below(cities, codes.province.slice(0, 2)),
    district: below(counties, codes.city.slice(0, 4)),
  };
  const region = {
    code: codes.district || codes.city || codes.province,
    province: provinces[codes.province] ?? "",
    city: cities[codes.city] ?? "",
    district: counties[codes.district] ?? "",
  };
  return { region, codes, choices };
}
