import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../support/containers';

/**
 * The scripts for backup and restore with a stand-in for `docker`, which notes what it is asked and plays pg_dump:
 * what can be shown without an engine is the order of things, and that a failure stops them.
 */

let folder: string;
let project: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-backup-'));
  project = path.join(folder, 'project');
  fs.cpSync(path.join(root, 'docker'), path.join(project, 'docker'), { recursive: true });
  const stand = `#!/bin/sh
echo "$*" >> "${folder}/asked"
case "$*" in
  *"$FAIL"*) [ -z "$FAIL" ] || exit 1 ;;
esac
case "$*" in
  *pg_dump*) echo dumped ;;
  *audit-heads*) echo anchored ;;
  *pg_restore*) cat > /dev/null ;;
  *--anchor*) cat >> "${folder}/compared" ;;
esac
`;
  fs.mkdirSync(path.join(folder, 'bin'));
  fs.writeFileSync(path.join(folder, 'bin', 'docker'), stand, { mode: 0o755 });
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function script(name: string, args: string[], fail = '') {
  const run = spawnSync(path.join(project, 'docker', name), args, {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`, FAIL: fail },
  });
  const log = path.join(folder, 'asked');
  const asked = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : [];
  return { status: run.status, stdout: run.stdout.trim(), asked };
}

const backups = () => fs.readdirSync(path.join(project, 'backups'));

describe('备份', () => {
  it('整库写成一个只有自己能读的文件，并读回一遍', () => {
    const { status, stdout, asked } = script('backup.sh', []);
    expect(status).toBe(0);
    expect(asked[1]).toContain('pg_dump --username=postgres --format=custom gongkai');
    expect(asked[2]).toContain('pg_restore --file=/dev/null');
    const [, name = ''] = backups();
    expect(stdout).toBe(`backups/${name}`);
    const file = path.join(project, 'backups', name);
    expect(fs.readFileSync(file, 'utf8')).toBe('dumped\n');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  it('日志链尾存证先于数据库存下，也只有自己能读', () => {
    const { asked } = script('backup.sh', []);
    // Written down later, an end could be missing in the dump without anybody having cut anything off.
    expect(asked[0]).toContain('exec -T worker cat /var/lib/gongkai/audit-heads.jsonl');
    const [anchors = '', dump = ''] = backups();
    expect(anchors).toBe(dump.replace('.dump', '.audit-heads.jsonl'));
    const file = path.join(project, 'backups', anchors);
    expect(fs.readFileSync(file, 'utf8')).toBe('anchored\n');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  it('存证读不出来：数据库照样备份，但说出来，退出码不是 0', () => {
    const { status, stdout } = script('backup.sh', [], 'audit-heads');
    expect(status).toBe(3);
    expect(backups()).toEqual([stdout.replace('backups/', '')]);
  });

  it.each(['pg_dump', 'pg_restore'])('%s 失败时不留下像备份的文件', (fail) => {
    expect(script('backup.sh', [], fail).status).not.toBe(0);
    expect(backups()).toEqual([]);
  });
});

describe('恢复', () => {
  it('先恢复到另一个库，成功后才换过去；原来的库留着，最后核验日志', () => {
    const dump = path.join(folder, 'x.dump');
    fs.writeFileSync(dump, 'dumped');
    const { status, stdout, asked } = script('restore.sh', [dump]);
    expect(status).toBe(0);
    const at = (words: string) => {
      const found = asked.findIndex((line) => line.includes(words));
      expect(found, words).toBeGreaterThanOrEqual(0);
      return found;
    };
    const order = [
      at('CREATE DATABASE gongkai_restored OWNER gongkai_owner'),
      at('pg_restore --username=postgres --exit-on-error --dbname=gongkai_restored'),
      at('GRANT CONNECT ON DATABASE gongkai_restored'),
      at('compose stop app worker'),
      at('ALTER DATABASE gongkai RENAME TO gongkai_before_'),
      at('ALTER DATABASE gongkai_restored RENAME TO gongkai'),
      at('compose up --detach'),
      at('audit verify'),
    ];
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(asked.join()).not.toMatch(/DROP DATABASE (IF EXISTS )?gongkai(?!_restored)/);
    expect(stdout).toContain('kept as gongkai_before_');
  });

  it('备份旁边有存证时，恢复后连同存证一起核验', () => {
    const dump = path.join(folder, 'x.dump');
    fs.writeFileSync(dump, 'dumped');
    fs.writeFileSync(path.join(folder, 'x.audit-heads.jsonl'), 'anchored');
    const { status, asked } = script('restore.sh', [dump]);
    expect(status).toBe(0);
    expect(asked.at(-1)).toContain('audit verify --anchor -');
    expect(fs.readFileSync(path.join(folder, 'compared'), 'utf8')).toBe('anchored');
  });

  it('读不了的备份什么也不改', () => {
    const dump = path.join(folder, 'x.dump');
    fs.writeFileSync(dump, 'broken');
    const { status, asked } = script('restore.sh', [dump], 'pg_restore');
    expect(status).not.toBe(0);
    expect(asked.join()).not.toMatch(/RENAME|compose stop/);
  });

  it('没有写明文件、文件不存在时不动数据库', () => {
    expect(script('restore.sh', []).status).not.toBe(0);
    const missing = script('restore.sh', [path.join(folder, 'none.dump')]);
    expect(missing.status).not.toBe(0);
    expect(missing.asked).toEqual([]);
  });
});
