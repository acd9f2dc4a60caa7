import type { RefObject } from 'react';
import { keyOf } from './actions';
import type { Deciding } from './CompleteForm';
import type { EvidenceHandle } from './Evidence';
import type { Doings } from './shortcuts';
import type { Actions } from './useActions';
import { useKeys } from './useKeys';

const mostOutcomes = 9;

/** The keys of an open task: one for each thing the reader may do, figures for outcomes. */
export function useTaskKeys(
  actions: Actions,
  deciding: RefObject<Deciding | null>,
  evidence: RefObject<EvidenceHandle | null>,
) {
  const doings: Doings = {
    ',': () => evidence.current?.turn(-1),
    '.': () => evidence.current?.turn(1),
    'Ctrl+Enter': () => deciding.current?.complete(),
  };
  for (const name of actions.names) {
    doings[keyOf[name]] = () => actions.start(name);
  }
  for (let index = 0; index < mostOutcomes; index++) {
    doings[`${index + 1}`] = () => deciding.current?.choose(index);
  }
  useKeys(doings);
}
