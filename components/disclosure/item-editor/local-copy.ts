import { reportContentSchema } from '@/lib/annual-report/schema';
import { readBody } from '@/lib/disclosure/body/schema';
import { readContent } from '@/lib/disclosure/rules/content-format';
import type { ItemContent } from '@/lib/disclosure/types';

/** What this browser keeps of a text that is not on the server yet. Times are instants as ISO text. */
export type LocalCopy = {
  readonly content: ItemContent;
  /** Revision of the server's text it was based on. */
  readonly revision: number;
  readonly at: string;
};

/** A text that lost in a conflict, kept until its writer says otherwise. */
export type KeptCopy = {
  readonly id: string;
  readonly label: string;
  readonly at: string;
  readonly content: ItemContent;
};

/** A copy of a text as it is now. */
export function copyOf(label: string, content: ItemContent): KeptCopy {
  return { id: crypto.randomUUID(), label, at: new Date().toISOString(), content };
}

/** The part of the browser's storage used here; null where there is none. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;

/** The browser's own storage; null where it is switched off. */
export function browserStore(): Store {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function read(store: Store, key: string): unknown {
  try {
    return JSON.parse(store?.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(store: Store, key: string, value: unknown): boolean {
  try {
    if (store === null) return false;
    store.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    // Full or forbidden: the screen then says that the window must stay open.
    return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Whether a stored value can stand where `like` stands: null and a value may replace each other. */
function isLike(value: unknown, like: unknown): boolean {
  if (value === null || like === null) return value === null || ['string', 'object'].includes(typeof value);
  return typeof value === typeof like && Array.isArray(value) === Array.isArray(like);
}

/**
 * A stored content as one of today's shape, field by field over `like`. Not the schema of the server: a text that the
 * server refuses, say for a title that is too long, is the very one that lies here.
 */
export function readStoredContent(kept: unknown, like: ItemContent): ItemContent | null {
  const stored = readContent(kept);
  if (!isRecord(stored) || stored._format !== like._format || stored.kind !== like.kind) return null;
  const body = readBody(stored.body);
  const report = reportContentSchema.nullable().safeParse(stored.report);
  if (!body.ok || !report.success) return null;
  const fields = Object.entries(like).map(([key, value]) => {
    const found = stored[key];
    return [key, found !== undefined && isLike(found, value) ? found : value];
  });
  return { ...Object.fromEntries(fields), body: body.body, report: report.data } as ItemContent;
}

/** Copies of one item by one person; another person in the same browser is not shown them. */
export function localCopies(store: Store, itemId: string, personId: string) {
  const copyKey = `gongkai:unsaved:${itemId}:${personId}`;
  const keptKey = `gongkai:kept:${itemId}:${personId}`;
  return {
    /** The unsaved text, or null where there is none or it can't be read. */
    readCopy(like: ItemContent): LocalCopy | null {
      const value = read(store, copyKey);
      if (!isRecord(value) || typeof value.revision !== 'number' || typeof value.at !== 'string') return null;
      const content = readStoredContent(value.content, like);
      return content && { content, revision: value.revision, at: value.at };
    },
    writeCopy: (copy: LocalCopy): boolean => write(store, copyKey, copy),
    removeCopy(): void {
      try {
        store?.removeItem(copyKey);
      } catch {
        // Then it is offered again, which is harmless.
      }
    },
    readKept(like: ItemContent): KeptCopy[] {
      const value = read(store, keptKey);
      if (!Array.isArray(value)) return [];
      return value.flatMap((entry): KeptCopy[] => {
        if (!isRecord(entry)) return [];
        const { id, label, at } = entry;
        const content = readStoredContent(entry.content, like);
        if (content === null || typeof id !== 'string' || typeof label !== 'string' || typeof at !== 'string')
          return [];
        return [{ id, label, at, content }];
      });
    },
    writeKept: (copies: readonly KeptCopy[]): boolean => write(store, keptKey, copies),
  };
}
