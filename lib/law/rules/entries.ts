import type { LawEntry } from '../types';

/** Done: a function carries the tag, a test proves it. `note` says what of it is still to come. */
export function implemented(id: string, title: string, note?: string): LawEntry {
  return { id, title, status: 'implemented', ...(note ? { note } : {}) };
}

/** Belongs to a later part, which `note` names. */
export function later(id: string, title: string, note: string): LawEntry {
  return { id, title, status: 'later', note };
}

/** Done by people, for the reason in `note`. */
export function notSoftware(id: string, title: string, note: string): LawEntry {
  return { id, title, status: 'not_software', note };
}
