import { palette } from '../../theme';

/** The same colour means the same everywhere on the page. */
export const colours = {
  ready: '#7fb5b1',
  taken: palette.petrol,
  suspended: '#b8c4c3',
  late: palette.breached,
  onTime: palette.ok,
};
