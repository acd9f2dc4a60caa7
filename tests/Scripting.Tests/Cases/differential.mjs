// Reads a JSON array of scripts from standard input and writes the array of what Node gives for each.
import fs from 'node:fs';
import { evaluate } from './expect.mjs';

const sources = JSON.parse(fs.readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(sources.map(source => evaluate(source))));
