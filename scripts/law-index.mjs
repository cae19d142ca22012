// `npm run law`: writes docs/law-index.md and tells what is missing.
import fs from 'node:fs';
import path from 'node:path';
import { LAW_SOURCES } from '../lib/law/rules/index-of-law.ts';
import { findProblems, readTags, renderLawIndex } from './lib/law-index.mjs';

const root = path.resolve(import.meta.dirname, '..');
const tags = readTags(root);
fs.writeFileSync(path.join(root, 'docs', 'law-index.md'), renderLawIndex(LAW_SOURCES, tags));
const problems = findProblems(LAW_SOURCES, tags);
for (const problem of problems) console.error(problem);
console.log(`docs/law-index.md: ${tags.code.length} tags in code, ${tags.tests.length} in titles of tests`);
process.exitCode = problems.length > 0 ? 1 : 0;
