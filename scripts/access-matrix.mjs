// `npm run access`: writes docs/access-matrix.md.
import fs from 'node:fs';
import path from 'node:path';
import { DOORS } from '../lib/access/rules/doors.ts';
import { renderAccessMatrix } from '../lib/access/rules/matrix.ts';
import { countGuaranteeTests } from './lib/guarantees.mjs';

const root = path.resolve(import.meta.dirname, '..');
const tests = countGuaranteeTests(root);
fs.writeFileSync(path.join(root, 'docs', 'access-matrix.md'), renderAccessMatrix(tests));
const counts = tests.map(({ id, count }) => `${id} ${count}`).join(', ');
console.log(`docs/access-matrix.md: ${DOORS.length} rows; tests: ${counts}`);
