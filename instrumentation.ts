/** Runs once when a server starts. What it does is of the Node server alone, so it is loaded only there. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { endUnlessMayServe } = await import('./instrumentation-node');
    await endUnlessMayServe();
  }
}
