/** A text that can be compared: `draft`, or a version by its number. */
export type ComparableKey = 'draft' | number;

/** What there is to compare of one item. */
export type VersionsOfItem = {
  /** Numbers of the versions, newest first. */
  readonly numbers: readonly number[];
  /** Whether the working copy differs from the newest version. */
  readonly hasOwnDraft: boolean;
  /** The version that was last published; null where none ever was. */
  readonly publicNumber: number | null;
};

function readKey(key: string, item: VersionsOfItem): ComparableKey | null {
  if (key === 'draft') return 'draft';
  if (key === 'public') return item.publicNumber;
  const number = /^[1-9]\d{0,8}$/.test(key) ? Number(key) : null;
  return number !== null && item.numbers.includes(number) ? number : null;
}

/**
 * Which two texts an address asks for. Without `to`: the newest, the working copy if something was changed since it
 * was last submitted. Without `from`: the version before `to`, null where there is none. Null altogether where the
 * address names something that does not exist.
 */
export function chooseVersions(
  asked: { readonly from?: string; readonly to?: string },
  item: VersionsOfItem,
): { from: ComparableKey | null; to: ComparableKey } | null {
  const [newest] = item.numbers;
  const usual: ComparableKey = item.hasOwnDraft || newest === undefined ? 'draft' : newest;
  const to = asked.to === undefined ? usual : readKey(asked.to, item);
  if (to === null) return null;
  if (asked.from !== undefined) {
    const from = readKey(asked.from, item);
    return from === null ? null : { from, to };
  }
  const before = item.numbers.find((number) => to === 'draft' || number < to);
  return { from: before ?? null, to };
}
