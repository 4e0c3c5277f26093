// Tasks: something that went wrong by itself and that a named person has to look at.
// Owns the table tasks and the streams task:<id>.
// Law 6: nothing silent. The program gives a task once, and takes it back when its cause is gone.
export { finishTask, giveTask, passTaskOn } from './commands.ts';
export { handOnTasks } from './leavers.ts';
export { projectTask, taskFactTypes } from './projection.ts';
export { taskCount } from './queries.ts';
export { taskRoutes } from './routes.ts';
export type { TaskKind } from './task.ts';
