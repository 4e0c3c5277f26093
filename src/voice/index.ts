// Voice: what our own people say is wrong, and the weekly list of what to do, drafted from that and
// from complaints. Owns voices, action_lists, action_items and silence_assumptions, and the streams
// voice:<id>, actions:<Monday> and silence:<kind>.
export { actionRoutes } from './action-routes.ts';
export { raiseVoice } from './commands.ts';
export { draftActionList } from './drafting.ts';
export { moveVoicesUp } from './jobs.ts';
export { actionFactTypes, projectActions, projectVoice, voiceFactTypes } from './projection.ts';
export { giveVoiceTask } from './reactions.ts';
export { voiceRoutes } from './routes.ts';
