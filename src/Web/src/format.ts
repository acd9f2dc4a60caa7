import { useMemo } from 'react';
import { useI18n } from './i18n';
import type { Texts } from './i18n/en';

/** Money, dates and durations in the chosen language. Times come as ISO 8601 and are shown in the reader's zone. */
export function useFormat() {
  const { locale, t } = useI18n();
  return useMemo(() => createFormat(locale, t), [locale, t]);
}

function createFormat(locale: string, t: Texts) {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const shortDateTime = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    dateTime: (at: string) => dateTime.format(new Date(at)),
    shortDateTime: (at: string) => shortDateTime.format(new Date(at)),
    /** A calendar date without a time, such as 2019-05-01: the same day for every reader. */
    date: (day: string) => date.format(new Date(`${day.slice(0, 10)}T00:00:00Z`)),
    number: (value: number) => number.format(value),
    percent: (share: number) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(share),
    /** Cases of flows that lend nothing have no currency. */
    money: (amount: number, currency: string) =>
      currency
        ? new Intl.NumberFormat(locale, {
            style: 'currency',
            currency,
            minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
          }).format(amount)
        : number.format(amount),
    bytes: (bytes: number) =>
      bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`,
    duration: (ms: number) => duration(Math.abs(ms), t),
    /** Working time has no days: how many hours make one depends on the calendar. */
    workingTime: (minutes: number) => workingTime(Math.floor(Math.abs(minutes)), t),
  };
}

function workingTime(minutes: number, t: Texts): string {
  const hours = Math.floor(minutes / 60);
  const rest = hours < 20 ? minutes % 60 : 0;
  const parts: [number, string][] = [
    [hours, t.duration.hour],
    [rest, t.duration.minute],
  ];
  const shown = parts.filter(([value]) => value > 0).map(([value, unit]) => `${value} ${unit}`);
  return shown.join(' ') || `0 ${t.duration.minute}`;
}

/** The two largest units of a span, for example "2 d 4 h". */
function duration(ms: number, t: Texts): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return ms < 1000 ? t.duration.short : `${Math.floor(ms / 1000)} ${t.duration.second}`;
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), t.duration.day],
    [Math.floor(minutes / 60) % 24, t.duration.hour],
    [minutes % 60, t.duration.minute],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}
