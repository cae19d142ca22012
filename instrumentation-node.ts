import { checkMayServe } from './lib/organs/commands/check-may-serve';

/**
 * The settings must be there and strong, and a demo database is never served under the production configuration. A
 * server that may not serve ends with one sentence.
 */
export async function endUnlessMayServe(): Promise<void> {
  const problem = await checkMayServe();
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
