/**
 * Runs once when a server starts: the settings must be there and strong, and a demo database is never served under the
 * production configuration. A server that may not serve ends with one sentence.
 */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { checkMayServe } = await import('./lib/organs/commands/check-may-serve');
  const problem = await checkMayServe();
  if (problem !== null) {
    console.error(problem);
    process.exit(1);
  }
}
