// The way from a path of the plan to its field: opens what lies around it, brings it into sight, and gives it the focus.

const SETTLED_MILLIS = 60;

/** Opening a card is drawn a moment later. */
const settled = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLED_MILLIS));

async function open(details: HTMLDetailsElement | null | undefined): Promise<void> {
  if (!details || details.open) return;
  details.open = true;
  await settled();
}

/** The part of the form that stands for a path, or for the nearest part around it. */
function nearest(root: HTMLElement, path: string): HTMLElement | undefined {
  const places = [...root.querySelectorAll<HTMLElement>("[data-path]")];
  for (let at = path; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("."), at.lastIndexOf("["), 0))) {
    const found = places.find((place) => place.dataset["path"] === at);
    if (found) return found;
  }
  return undefined;
}

export async function reveal(root: HTMLElement, path: string): Promise<void> {
  const key = /^[^.[]+/.exec(path)?.[0] ?? "";
  const section = [...root.querySelectorAll<HTMLDetailsElement>("details[data-section]")].find((each) =>
    each.dataset["section"]?.split(" ").includes(key),
  );
  await open(section);
  const mechanism = /^mechanisms\[\d+\]/.exec(path)?.[0];
  if (mechanism !== undefined) await open(nearest(root, mechanism)?.querySelector("details"));
  const place = nearest(root, path) ?? section;
  place?.scrollIntoView({ block: "center" });
  const field = place?.querySelector<HTMLElement>("input, select, textarea");
  (field ?? place)?.focus({ preventScroll: true });
}
