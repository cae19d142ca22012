import { readWordFile } from '@/lib/disclosure/commands/import-word';
import { itemIdSchema } from '@/lib/disclosure/schema';
import { MAX_WORD_BYTES } from '@/lib/documents/types';
import { receiveFile } from '@/lib/organs/staff-gate';
import { ok } from '@/lib/platform/result';

type Context = { params: Promise<{ id: string }> };

const DOOR = {
  command: 'readWordFile',
  maxBytes: MAX_WORD_BYTES,
  crossOrigin: '只能从本系统的页面导入文件。',
  tooLarge: { code: 'word_refused', message: '文件超过20MB，不能导入。请压缩图片后再试。' },
};

/**
 * Reads a Word document for an item that is being drafted and gives it back as a body with its pictures (Base64) and
 * the repair report. Nothing is stored.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { id: itemId } = await params;
  const door = { ...DOOR, isAddress: itemIdSchema.safeParse(itemId).success };
  return receiveFile(request, door, async (actor, { name, bytes }) => {
    const result = await readWordFile(actor, { itemId, name, bytes });
    if (!result.ok) return result;
    const images = result.value.images.map(({ bytes: picture, ...image }) => ({
      ...image,
      base64: Buffer.from(picture).toString('base64'),
    }));
    return ok({ ...result.value, images });
  });
}
