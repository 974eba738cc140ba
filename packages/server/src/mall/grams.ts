// What a text is found by. Chinese has no spaces, so runs of it are cut into single characters and pairs; other words count with each of their
// beginnings and with their stem ("berries" and "berry" are one). An index over such sets is part of every PostgreSQL and of PGlite, and finds words
// of two characters, which trigrams do not.
import type { RawBuilder } from "kysely";
import { sql } from "kysely";
import { stemmer } from "stemmer";

const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const MOST_LETTERS = 16;
const MOST_GRAMS = 600;

const stemOf = (word: string): string => stemmer(word).slice(0, MOST_LETTERS);
const isHan = (run: string): boolean => /\p{Script=Han}/u.test(run);
const runsOf = (text: string): string[] => text.normalize("NFKC").toLowerCase().match(RUNS) ?? [];

function pairs(run: string): string[] {
  const letters = Array.from(run);
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** Everything by which these texts shall be found. */
export function gramsOf(...texts: readonly string[]): string[] {
  const grams = new Set<string>();
  for (const run of texts.flatMap(runsOf)) {
    if (isHan(run)) for (const gram of [...Array.from(run), ...pairs(run)]) grams.add(gram);
    else {
      for (let length = 1; length <= Math.min(run.length, MOST_LETTERS); length++) grams.add(run.slice(0, length));
      grams.add(stemOf(run));
    }
  }
  return [...grams].slice(0, MOST_GRAMS);
}

/** What all must be there for a text to be found; empty: the question holds no word. `word`: what of an English word is looked for. */
export function wantedOf(question: string, word: (run: string) => string = begun): string[] {
  const wanted = runsOf(question).flatMap((run) => {
    if (!isHan(run)) return [word(run)];
    return Array.from(run).length === 1 ? [run] : pairs(run);
  });
  return [...new Set(wanted)];
}

const begun = (run: string): string => run.slice(0, MOST_LETTERS);

/** The condition that a column of grams answers a question, by the words as they were typed or by their stems; undefined: it holds no word. */
export function answers(column: RawBuilder<unknown>, question: string): RawBuilder<boolean> | undefined {
  const typed = wantedOf(question);
  if (typed.length === 0) return undefined;
  const stems = wantedOf(question, stemOf);
  return sql<boolean>`(${column} @> ${typed}::text[] or ${column} @> ${stems}::text[])`;
}
