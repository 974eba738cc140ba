// The scribe writes entries down: once as canonical text for the hash, once in short for the journal, in one pass over the figures.
// `canonical` and `recordEntry` say the same in plain steps; tests hold the two against each other.
import type { Programme } from "../programme.js";
import { formatAmount } from "../number/decimal.js";
import type { Account } from "./accounts.js";
import { kindOf, ownerOf, PLATFORM } from "./accounts.js";
import { text } from "./chain.js";
import type { Entry, Figures, Why } from "./entry.js";
import type { FigureForm, Form } from "./forms.js";
import { CASH } from "./ledger.js";
import { accountText, assetName, figureText, ownScale, unitsOf } from "./render.js";

/** An entry written down. `postings` and `notes` are JSON: lists of lines. */
export interface Written {
  readonly canonical: string;
  readonly postings: string;
  readonly notes: string;
}

/** A form at work: what a posting must be to have it, and its canonical text in pieces. */
interface Pattern {
  readonly number: number;
  readonly form: Form;
  readonly slot: number;
  readonly asset: number;
  readonly debit: number;
  readonly credit: number;
  /** a number stands for the value at that place */
  readonly pieces: readonly (string | number)[];
}

const NONE = -100;
/** Characters of a piece of a long entry. */
const PIECE = 32_768;
/** Accounts of holders are alike but for the name; the platform's are its own. Others are themselves. */
const likeness = (account: Account): number => {
  const kind = account % 16;
  return kind < 4 && ownerOf(account) !== PLATFORM ? kind - 16 : account;
};

export class Scribe {
  private readonly numbers: Map<string, number>;
  private readonly patterns = new Map<string, Pattern[]>();
  private fresh: Form[] = [];
  private plan: object | undefined;
  private planTexts: ReadonlySet<string> = new Set();
  private readonly quoted: string[] = [];

  /** `forms`: those that the programme's journal has already. */
  constructor(
    private readonly programme: Programme,
    forms: readonly Form[] = [],
  ) {
    this.numbers = new Map(forms.map((form, number) => [JSON.stringify(form), number]));
  }

  /** Forms that have come up since the last call; the journal must have them before the entries that use them. */
  takeForms(): { number: number; form: Form }[] {
    const first = this.numbers.size - this.fresh.length;
    const forms = this.fresh.map((form, index) => ({ number: first + index, form }));
    this.fresh = [];
    return forms;
  }

  /** `texts`: those of the event's body (`textsOf`); names and figures that are among them are not written again. */
  write({ seq, type, id, at, postings, notes }: Entry, texts: readonly string[]): Written {
    const moves = this.moves(postings, texts);
    const remarks = this.remarks(notes, texts);
    const canonical = `{"at":${text(at)},"id":${text(id)},"notes":[${remarks.told}],"postings":[${moves.told}],"seq":${seq},"type":${text(type)}}`;
    return { canonical, postings: `[${moves.lines}]`, notes: `[${remarks.lines}]` };
  }

  /** The same of a long entry: `take` gets the canonical content piece by piece, so that it never stands in memory whole. */
  writeInPieces(
    { seq, type, id, at, postings, notes }: Entry,
    texts: readonly string[],
    take: (piece: string) => void,
  ): Omit<Written, "canonical"> {
    const remarks = this.remarks(notes, texts);
    take(`{"at":${text(at)},"id":${text(id)},"notes":[${remarks.told}],"postings":[`);
    const moves = this.moves(postings, texts, take);
    take(`${moves.told}],"seq":${seq},"type":${text(type)}}`);
    return { postings: `[${moves.lines}]`, notes: `[${remarks.lines}]` };
  }

  /** Postings as canonical text (what `take` has not got of it) and as lines. */
  private moves(postings: Entry["postings"], texts: readonly string[], take?: (piece: string) => void) {
    let told = "";
    let lines = "";
    let comma = "";
    for (const { debit, credit, asset, amount, why } of postings) {
      const pattern = this.patternOf(why, asset, debit, credit, amount);
      lines += `${comma}${this.line(pattern, why.figures, texts, debit, credit, amount)}`;
      told += `${comma}${this.fill(pattern)}`;
      comma = ",";
      if (!take || told.length < PIECE) continue;
      take(told);
      told = "";
    }
    return { told, lines };
  }

  private remarks(notes: Entry["notes"], texts: readonly string[]) {
    let told = "";
    let lines = "";
    let comma = "";
    for (const why of notes) {
      const pattern = this.patternOf(why, why.asset ?? CASH, NONE, NONE, NONE);
      lines += `${comma}${this.line(pattern, why.figures, texts, NONE, NONE, NONE)}`;
      told += `${comma}${this.fill(pattern)}`;
      comma = ",";
    }
    return { told, lines };
  }

  /** Writes the line, and leaves every value, quoted, for the canonical text. */
  private line(
    { number, form, debit, credit }: Pattern,
    figures: Figures,
    texts: readonly string[],
    from: Account,
    to: Account,
    amount: number,
  ): string {
    const { quoted } = this;
    let line = `[${number}`;
    quoted.length = 0;
    if (debit < 0 && debit !== NONE) line += this.owner(from, form.debit ?? "", texts);
    if (credit < 0 && credit !== NONE) line += this.owner(to, form.credit ?? "", texts);
    if (debit !== NONE) {
      line += `,${amount}`;
      quoted.push(`"${formatAmount(amount, form.scale)}"`);
    }
    const own = quoted.at(-1) ?? "";
    for (const figure of form.figures) {
      const value = figures[figure.name] ?? "";
      if (figure.is === "amount") {
        line += `,${value}`;
        quoted.push(`"${formatAmount(value as number, figure.scale)}"`);
      } else if (figure.is === "same") quoted.push(own);
      else if (figure.is === "number") {
        line += `,${value}`;
        quoted.push(`"${value}"`);
      } else if (figure.is === "text") {
        const said = typeof value === "string" ? value : String(value);
        const told = text(said);
        quoted.push(told);
        line += this.refer(said, told, texts);
      } else quoted.push("");
    }
    return `${line}]`;
  }

  private owner(account: Account, prefix: string, texts: readonly string[]): string {
    const name = this.programme.holders.name(ownerOf(account));
    const told = text(name);
    this.quoted.push(`"${prefix}${told.slice(1)}`);
    return this.refer(name, told, texts);
  }

  private refer(said: string, told: string, texts: readonly string[]): string {
    const known = texts.indexOf(said);
    return known === -1 ? `,${told}` : `,${known}`;
  }

  private fill({ pieces }: Pattern): string {
    let filled = "";
    for (const piece of pieces) filled += typeof piece === "string" ? piece : (this.quoted[piece] ?? "");
    return filled;
  }

  private patternOf(why: Why, asset: number, from: number, to: number, amount: number): Pattern {
    const debit = from === NONE ? NONE : likeness(from);
    const credit = to === NONE ? NONE : likeness(to);
    const known = this.patterns.get(why.rule);
    if (known)
      for (const pattern of known)
        if (
          pattern.asset === asset &&
          pattern.slot === why.slot &&
          pattern.form.version === why.version &&
          pattern.debit === debit &&
          pattern.credit === credit &&
          fits(pattern.form.figures, why.figures, amount)
        )
          return pattern;
    const accounts = debit === NONE ? {} : { debit: this.side(from), credit: this.side(to) };
    const form = { ...accounts, ...this.formOf(why, asset, amount) };
    const pattern = { number: this.numberOf(form), form, slot: why.slot, asset, debit, credit, pieces: piecesOf(form) };
    this.patterns.set(why.rule, [...(known ?? []), pattern]);
    return pattern;
  }

  private numberOf(form: Form): number {
    const key = JSON.stringify(form);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(key, number);
    this.fresh.push(form);
    return number;
  }

  /** An account as a form has it. */
  private side(account: Account): string {
    return likeness(account) < 0 ? `${kindOf(account)}:` : accountText(this.programme, account);
  }

  private formOf({ slot, version, rule, figures }: Why, asset: number, amount: number): Form {
    const { programme } = this;
    const own = slot === -1 ? undefined : programme.slot(slot);
    const scales = { scale: programme.scale(asset), cash: programme.scale(CASH) };
    const units = unitsOf(own?.kind ?? "", rule);
    const isOfOwn = [...units.values()].some((unit) => unit === "price" || unit === "own");
    const spoken = isOfOwn ? ownScale(programme, slot, asset) : scales.scale;
    return {
      asset: assetName(programme, asset),
      ...scales,
      ...(spoken !== scales.scale && { own: spoken }),
      mechanism: own?.id ?? "",
      kind: own?.kind ?? "",
      version,
      rule,
      figures: Object.keys(figures).map((name) => {
        const said = figureText(programme, figures, name, units.get(name), asset);
        return this.figureForm(name, figures[name], units.get(name), said, scales, amount);
      }),
    };
  }

  private figureForm(
    name: string,
    value: number | string | undefined,
    unit: string | undefined,
    said: string,
    { scale, cash }: { scale: number; cash: number },
    amount: number,
  ): FigureForm {
    if (typeof value === "string") {
      if (value !== said) throw new Error(`scribe: the figure ${name} is a text in the unit ${unit}`);
      return this.textsOfPlan().has(value) ? { name, is: "fixed", text: value } : { name, is: "text" };
    }
    const decimals = unit === "cash" ? cash : unit === "asset" || unit === "own" ? scale : undefined;
    if (decimals === undefined) return { name, is: "number" };
    return value === amount && decimals === scale ? { name, is: "same" } : { name, is: "amount", scale: decimals };
  }

  /** Every text of the plan in force: what stands there stands in many entries alike. */
  private textsOfPlan(): ReadonlySet<string> {
    const { plan } = this.programme;
    if (this.plan !== plan) {
      const texts = new Set<string>();
      JSON.stringify(plan, (_, value: unknown) => {
        if (typeof value === "string") texts.add(value);
        return value;
      });
      this.plan = plan;
      this.planTexts = texts;
    }
    return this.planTexts;
  }
}

/** Whether figures have exactly these names in this order, each as the form holds it. */
function fits(forms: readonly FigureForm[], figures: Figures, amount: number): boolean {
  let at = 0;
  for (const name in figures) {
    const form = forms[at];
    at += 1;
    if (form === undefined || form.name !== name) return false;
    const value = figures[name];
    if (form.is === "same" ? value !== amount : form.is === "fixed" ? value !== form.text : false) return false;
    if (typeof value === "string" && form.is !== "text" && form.is !== "fixed") return false;
    if (typeof value === "number" && form.is === "text") return false;
  }
  return at === forms.length;
}

/** The canonical text of a posting (or note) of a form, with places for names, amount and figures in the order of the line. */
function piecesOf({ debit, credit, asset, mechanism, rule, version, figures }: Form): (string | number)[] {
  let places = 0;
  const place = (account: string): string | number => (account.endsWith(":") ? places++ : text(account));
  const from = debit === undefined ? "" : place(debit);
  const to = credit === undefined ? "" : place(credit);
  const move =
    debit === undefined
      ? []
      : [`{"amount":`, places++, `,"asset":${text(asset)},"credit":`, to, `,"debit":`, from, `,"why":`];
  const named = figures
    .map((figure, index) => ({ figure, at: places + index }))
    .toSorted((a, b) => (a.figure.name < b.figure.name ? -1 : 1))
    .flatMap(({ figure, at }, index) => [
      `${index > 0 ? "," : ""}${text(figure.name)}:`,
      figure.is === "fixed" ? text(figure.text) : at,
    ]);
  const reason = `},"mechanism":${text(mechanism)},"rule":${text(rule)},"version":${version}}`;
  const pieces = [...move, `{"figures":{`, ...named, reason, debit === undefined ? "" : "}"];
  return pieces.reduce<(string | number)[]>((joined, piece) => {
    const last = joined.at(-1);
    if (typeof piece === "string" && typeof last === "string") joined[joined.length - 1] = last + piece;
    else joined.push(piece);
    return joined;
  }, []);
}
