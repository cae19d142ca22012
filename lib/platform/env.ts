import { z } from 'zod';
import { readKey, readKeyRing, weakKeys } from './key-ring';

/** Least length of a database password in production, characters. */
const PASSWORD_LENGTH = 16;
/** Least length of the secret that signs session tokens, characters. */
const SECRET_LENGTH = 32;
/** Fewer different characters than this is a pattern, not a random text. */
const DISTINCT_CHARACTERS = 6;
/** What stands in examples and guides, and what people type when they mean to change it later. */
const GUESSABLE =
  /change|example|placeholder|password|passwd|secret|default|gongkai|postgres|admin|1234567|abcdefg|qwerty|replace|your|xxxx|示例|口令|密码|请/i;

const url = z.string().startsWith('postgres');
/** What compose hands on of a variable nobody set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const schema = z.object({
  DATABASE_URL_STAFF: url,
  DATABASE_URL_PUBLIC: url,
  GONGKAI_MODE: z.enum(['trial', 'production']).default('production'),
  GONGKAI_DEMO_ACCOUNTS: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(SECRET_LENGTH),
  /** Keys that seal identity numbers and files of cases, e.g. `2:base64…,1:base64…`; the first is the current one. */
  GONGKAI_DATA_KEYS: optional(z.string().refine((text) => readKeyRing(text) !== null)),
  /** Key of the hash by which identity numbers are compared; never changed. */
  GONGKAI_LOOKUP_KEY: optional(z.string().refine((text) => readKey(text) !== null)),
  /** Sender of the notices by e-mail, `a@b` or `名称 <a@b>`; without it none are written. */
  SMTP_FROM: optional(
    z.string().regex(/^(?:[^@\s<>,;"]+@[^@\s<>,;"]+|[^@<>,;"\r\n]*<[^@\s<>,;"]+@[^@\s<>,;"]+>)$/),
  ),
  /** The mail server, e.g. `smtps://user:password@mail.example.gov.cn`; only the worker needs it. */
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\/\S+$/)),
  /** Address of the site as browsers know it. */
  NEXTAUTH_URL: optional(z.url({ protocol: /^https?$/ })),
});

export type Environment = z.infer<typeof schema>;

/**
 * The settings from the environment, checked. Read when first needed, so that building needs none.
 * Throws one sentence that names the variables that are missing or weak.
 */
export function environment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = schema.safeParse(source);
  if (!parsed.success) throw refusedSettings(parsed.error.issues.map((issue) => issue.path.join('.')));
  return parsed.data;
}

/**
 * As `environment`, and in production also refusing weak secrets: for servers and workers, which ask once when they
 * start.
 */
export function environmentForServing(source: NodeJS.ProcessEnv = process.env): Environment {
  const settings = environment(source);
  const weak = settings.GONGKAI_MODE === 'production' ? weakSettings(source) : [];
  if (weak.length > 0) throw refusedSettings(weak);
  return settings;
}

function refusedSettings(names: string[]): Error {
  const list = [...new Set(names)].join('、');
  return new Error(`环境变量缺失或过弱：${list} (missing or weak environment variables)`);
}

/** Whether a secret is too short, an example, or too regular to be random. */
export function isWeakSecret(secret: string, leastLength: number): boolean {
  return (
    [...secret].length < leastLength || new Set(secret).size < DISTINCT_CHARACTERS || GUESSABLE.test(secret)
  );
}

/**
 * The variables that may not be used in production as they are: a secret for the sessions that can be guessed, an
 * address without TLS (cookies would travel in the clear), keys of personal data that are absent or guessable, and
 * database passwords that are weak or serve two roles, since whoever has one of them then has the rights of both.
 */
export function weakSettings(source: NodeJS.ProcessEnv): string[] {
  const weak: string[] = [];
  if (isWeakSecret(source.NEXTAUTH_SECRET ?? '', SECRET_LENGTH)) weak.push('NEXTAUTH_SECRET');
  if (!source.NEXTAUTH_URL?.startsWith('https://')) weak.push('NEXTAUTH_URL');
  return [...weak, ...weakKeys(source), ...weakDatabaseUrls(source)];
}

/** Of the database addresses that are set, those whose password is weak or the same as another's. */
export function weakDatabaseUrls(source: NodeJS.ProcessEnv): string[] {
  const names = ['DATABASE_URL_OWNER', 'DATABASE_URL_STAFF', 'DATABASE_URL_PUBLIC'];
  const passwords = names.flatMap((name) => {
    const value = source[name];
    return value ? [{ name, password: passwordOf(value) }] : [];
  });
  return passwords
    .filter(({ name, password }) => {
      const isShared = passwords.some((other) => other.name !== name && other.password === password);
      return isShared || password === source.NEXTAUTH_SECRET || isWeakSecret(password, PASSWORD_LENGTH);
    })
    .map(({ name }) => name);
}

/** The password in a database address; empty where there is none or the address can't be read. */
function passwordOf(address: string): string {
  try {
    return decodeURIComponent(new URL(address).password);
  } catch {
    return '';
  }
}
