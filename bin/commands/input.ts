import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { BadInput } from './command';

/** A text file, or standard input for `-`. */
export async function readText(file: string): Promise<string> {
  try {
    if (file !== '-') return await readFile(file, 'utf8');
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new BadInput(`读不了文件 ${file}${code === 'ENOENT' ? '：文件不存在' : ''}。`);
  }
}

/** Whatever a JSON file holds. */
export async function readJsonValue(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new BadInput(`文件 ${file} 不是 JSON。`);
  }
}

/** A JSON file in the form of a schema. */
export async function readJson<T>(file: string, schema: z.ZodType<T, unknown>): Promise<T> {
  const value = await readJsonValue(file);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BadInput(`文件 ${file} 的格式不对：${issue?.path.join('.') || '（整体）'}：${issue?.message}。`);
}
