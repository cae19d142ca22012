import { Client } from 'pg';

/**
 * Marks a database as a real one, unless it is marked already; as the owner, since no other role may. From then on no
 * demo is loaded into it and its clock cannot be moved.
 */
export async function markProduction(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO office.installation (id, mode) VALUES (1, 'production') ON CONFLICT (id) DO NOTHING`,
    );
  } finally {
    await client.end();
  }
}
