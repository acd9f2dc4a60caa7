import type { User } from '../api/types';
import type { Texts } from '../i18n/en';

export type Section = {
  key: 'inbox' | 'my' | 'cases' | 'apply' | 'team' | 'tables' | 'flows' | 'forms' | 'studio' | 'operations';
  path: string;
  label: string;
};

/** The parts of the product a user can go to: the same in the navigation of the pages and in the bar above Studio. */
export function sectionsOf(user: User, t: Texts): Section[] {
  if (isApplicant(user)) return [{ key: 'my', path: '/my', label: t.nav.my }];
  const sections: Section[] = [
    { key: 'inbox', path: '/inbox', label: t.nav.inbox },
    { key: 'cases', path: '/cases', label: t.nav.cases },
    { key: 'apply', path: '/apply', label: t.nav.apply },
  ];
  if (maySeeTeam(user)) sections.push({ key: 'team', path: '/team', label: t.nav.team });
  if (has(user, 'admin', 'owner', 'manager', 'director', 'auditor'))
    sections.push({ key: 'tables', path: '/tables', label: t.nav.tables });
  if (maySeeFlows(user)) sections.push({ key: 'flows', path: '/flows', label: t.nav.flows });
  if (mayDesign(user)) sections.push({ key: 'forms', path: '/forms', label: t.nav.forms });
  if (maySeeFlows(user)) sections.push({ key: 'studio', path: studioPath, label: t.nav.studio });
  if (has(user, 'admin', 'owner')) sections.push({ key: 'operations', path: '/operations', label: t.nav.operations });
  return sections;
}

export const studioPath = '/studio/workflows/definitions';

export const maySeeTeam = (user: User) => has(user, 'admin', 'owner', 'manager', 'director', 'auditor');

export const maySeeFlows = (user: User) => has(user, 'admin', 'owner', 'publisher', 'auditor');

export const mayDesign = (user: User) => has(user, 'admin', 'owner');

/** Whoever only applies for loans sees pages of their own. */
export const isApplicant = (user: User) => has(user, 'applicant');

/** Those who design and do not publish ask for it. */
export const mayPublishFlows = (user: User) => has(user, 'admin', 'publisher');

export const mayImportFlows = (user: User) => has(user, 'admin');

function has(user: User, ...roles: string[]) {
  return user.roles.some((role) => roles.includes(role));
}
