/** Keys of personal data for tests: drawn at random once, and of no use elsewhere. */
export const TEST_KEYS = {
  GONGKAI_DATA_KEYS: '1:AqKNQfp1fKOEJLKihShFCa/kZcnO+PTtJ7FijLrdIDU=',
  GONGKAI_LOOKUP_KEY: 'oVZyA1XsD1HJygSMym2l6iCentRtwyEoA9M7HCFa7W4=',
} as const;
