/** What is wrong with an identity number; undefined when nothing is. */
export type CodeProblem = 'format' | 'date' | 'check' | undefined;

const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditCodeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Unified social credit code, GB 32100-2015: the last of 18 characters makes the weighted sum a multiple of 31. */
export function creditCodeProblem(code: string): CodeProblem {
  const values = [...code].map((character) => creditCodeAlphabet.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) return 'format';
  const sum = weightedSum(values, creditCodeWeights);
  return values[17] === (31 - (sum % 31)) % 31 ? undefined : 'check';
}

const residentIdWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const residentIdChecks = '10X98765432';

/** Resident identity number, GB 11643-1999: division, date of birth, sequence and a check character modulo 11. */
export function residentIdProblem(id: string): CodeProblem {
  if (!/^\d{17}[\dX]$/.test(id)) return 'format';
  if (!isDate(id.slice(6, 10), id.slice(10, 12), id.slice(12, 14))) return 'date';
  const sum = weightedSum([...id].map(Number), residentIdWeights);
  return id[17] === residentIdChecks[sum % 11] ? undefined : 'check';
}

function weightedSum(values: number[], weights: number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0);
}

function isDate(year: string, month: string, day: string): boolean {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}
