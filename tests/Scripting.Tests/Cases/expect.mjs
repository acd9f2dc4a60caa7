// Writes behind every case what Node gives for it: node expect.mjs *.txt
// A case is one line, ⏎ standing for a line end; what follows the last ⇒ is the expected result.
import fs from 'node:fs';
import vm from 'node:vm';

process.env.TZ = 'UTC';

export function evaluate(source) {
  try {
    const value = vm.runInNewContext('"use strict"; void 0;' + source, { structuredClone }, { timeout: 1000 });
    if (typeof value === 'function') return 'function';
    const json = JSON.stringify(value);
    return json === undefined ? 'undefined' : json;
  } catch (error) {
    const name = error !== null && typeof error === 'object' && 'message' in error ? String(error.name) : 'a value';
    return 'throws ' + (/^(Type|Range|Reference|Syntax)Error$|^a value$/.test(name) ? name : 'Error');
  }
}

for (const file of process.argv.slice(2)) {
  const sources = fs.readFileSync(file, 'utf8').split('\n').filter(line => line !== '').map(line => line.split('  ⇒  ')[0]);
  const lines = sources.map(source => `${source}  ⇒  ${evaluate(source.replaceAll('⏎', '\n'))}`);
  fs.writeFileSync(file, lines.join('\n') + '\n');
}
