// The kernel's public face: plans, events, the programme, replay, and the views of it. Everything else stays inside.
export type { Plan, PlanEntry, PlanResult } from "./plan/compile.js";
export { mechanismKinds, planJsonSchema, readPlan } from "./plan/compile.js";
export type { Fault } from "./plan/fault.js";
export { pathText } from "./plan/fault.js";
export type { PlanDocument } from "./plan/schema.js";
export type { RuleText } from "./plan/told.js";
export { rulesText } from "./plan/told.js";
export type { Text } from "./plan/types.js";
export type { Behaviour, Bound, Claim, LotOutlook } from "./mechanisms/mechanism.js";
export type { EventOf, EventType, KernelEvent } from "./events/vocabulary.js";
export { fieldOf, parseEvent, VOCABULARY } from "./events/vocabulary.js";
export type { RefusalCode } from "./refusal.js";
export { Refusal, REFUSAL_CODES } from "./refusal.js";
export type { Outcome } from "./programme.js";
export { Programme } from "./programme.js";
export { HalfClosed } from "./closing.js";
export type { Columns } from "./store/columns.js";
export type { Changes, Part, RowImage, TableDeclaration } from "./store/store.js";
export type { ColumnKind } from "./store/column.js";
export type { Rejected, ReplayResult } from "./replay.js";
export { Replay } from "./replay.js";
export type { Entry, Figures, Posting, Why } from "./ledger/entry.js";
export type { EntryRecord, EntryText, PostingText, WhyRecord, WhyText } from "./ledger/render.js";
export { accountText, assetName, recordEntry, renderEntry } from "./ledger/render.js";
export type { FigureForm, Form, Line, Shorthand } from "./ledger/forms.js";
export { readRecord, readText, textsOf } from "./ledger/forms.js";
export type { Written } from "./ledger/scribe.js";
export { Scribe } from "./ledger/scribe.js";
export { ROLE } from "./holders/holders.js";
export type { Account, AccountKind } from "./ledger/accounts.js";
export { ACCOUNT_KINDS, kindOf, ownerOf, PLATFORM } from "./ledger/accounts.js";
export { CASH } from "./ledger/ledger.js";
export { corruption } from "./ledger/soundness.js";
export type { Digest } from "./ledger/chain.js";
export { canonical, chainHash, GENESIS, linked, linkHash } from "./ledger/chain.js";
export type { ClaimText, FrontText, LapsingText, LotText } from "./view.js";
export {
  balance,
  claimsText,
  lapsingText,
  lockedText,
  lotsText,
  pending,
  frontsText,
  poolsText,
  pricesText,
  promisedText,
  nextRankText,
  ranksText,
  receivablesText,
  supplyText,
  walletText,
} from "./view.js";
export type { ActEvent } from "./mechanisms/shared/ahead.js";
export type { ActText, AheadText, ComingText, PlaceText, ReviewText, RoundsText, ShareText } from "./ahead.js";
export { actsText, aheadText } from "./ahead.js";
export type { OrderLike } from "./estimate.js";
export { ordersUntilPaid } from "./estimate.js";
export { formatAmount, parseAmount } from "./number/decimal.js";
export type { Fraction } from "./number/fraction.js";
export { compare, fraction, fractionText, ONE, portion, reduce } from "./number/fraction.js";
export { inflowRate } from "./plan/inflow.js";
export { MAX_AMOUNT, mulDivFloor } from "./number/integer.js";
export type { Day } from "./time/calendar.js";
export { dateOfDay, formatDay, parseDay, parseInstant } from "./time/calendar.js";
export { ACCOUNT_WORDS } from "./reference/accounts.js";
export type { CodeWords } from "./reference/codes.js";
export { CODE_WORDS } from "./reference/codes.js";
export { EVENT_WORDS } from "./reference/events.js";
export type { AuditBegin, AuditEnd, AuditReport, AuditRow } from "./audit/auditor.js";
export { Auditor } from "./audit/auditor.js";
export type { BalanceText } from "./audit/balances.js";
export { balancesText } from "./audit/balances.js";
export type { Check, Finding } from "./audit/finding.js";
export { bytesOf, hexOf } from "./proof/hex.js";
export type { ByteDigest, Node, Span } from "./proof/merkle.js";
export {
  consistencySpans,
  HASH_BYTES,
  inclusionSpans,
  innerHash,
  leafHash,
  nodesOf,
  spanHash,
} from "./proof/merkle.js";
export type { Digests, InclusionProof, Root } from "./proof/verify.js";
export { wrongWithConsistency, wrongWithInclusion } from "./proof/verify.js";
