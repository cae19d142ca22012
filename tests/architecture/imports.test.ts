import { describe, expect, it } from 'vitest';
import { findBreaches, findCycles, findDomainCycles, SOURCE_PLACES } from './layers';
import { parse, readSources } from './project';

const sources = readSources(SOURCE_PLACES);

describe('imports follow the layers app → components → lib/<domain> → lib/platform', () => {
  it('no file imports what its layer may not', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(findBreaches)).toEqual([]);
  });

  it('no file is reached from itself', () => {
    expect(findCycles(sources)).toEqual([]);
  });

  it('no domain is reached from itself', () => {
    expect(findDomainCycles(sources)).toEqual([]);
  });

  it('would tell of rings', () => {
    const ring = [
      parse('lib/organs/types.ts', "import type { Step } from '@/lib/approvals/types';"),
      parse('lib/approvals/types.ts', "import type { Role } from '../organs/types';"),
    ];
    expect(findCycles(ring)).toEqual(['lib/organs/types.ts → lib/approvals/types.ts → lib/organs/types.ts']);
    expect(findDomainCycles(ring)).toEqual(['organs → approvals → organs']);
  });

  it.each([
    ['lib/platform/clock.ts', "import { holdsAny } from '@/lib/organs/types';", 'knows no domain'],
    ['lib/organs/rules/x.ts', "import { staffDatabase } from '@/lib/platform/database';", 'pure'],
    ['lib/organs/rules/x.ts', "import { createHash } from 'node:crypto';", 'pure'],
    ['lib/organs/types.ts', "import { useState } from 'react';", 'pure'],
    ['lib/organs/policy.ts', "import { findActor } from './queries';", 'pure'],
    ['lib/organs/staff-gate.ts', "import { inTransaction } from '@/lib/platform/database';", 'queries'],
    ['lib/organs/actions.ts', "import { Prisma } from '@/lib/platform/generated/prisma/client';", 'Prisma'],
    ['lib/organs/commands/x.ts', "import { Button } from '@/components/ui/button';", 'never upwards'],
    ['lib/organs/queries.ts', "import { publicDatabase } from '@/lib/platform/database';", 'public-queries'],
    [
      'lib/disclosure/public-queries/x.ts',
      "import { staffDatabase } from '@/lib/platform/database';",
      'published',
    ],
    ['lib/disclosure/public-queries/x.ts', "import { loadItem } from '../queries/load-item';", 'published'],
    ['components/organs/x.tsx', "import { findActor } from '@/lib/organs/queries';", 'plain objects'],
    ['components/organs/x.tsx', "import { currentTime } from '@/lib/platform/clock';", 'plain objects'],
    ['components/organs/x.tsx', "import Page from '@/app/page';", 'never upwards'],
    ['app/page.tsx', "import { staffDatabase } from '@/lib/platform/database';", 'queries'],
    ['app/(public)/x.ts', "import { loadItem } from '@/lib/disclosure/queries/load-item';", 'public-queries'],
    ['worker/main.ts', "import { staffDatabase } from '@/lib/platform/database';", 'queries'],
  ])('would tell of %s with %s', (file, text, reason) => {
    expect(findBreaches(parse(file, text)).join()).toContain(reason);
  });

  it.each([
    ['components/organs/x.tsx', "import type { ColleagueRow } from '@/lib/organs/queries';"],
    ['components/organs/x.tsx', "import { changePasswordAction } from '@/lib/organs/actions';"],
    ['lib/organs/commands/x.ts', "import { staffDatabase } from '@/lib/platform/database';"],
    ['bin/commands/demo.ts', "import { load } from '@/prisma/seed/demo/load';"],
    ['worker/main.ts', "import { closeDatabases } from '@/lib/platform/database';"],
  ])('lets %s have %s', (file, text) => {
    expect(findBreaches(parse(file, text))).toEqual([]);
  });
});
