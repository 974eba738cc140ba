// What a text is found by. Chinese has no spaces, so runs of it are cut into single characters and pairs; other words count with each of their
// beginnings. An index over such sets is part of every PostgreSQL and of PGlite, and finds words of two characters, which trigrams do not.
const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const MOST_LETTERS = 16;
const MOST_GRAMS = 600;

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
    else for (let length = 1; length <= Math.min(run.length, MOST_LETTERS); length++) grams.add(run.slice(0, length));
  }
  return [...grams].slice(0, MOST_GRAMS);
}

/** What all must be there for a text to be found; empty: the question holds no word. */
export function wantedOf(question: string): string[] {
  const wanted = runsOf(question).flatMap((run) => {
    if (!isHan(run)) return [run.slice(0, MOST_LETTERS)];
    return Array.from(run).length === 1 ? [run] : pairs(run);
  });
  return [...new Set(wanted)];
}
