// A shop ends with the tests that started it: their end of its standard input closes.
'use strict';
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
