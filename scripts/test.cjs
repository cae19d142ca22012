// Entry of `npm test`. Old syntax on purpose, like start.cjs.
'use strict';

var refusal = require('./lib/node-version.cjs').nodeVersionRefusal(process.version);
if (refusal) {
  console.error(refusal);
  process.exit(1);
}
require('./lib/load.cjs').load('./test.mjs');
