// Where somebody is: by the device when it may be asked, else a place chosen from the list of stores' own towns.
import { useCallback, useState } from "react";

export interface Place {
  latitude: number;
  longitude: number;
}

export type Finding = "unasked" | "asking" | "found" | "refused";

const LONGEST_MILLIS = 10_000;
const OLDEST_MILLIS = 60_000;

/** Asks the device once told to; a refusal is an answer like any other. `onPlace`: told of each place. */
export function usePlace(onPlace?: (place: Place) => void): {
  place: Place | undefined;
  finding: Finding;
  ask: () => void;
  choose: (place: Place) => void;
} {
  const [place, setPlace] = useState<Place>();
  const [finding, setFinding] = useState<Finding>("unasked");
  const choose = useCallback(
    (chosen: Place) => {
      setPlace(chosen);
      setFinding("found");
      onPlace?.(chosen);
    },
    [onPlace],
  );
  const ask = useCallback(() => {
    setFinding("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => choose({ latitude, longitude }),
      () => setFinding("refused"),
      { timeout: LONGEST_MILLIS, maximumAge: OLDEST_MILLIS },
    );
  }, [choose]);
  return { place, finding, ask, choose };
}

/** Which map opens the way on this device: the makers' own where there is one. */
export function ownMap(agent: string): "apple" | "amap" | "google" {
  if (/iPhone|iPad|Macintosh/.test(agent)) return "apple";
  return /zh/i.test(navigator.language) ? "amap" : "google";
}

/** `850 m`, `3.2 km`: metres to ten below a kilometre, kilometres to one decimal above. */
export function distanceText(metres: number): string {
  if (metres < 1_000) return `${Math.round(metres / 10) * 10} m`;
  return `${Math.round(metres / 100) / 10} km`;
}
