'use strict';

/** The oldest Node the dependencies run on; `engines` in package.json says the same. */
var MINIMUM = [20, 19];

/**
 * Says in one sentence why this Node can't run the project, or returns null when it can.
 * Old syntax on purpose: it is read by the very versions it refuses.
 *
 * @param {string} version as in `process.version`, for example `v18.20.4`
 * @returns {string | null}
 */
function nodeVersionRefusal(version) {
  var parts = version.replace(/^v/, '').split('.');
  var major = parseInt(parts[0], 10);
  var minor = parseInt(parts[1], 10);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return null;
  var wanted = MINIMUM.join('.');
  return (
    '需要 Node.js ' +
    wanted +
    ' 或更高版本，现在是 ' +
    version +
    '；请升级 Node.js 后再运行。' +
    '(Node.js ' +
    wanted +
    ' or newer is required, this is ' +
    version +
    '.)'
  );
}

module.exports = { nodeVersionRefusal: nodeVersionRefusal };
