import path from 'node:path';
import { buildIfChanged } from '../../scripts/lib/build.mjs';
import { Children } from '../../scripts/lib/children.mjs';
import { explain } from '../../scripts/lib/refusal.mjs';
import { removeCluster, temporaryFolder } from '../../scripts/lib/test-cluster.mjs';
import { Trial } from '../../scripts/lib/trial.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');

/** The day of the demo tests, unless the caller sets another. */
const NOW = '2026-03-10T09:00:00+08:00';

/**
 * Global set-up of the end-to-end tests: the production build with a trial database of its own, on the code of
 * `npm start`. `GONGKAI_E2E_DATA` tells the tests where its data directory is.
 */
export default async function setup() {
  const folder = await temporaryFolder('gongkai-e2e-');
  const children = new Children({ stateDir: folder, logDir: path.join(folder, 'logs') });
  const trial = new Trial({
    root,
    dataDir: folder,
    port: Number(process.env.GONGKAI_E2E_PORT),
    children,
    isDurable: false,
    env: { GONGKAI_NOW: NOW, ...process.env },
  });
  const teardown = async () => {
    await trial.stop();
    await removeCluster(folder);
  };
  try {
    await buildIfChanged({ root, children });
    await trial.startDatabase();
    await trial.migrate();
    await trial.loadDemo({ demo: true });
    await trial.serve();
  } catch (error) {
    console.error(explain(error));
    await teardown();
    throw error;
  }
  process.env.GONGKAI_E2E_DATA = folder;
  return teardown;
}
