// The score of each part from Stryker's reports, and the mutants that live, as Markdown.
import { readFileSync } from "node:fs";

const counted = ["Killed", "Timeout", "Survived", "NoCoverage"];

/** `files`: part and path of its report. Score: killed and timed out, of these with the survivors and what no test reaches. */
export function reportOn(files) {
  const parts = files.map(([part, file]) => {
    const mutants = Object.entries(JSON.parse(readFileSync(file, "utf8")).files).flatMap(
      ([path, { source, mutants }]) =>
        mutants.map((mutant) => ({ ...mutant, path, was: textAt(source, mutant.location) })),
    );
    return { part, mutants };
  });
  const all = { part: "all", mutants: parts.flatMap(({ mutants }) => mutants) };
  const alive = all.mutants.filter(({ status }) => status === "Survived" || status === "NoCoverage");
  return [
    "| part | mutants | killed | timed out | survived | no test | score |",
    "|---|---:|---:|---:|---:|---:|---:|",
    ...[...parts, all].map(rowOf),
    "",
    ...alive.map(lineOf),
  ].join("\n");
}

function rowOf({ part, mutants }) {
  const [killed, timeout, survived, none] = counted.map(
    (each) => mutants.filter(({ status }) => status === each).length,
  );
  const valid = killed + timeout + survived + none;
  const score = valid ? (((killed + timeout) * 100) / valid).toFixed(1) : "–";
  return `| ${part} | ${valid} | ${killed} | ${timeout} | ${survived} | ${none} | ${score} % |`;
}

const short = (text) => text.replace(/\s+/g, " ").slice(0, 90);

const lineOf = ({ path, location, mutatorName, was, replacement, ...mutant }) =>
  `${path}:${location.start.line}:${location.start.column} ${mutatorName} ${short(was)} → ${short(replacement ?? "")}${triedBy(mutant)}`;

/** By how many of the tests that cover it a mutant was tried, where these are not all. */
function triedBy({ status, testsCompleted = 0, coveredBy = [] }) {
  if (status === "NoCoverage") return " (no test)";
  return testsCompleted < coveredBy.length ? ` (${testsCompleted} of ${coveredBy.length} tests)` : "";
}

function textAt(source, { start, end }) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join("\n");
}
