// Mocha's own spec reporter, which also leaves its counts in a file for scripts/test.mjs.

const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.LOCAL_TEXT_TEST_COUNTS;
    if (file) runner.once('end', () => writeFileSync(file, JSON.stringify(this.stats)));
  }
};
