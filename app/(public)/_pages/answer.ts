import type { ReactElement } from 'react';
import type { PublicItem, SiteContext } from '@/lib/disclosure/public-site/types';
import type { PrivateStatus, PublicBody } from '@/lib/platform/public-response';

/** What a page adapter is given: the site, and the parts of the address. */
export type PageRequest = {
  context: SiteContext;
  request: Request;
  /** Decoded parts of the path that the address table names, in order. */
  parts: readonly string[];
  query: URLSearchParams;
};

/** What it gives back. `missing` and `gone` say nothing more, so that nothing more can be learnt from them. */
export type Answer =
  | { kind: 'page'; page: ReactElement }
  | { kind: 'text'; text: PublicBody }
  | { kind: 'redirect'; path: string }
  | { kind: 'response'; response: Response }
  /** A page for one visitor alone, kept by nobody. */
  | { kind: 'private'; page: ReactElement; status?: PrivateStatus; cookies?: readonly string[] }
  /** After an act: the browser asks for another page. */
  | { kind: 'see_other'; path: string; cookies?: readonly string[] }
  | { kind: 'missing' }
  /** `notice`: the public words that give the reason, only of a withdrawn 行政处罚决定 (TR-15). */
  | { kind: 'gone'; notice?: PublicItem };

export type PageAdapter = (asked: PageRequest) => Promise<Answer>;

export const MISSING: Answer = { kind: 'missing' };
export const GONE: Answer = { kind: 'gone' };
