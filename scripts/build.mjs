// `npm run build`: the stylesheet of the public pages, then the Next.js standalone server with its files.
import path from 'node:path';
import { buildIfChanged, standaloneDir } from './lib/build.mjs';
import { Children } from './lib/children.mjs';
import { generateClient } from './lib/install.mjs';
import { Progress } from './lib/progress.mjs';
import { explain } from './lib/refusal.mjs';

const root = path.resolve(import.meta.dirname, '..');
const state = path.join(root, 'node_modules', '.cache', 'gongkai');
const children = new Children({ stateDir: state, logDir: state });
const progress = new Progress({ total: 2 });
try {
  await progress.step('生成数据库访问代码', () => generateClient({ root, children }));
  await progress.step('构建', (say) => buildIfChanged({ root, children, say }));
  console.log(path.relative(root, standaloneDir(root)));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
