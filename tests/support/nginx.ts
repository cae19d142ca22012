import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeCertificate, startNginx, writeNginxConfiguration } from '../../scripts/lib/nginx.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { findNginx } from '../../scripts/lib/tools.mjs';
import { root } from './containers';

/** nginx running with the production configuration in front of an app; `site` is its https address. */
export type RunningNginx = {
  site: string;
  plain: string;
  health: string;
  stop(): Promise<void>;
  log(): string;
};

/** Starts nginx with the files of `nginx/` before the app at `host:port`. */
export async function openNginx(app: string): Promise<RunningNginx> {
  const nginx = findNginx();
  if (!nginx) throw new Error('nginx is not installed: npm test installs it, or set NGINX_PATH');
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'gongkai-nginx-'));
  makeCertificate(path.join(folder, 'tls'));
  const [httpPort, httpsPort, healthPort] = [await freePort(), await freePort(), await freePort()];
  const file = writeNginxConfiguration({ root, folder, httpPort, httpsPort, healthPort, app });
  const running = await startNginx({ nginx, file, folder, port: healthPort });
  return {
    site: `https://127.0.0.1:${httpsPort}`,
    plain: `http://127.0.0.1:${httpPort}`,
    health: `http://127.0.0.1:${healthPort}/nginx-health`,
    log: running.log,
    stop: async () => {
      await running.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
