// Runs tests/forms.json through the browser's rules for forms: the server runs the same cases (FormCasesTests).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

const here = import.meta.dirname;
const cases = JSON.parse(readFileSync(resolve(here, '../../../tests/forms.json'), 'utf8'));
const { check } = load(resolve(here, '../src/forms/check.ts'));

const wrong = cases.filter(({ schema, value, alsoRequired, problems }) => {
  const found = check(schema, value, 'form', alsoRequired);
  return found.length !== problems.length || problems.some((expected, i) => !fits(expected, found[i]));
});
for (const { name, schema, value, alsoRequired, problems } of wrong) {
  console.error(
    `${name}: expected ${JSON.stringify(problems)}, but found ${JSON.stringify(check(schema, value, 'form', alsoRequired))}`,
  );
}
console.log(`${cases.length - wrong.length} of ${cases.length} cases are judged as expected.`);
process.exitCode = wrong.length > 0 ? 1 : 0;

function fits(expected, found) {
  return Object.entries(expected).every(([key, text]) => found[key] === text);
}

/** A module of the web as Node takes it, with what it imports. */
function load(file) {
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: options });
  const module = { exports: {} };
  const require = (name) =>
    name.endsWith('.json') ? createRequire(file)(name) : load(resolve(dirname(file), `${name}.ts`));
  new Function('module', 'exports', 'require', outputText)(module, module.exports, require);
  return module.exports;
}
