// Entry of `npm start` and `npm run dev`. Old syntax on purpose: a Node that is too old must still be able
// to read this file and say so; everything newer is loaded only after the check.
'use strict';

var refusal = require('./lib/node-version.cjs').nodeVersionRefusal(process.version);
if (refusal) {
  console.error(refusal);
  process.exit(1);
}
require('./lib/load.cjs').load('./start.mjs');
