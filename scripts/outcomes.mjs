// `npm run outcomes`: writes docs/outcomes.md.
import fs from 'node:fs';
import path from 'node:path';
import { renderOutcomes } from '../lib/applications/rules/outcome-document.ts';

const root = path.resolve(import.meta.dirname, '..');
fs.writeFileSync(path.join(root, 'docs', 'outcomes.md'), renderOutcomes());
console.log('docs/outcomes.md is written');
