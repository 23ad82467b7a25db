const requests = require('beckon');
const checks = require('./checks.cjs');

checks(requests, require.resolve('beckon'));
