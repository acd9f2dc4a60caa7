import { Grid } from 'antd';

/** Whether the window is narrower than a tablet (768 px): lists become cards, navigation becomes a drawer. */
export function useIsPhone(): boolean {
  const { md } = Grid.useBreakpoint();
  return md === false;
}
