// The shapes that travel, taken from the schemas. Types only: nothing of this reaches a bundle.
import type { z } from "zod";
import type * as schemas from "./schemas.js";

type Of<K extends keyof typeof schemas> = (typeof schemas)[K] extends z.ZodType<infer T> ? T : never;
type Asked<K extends keyof typeof schemas> = (typeof schemas)[K] extends z.ZodType
  ? z.input<(typeof schemas)[K]>
  : never;

export type Mode = Of<"mode">;
export type Text = Of<"text">;
export type Why = Of<"why">;
export type ProgrammeBrief = Of<"programmeBrief">;
export type ProgrammeList = Of<"programmeList">;
export type ProgrammeDetail = Of<"programmeDetail">;
export type AssetText = Of<"asset">;
export type BoundText = Of<"bound">;
export type Claim = Of<"claim">;
export type ProgrammeState = Of<"programmeState">;
export type SeriesDay = Of<"seriesDay">;
export type Series = Of<"series">;
export type Readiness = Of<"readiness">;
export type HolderKind = Of<"holderKind">;
export type HolderBrief = Of<"holderBrief">;
export type HolderList = Of<"holderList">;
export type HolderDetail = Of<"holderDetail">;
export type WalletLine = Of<"walletLine">;
export type Lot = Of<"lot">;
export type HolderLine = Of<"holderLine">;
export type HolderLines = Of<"holderLines">;
export type Posting = Of<"posting">;
export type EntryText = Of<"entryText">;
export type EntryBrief = Of<"entryBrief">;
export type EntryList = Of<"entryList">;
export type EntryDetail = Of<"entryDetail">;
export type EventAccepted = Of<"eventAccepted">;
export type EventResult = Of<"eventResult">;
export type EventResults = Of<"eventResults">;
export type EventStatus = Of<"eventStatus">;

/** What may be asked of a list; everything may be left out. */
export type SeriesQuery = Asked<"seriesQuery">;
export interface PageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}
export interface HoldersQuery extends PageQuery {
  search?: string | undefined;
  kind?: HolderKind | undefined;
}
export interface EntriesQuery extends PageQuery {
  type?: string | undefined;
}
