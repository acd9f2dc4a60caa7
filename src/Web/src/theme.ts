import type { ThemeConfig } from 'antd';

/** Colours that pages use beside Ant Design's own tokens. The tints below are set by hand, because those derived from
 * a colour as dark as these are grey. Every text colour has a contrast of at least 4.5 on white. */
export const palette = {
  petrol: '#0d5f63',
  ok: '#2b7048',
  warning: '#9a5200',
  breached: '#b3261e',
  neutral: '#55666a',
};

export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.petrol,
    colorPrimaryBg: '#e0efee',
    colorPrimaryBgHover: '#d2e7e5',
    colorPrimaryBorder: '#9cc8c5',
    colorInfo: palette.petrol,
    colorInfoBg: '#e8f3f2',
    colorInfoBorder: '#9cc8c5',
    colorLink: palette.petrol,
    colorSuccess: palette.ok,
    colorSuccessBg: '#e7f3ec',
    colorSuccessBorder: '#9fcbb1',
    colorWarning: palette.warning,
    colorWarningBg: '#fdf2e1',
    colorWarningBorder: '#e8c48c',
    colorError: palette.breached,
    colorErrorBg: '#fdeeed',
    colorErrorBorder: '#eeb2ac',
    colorTextBase: '#1a2a2d',
    colorTextSecondary: palette.neutral,
    colorTextDescription: palette.neutral,
    colorTextPlaceholder: '#647578',
    colorBgLayout: '#f3f6f5',
    colorBorder: '#cfd8d6',
    colorBorderSecondary: '#e3e9e7',
    borderRadius: 8,
    // Whoever has asked their system for less motion gets none.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily:
      'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
  },
  components: {
    Layout: { siderBg: '#ffffff', bodyBg: '#f3f6f5', headerBg: '#ffffff' },
    Menu: { itemBg: 'transparent', itemSelectedBg: '#e0efee', itemHeight: 42 },
    Table: {
      headerBg: '#f8faf9',
      headerColor: palette.neutral,
      rowHoverBg: '#f3f8f7',
      cellPaddingBlock: 12,
      cellPaddingInline: 12,
    },
    Descriptions: { itemPaddingBottom: 8, labelColor: palette.neutral, titleMarginBottom: 12 },
    Form: { verticalLabelPadding: '0 0 6px' },
  },
};
