import styles from './Team.module.css';

export type Column = { label: string; title: string; parts: { colour: string; value: number; name: string }[] };

const width = 400;
const side = 12;
const height = 170;
const top = 18;
const bottom = 22;

/** Stacked columns over labels. The figures are a table for those who cannot see it. */
export function ColumnPlot({
  caption,
  columns,
  labelEvery = 1,
}: {
  caption: string;
  columns: Column[];
  labelEvery?: number;
}) {
  const highest = Math.max(1, ...columns.map(total));
  const step = (width - 2 * side) / Math.max(1, columns.length);
  const scale = (value: number) => (value / highest) * (height - top - bottom);
  return (
    <figure style={{ margin: 0 }}>
      <svg className={styles.plot} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <line x1={0} x2={width} y1={height - bottom + 0.5} y2={height - bottom + 0.5} stroke="#cfd8d6" />
        {columns.map((column, index) => {
          const left = side + index * step + step * 0.16;
          let floor = height - bottom;
          return (
            <g key={column.title}>
              <title>{column.title}</title>
              {column.parts.map((part) => {
                floor -= scale(part.value);
                return (
                  <rect
                    key={part.name}
                    x={left}
                    y={floor}
                    width={step * 0.68}
                    height={scale(part.value)}
                    fill={part.colour}
                    rx={1.5}
                  />
                );
              })}
              {total(column) > 0 && (
                <text x={left + step * 0.34} y={floor - 5} textAnchor="middle">
                  {total(column)}
                </text>
              )}
              {(columns.length - 1 - index) % labelEvery === 0 && (
                <text x={left + step * 0.34} y={height - 7} textAnchor="middle">
                  {column.label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <table className="visually-hidden">
        <caption>{caption}</caption>
        <tbody>
          {columns.map((column) => (
            <tr key={column.title}>
              <th scope="row">{column.title}</th>
              {column.parts.map((part) => (
                <td key={part.name}>
                  {part.name}: {part.value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

const total = (column: Column) => column.parts.reduce((sum, part) => sum + part.value, 0);
