// A fingerprint of everything that moved: two 32-bit lanes over all postings and refusals, the same in every engine and with no digest to hand in.
import type { Entry } from "@perennial/kernel";

const TWO_32 = 4_294_967_296;

export class Fingerprint {
  private a = 0x811c9dc5;
  private b = 0x9e3779b9;

  entry({ type, postings }: Entry): void {
    this.text(type);
    for (const { debit, credit, asset, amount } of postings) {
      this.number(debit);
      this.number(credit);
      this.number(asset);
      this.number(amount);
    }
  }

  text(text: string): void {
    for (let index = 0; index < text.length; index++) this.mix(text.charCodeAt(index));
  }

  /** Sixteen hexadecimal digits. */
  value(): string {
    return [this.a, this.b].map((lane) => (lane >>> 0).toString(16).padStart(8, "0")).join("");
  }

  private number(value: number): void {
    this.mix(value >>> 0);
    this.mix(Math.floor(value / TWO_32) >>> 0);
  }

  /** Each lane is multiplied by an odd constant and rotated: a change anywhere reaches every bit. */
  private mix(word: number): void {
    this.a = Math.imul(this.a ^ word, 0x01000193);
    this.a = (this.a << 13) | (this.a >>> 19);
    this.b = Math.imul(this.b ^ this.a ^ word, 0x85ebca6b);
    this.b = (this.b << 15) | (this.b >>> 17);
  }
}
