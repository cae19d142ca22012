import type { ContentClass, RouteSettings } from '../types';
import { type Lack, type StaffMember, staffingReport } from './staffing-report';

/** People and settings as they stand, or as a change would leave them. */
export type Arrangement = { readonly people: readonly StaffMember[]; readonly settings: RouteSettings };

/** A class whose texts nobody could finish any more after a change. */
export type StaffingLoss = {
  readonly contentClass: ContentClass;
  /** Authors whose texts get stuck; null: those of everybody. */
  readonly authors: readonly string[] | null;
  /** What is missing for the first of them. */
  readonly lacks: readonly Lack[];
  readonly lacksAuthor: boolean;
  readonly lacksPublisher: boolean;
};

/**
 * What a change of settings or roles would bring to a halt. Judged with everybody at work and without deputies, as the
 * change outlasts today's leaves; what can't be done already is no fault of the change.
 *
 * @rule TR-3
 */
export function staffingLosses(before: Arrangement, after: Arrangement): StaffingLoss[] {
  const was = standing(before).classes;
  return standing(after).classes.flatMap(({ contentClass, authors }): StaffingLoss[] => {
    const earlier = was.find((one) => one.contentClass === contentClass)?.authors ?? [];
    const hadOne = earlier.filter(({ isPossible }) => isPossible);
    if (authors.length === 0) {
      if (hadOne.length === 0) return [];
      return [{ contentClass, authors: null, lacks: [], lacksAuthor: true, lacksPublisher: false }];
    }
    const stuck = authors.filter(
      ({ authorId, isPossible }) => !isPossible && hadOne.some((one) => one.authorId === authorId),
    );
    const [first] = stuck;
    if (first === undefined) return [];
    const isEverybody = authors.every(({ isPossible }) => !isPossible);
    return [
      {
        contentClass,
        authors: isEverybody ? null : stuck.map(({ author }) => author),
        lacks: first.lacks,
        lacksAuthor: false,
        lacksPublisher: first.publishers.length === 0,
      },
    ];
  });
}

function standing({ people, settings }: Arrangement) {
  const atWork = people.map((person) => ({ ...person, isOnLeave: false, standsFor: [] }));
  return staffingReport({ people: atWork, settings, columns: [] });
}
