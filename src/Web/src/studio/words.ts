/** Studio's own words in Chinese. */
export const words: Record<string, string> = {
  Activities: '活动',
};
