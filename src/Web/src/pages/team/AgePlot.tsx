import { Card, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { type AgeBand, useAges } from '../../api/team';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { ErrorState } from '../../shell/ErrorState';
import { ColumnPlot } from './ColumnPlot';
import { colours } from './colours';
import { Legend } from './Legend';
import styles from './Team.module.css';

/** How old what is open is: a backlog that grows old shows on the right. */
export function AgePlot({ groups }: { groups: string[] }) {
  const { t } = useI18n();
  const names = useNames();
  const format = useFormat();
  const [group, setGroup] = useState<string>();
  const ages = useAges(group);
  const label = (band: AgeBand) => {
    const from = format.duration(milliseconds(band.olderThan));
    if (!band.youngerThan) return t.team.olderThan(from);
    const until = format.duration(milliseconds(band.youngerThan));
    return milliseconds(band.olderThan) === 0 ? `< ${until}` : t.team.between(from, until);
  };
  const short = (band: AgeBand) =>
    milliseconds(band.olderThan) === 0 ? label(band) : `≥ ${format.duration(milliseconds(band.olderThan))}`;
  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2>{t.team.ages}</h2>
        <Select
          allowClear
          size="small"
          aria-label={t.team.group}
          placeholder={t.team.allGroups}
          value={group}
          options={groups.map((value) => ({ value, label: names.groups([value]) }))}
          onChange={setGroup}
          style={{ minWidth: 140 }}
        />
        <Legend
          entries={[
            { name: t.team.ready, colour: colours.ready },
            { name: t.team.taken, colour: colours.taken },
          ]}
        />
      </div>
      {ages.isError ? (
        <ErrorState error={ages.error} onRetry={ages.refetch} />
      ) : !ages.data ? (
        <Skeleton active />
      ) : (
        <ColumnPlot
          caption={t.team.agesHint}
          columns={ages.data.map((band) => ({
            label: short(band),
            title: label(band),
            parts: [
              { name: t.team.taken, colour: colours.taken, value: band.taken },
              { name: t.team.ready, colour: colours.ready, value: band.ready },
            ],
          }))}
        />
      )}
    </Card>
  );
}

/** Durations come as .NET writes them: 1.04:00:00 is a day and four hours. */
export function milliseconds(span: string): number {
  const [, days, hours, minutes] = /^(?:(\d+)\.)?(\d+):(\d+)/.exec(span) ?? [];
  return ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60_000;
}
