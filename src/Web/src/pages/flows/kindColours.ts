import type { FlowChange } from '../../api/types';

export const kindColours: Record<FlowChange['kind'], string> = {
  added: 'success',
  removed: 'error',
  renamed: 'processing',
  changed: 'warning',
};
