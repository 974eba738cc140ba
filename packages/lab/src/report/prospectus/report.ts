// The prospectus, card by card: title, five sentences, promise against payment, limits, stress, people, law, and how to get it again.
import type { Prospectus } from "../../prospectus/prospectus.js";
import { Reading } from "../../prospectus/reading.js";
import type { Report } from "../blocks.js";
import { each } from "../format.js";
import { hero } from "./hero.js";
import { goingLive, law, method } from "./law.js";
import { byJoining, outcomes, whoPays } from "./people.js";
import { bounds, promises, summary } from "./plan.js";
import { owed, stress } from "./stress.js";

export function prospectusReport(said: Prospectus): Report {
  const reading = new Reading(said);
  const { title, name, version } = said.plan;
  return {
    title: { zh: `${title.zh} · 说明书`, en: `${title.en} · Prospectus` },
    about: each(
      (language) => `${name} v${version} · ${language === "zh" ? "种子" : "seed"} ${said.seed} · ${said.plan.currency}`,
    ),
    hero: hero(reading),
    cards: [
      summary(said),
      ...byJoining(reading),
      promises(said),
      ...bounds(said),
      stress(reading),
      ...owed(reading),
      ...whoPays(reading),
      ...outcomes(reading),
      law(said),
      goingLive(said),
      method(said),
    ],
  };
}
