'use strict';

/** Loads an ES module beside this file. In a file of its own because `import()` is a syntax error to old versions. */
function load(specifier) {
  import(specifier).catch((error) => {
    console.error(error);
    process.exit(1);
  });
}

module.exports = { load };
