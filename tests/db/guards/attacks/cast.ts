import type { Role } from '@/lib/organs/types';
import { insert, type Query } from './attack';
import type { Scene } from './scene';

/** What an attack changes in a lawful row. */
export type Change = Record<string, unknown>;
export const NO_ROLE = { raise: 'the person holds none of the roles % in this organ today' };

/** A person of the organ with roles held since long ago; gives the id. */
export async function person(query: Query, scene: Scene, ...roles: Role[]): Promise<string> {
  const { rows } = await insert(query, 'person', {
    organ_id: scene.organ.id,
    section_id: null,
    name: '某人',
    post: '',
  });
  const id = String(rows[0]?.id);
  for (const role of roles)
    await insert(query, 'role_grant', { person_id: id, role, starts_on: '2020-01-01' });
  return id;
}
