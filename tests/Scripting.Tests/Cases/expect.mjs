// Writes behind every case what Node gives for it: node expect.mjs *.txt
// A case is one line, ⏎ standing for a line end; what follows the last ⇒ is the expected result.
import fs from 'node:fs';
import vm from 'node:vm';

process.env.TZ = 'UTC';
const shared = vm.createContext({});

// A script that declares names needs a context of its own; expressions share one.
export function evaluate(source, context = shared) {
  try {
    const value = vm.runInContext('"use strict"; void 0;' + source, context, { timeout: 5000 });
    if (typeof value === 'function') return 'function';
    const json = JSON.stringify(value);
    // What leaves a script is well-formed text: half a surrogate pair becomes U+FFFD.
    return json === undefined ? 'undefined' : json.replace(/(?<=(?<!\\)(?:\\\\)*)\\ud[89a-f]../g, '\ufffd');
  } catch (error) {
    const name = error !== null && typeof error === 'object' && 'message' in error ? String(error.name) : 'a value';
    return 'throws ' + (/^(Type|Range|Reference|Syntax)Error$|^a value$/.test(name) ? name : 'Error');
  }
}

for (const file of process.argv.slice(2)) {
  const sources = fs.readFileSync(file, 'utf8').split('\n').filter(line => line !== '').map(line => line.split('  ⇒  ')[0]);
  const lines = sources.map(source => `${source}  ⇒  ${evaluate(source.replaceAll('⏎', '\n'), vm.createContext({ structuredClone }))}`);
  fs.writeFileSync(file, lines.join('\n') + '\n');
}
