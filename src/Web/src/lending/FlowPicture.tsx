import { Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import { useFlowPicture } from '../api/cases';
import type { FlowPicture as Picture, StepPicture } from '../api/types';
import { useI18n } from '../i18n';
import { ErrorState } from '../shell/ErrorState';
import styles from './FlowPicture.module.css';

const margin = 24;
/** Of the author's canvas; the labels of its boxes stay readable. */
const scale = 0.56;

/** The flow as its author drew it, with the way the case took. It scrolls to where the case stands. */
export function FlowPicture({ number }: { number: string }) {
  const { t } = useI18n();
  const picture = useFlowPicture(number);
  if (picture.isPending) return <Skeleton active />;
  if (picture.isError) return <ErrorState error={picture.error} onRetry={picture.refetch} />;
  const states = ['done', 'here', 'failed', 'ahead'] as const;
  return (
    <figure className={styles.figure}>
      <Canvas picture={picture.data} />
      <figcaption>
        {states
          .filter((state) => picture.data.steps.some((step) => step.state === state))
          .map((state) => (
            <span key={state} data-state={state}>
              {t.flowPicture.states[state]}
            </span>
          ))}
      </figcaption>
    </figure>
  );
}

function Canvas({ picture }: { picture: Picture }) {
  const { t, pick } = useI18n();
  const frame = useRef<HTMLElement>(null);
  const corners = picture.steps.flatMap(({ x, y, width, height }) => [
    { x, y },
    { x: x + width, y: y + height },
  ]);
  const points = [...corners, ...picture.arrows.flatMap((arrow) => arrow.vertices)];
  const left = Math.min(...points.map((point) => point.x)) - margin;
  const top = Math.min(...points.map((point) => point.y)) - margin;
  const width = Math.max(...points.map((point) => point.x)) + margin - left;
  const height = Math.max(...points.map((point) => point.y)) + margin - top;
  const here = picture.steps.find((step) => step.state === 'here') ?? picture.steps.findLast((step) => step.visits > 0);
  const hereAt = here ? (here.x + here.width / 2 - left) * scale : 0;

  useEffect(() => {
    const window = frame.current;
    if (window) window.scrollLeft = hereAt - window.clientWidth / 2;
  }, [hereAt]);

  const name = `${picture.name} ${t.flowPicture.version(picture.version)}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section ref={frame} className={styles.frame} tabIndex={0} aria-label={name}>
      <svg
        width={width * scale}
        height={height * scale}
        viewBox={`${left} ${top} ${width} ${height}`}
        role="img"
        aria-label={here ? t.flowPicture.standsAt(pick(here.title, here.titleZh)) : name}
      >
        <defs>
          {['tip', 'taken-tip'].map((id) => (
            <marker
              key={id}
              id={id}
              viewBox="0 0 10 10"
              refX="9"
              refY="5"
              orient="auto"
              markerUnits="userSpaceOnUse"
              markerWidth="15"
              markerHeight="15"
            >
              <path d="M0 0 10 5 0 10z" />
            </marker>
          ))}
        </defs>
        {picture.arrows.map((arrow) => {
          const from = picture.steps.find((step) => step.id === arrow.from);
          const to = picture.steps.find((step) => step.id === arrow.to);
          if (!from || !to) return null;
          const key = `${arrow.from}-${arrow.outcome}-${arrow.to}`;
          return (
            <path key={key} d={way(from, to, arrow.vertices)} className={styles.arrow} data-taken={arrow.isTaken} />
          );
        })}
        {picture.steps.map((step) => (
          <foreignObject key={step.id} x={step.x} y={step.y} width={step.width} height={step.height}>
            <div className={styles.step} data-state={step.state}>
              {pick(step.title, step.titleZh)}
              {step.visits > 1 && <b>{step.visits}×</b>}
            </div>
          </foreignObject>
        ))}
      </svg>
    </section>
  );
}

type Point = { x: number; y: number };

/** From the right edge of a step over the bends of its author to the left edge of the next. */
function way(from: StepPicture, to: StepPicture, vertices: Point[]): string {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  if (vertices.length > 0) return rounded([start, ...vertices, end]);
  if (end.x > start.x) {
    const bend = Math.max(40, (end.x - start.x) / 2);
    return `M${start.x} ${start.y} C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
  }
  const low = Math.max(from.y + from.height, to.y + to.height) + 40;
  const [right, left] = [start.x + 40, end.x - 40];
  return rounded([
    start,
    { x: right, y: start.y },
    { x: right, y: low },
    { x: left, y: low },
    { x: left, y: end.y },
    end,
  ]);
}

const radius = 16;

/** Straight lines with round corners. */
function rounded(points: Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const [enter, leave] = [towards(point, before), towards(point, after)];
      return `L${enter.x} ${enter.y} Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
    })
    .join(' ');
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const by = Math.min(radius, length / 2) / length;
  return { x: from.x + (to.x - from.x) * by, y: from.y + (to.y - from.y) * by };
}
