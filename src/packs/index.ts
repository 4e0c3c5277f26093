// Packs: the rules under which complaints are handled, as data. Owns packs/*.json, the tables packs,
// outside_bodies, complaint_packs, complaint_stages and complaint_fields, and the streams pack:<id>,
// body:<id> and rules:<complaint>.
export { assertMayExtend, assertMayRefuseStage } from './acts.ts';
export { applyPacks } from './applying.ts';
export { type BlockId, blockIds, letterBlocks } from './blocks.ts';
export { complaintPackRoutes } from './complaint-routes.ts';
export type { PackFact, PackName } from './facts.ts';
export { type LetterKind, letterKinds, type Pack, packSchema } from './pack.ts';
export { packFactTypes, projectPack } from './projection.ts';
export {
  dealtWith,
  outsideBodies,
  packsOfComplaint,
  stagesOf,
} from './queries.ts';
export { recordOf } from './register.ts';
export { registerRoutes } from './register-routes.ts';
export {
  bannedIn,
  bodiesFor,
  type Requirement,
  requiredBlocks,
  stageRule,
} from './requirements.ts';
export { packRoutes } from './routes.ts';
export { type PackRule, rulesOf, rulesOfComplaint } from './rules.ts';
export { packId, version as packVersion } from './schemas.ts';
export { type OutsideBody, readShipped, type Shipped } from './shipped.ts';
export { findPack, switchOn, writeCharter } from './switching.ts';
