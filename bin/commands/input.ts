import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { BadInput } from './command';

/** A text file, or standard input for `-`. */
export async function readText(file: string): Promise<string> {
  return (await readBytes(file)).toString('utf8');
}

/**
 * The bytes of a file, or of standard input for `-`. Of one larger than `most` bytes only its size is looked at: it comes
 * back one byte longer than allowed, for whoever reads it to refuse.
 */
export async function readBytes(file: string, most = Number.POSITIVE_INFINITY): Promise<Buffer> {
  try {
    if (file !== '-') {
      const { size } = await stat(file);
      return size > most ? Buffer.alloc(most + 1) : await readFile(file);
    }
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of process.stdin) {
      chunks.push(Buffer.from(chunk));
      length += chunk.length;
      if (length > most) break;
    }
    return Buffer.concat(chunks);
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
