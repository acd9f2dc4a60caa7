/** A row of the authority matrix, as the table is written. */
export type Row = {
  key: string;
  name: string;
  nameZh: string;
  products: string[];
  branches: string[];
  grades: string[];
  above: number;
  upTo?: number | null;
  track: string;
  level: number;
  mode: string;
  approvers: string[];
  quorum?: number | null;
  veto?: string[];
  escalateTo?: string | null;
};

export type Matrix = { grades: string[]; rows: Row[] };

/** A span of amounts, above the one and up to the other; null is no limit. */
export type Span = { above: number; upTo: number | null };

const any = '*';
const has = (keys: string[], key: string) => keys.includes(key) || keys.includes(any);

/** The amounts at which the rows of a product and a branch change something. */
export function spansOf(matrix: Matrix, product: string, branch: string): Span[] {
  const rows = matrix.rows.filter((row) => has(row.products, product) && has(row.branches, branch));
  const cuts = [
    ...new Set([0, ...rows.flatMap((row) => (row.upTo == null ? [row.above] : [row.above, row.upTo]))]),
  ].sort((a, b) => a - b);
  return cuts.map((above, index) => ({ above, upTo: cuts[index + 1] ?? null }));
}

/** Who decides a grade and a span: exactly one row when all is well. */
export function rowsFor(matrix: Matrix, product: string, branch: string, grade: string, span: Span): Row[] {
  return matrix.rows.filter(
    (row) =>
      has(row.products, product) &&
      has(row.branches, branch) &&
      has(row.grades, grade) &&
      row.above <= span.above &&
      (row.upTo == null || (span.upTo != null && row.upTo >= span.upTo)),
  );
}
