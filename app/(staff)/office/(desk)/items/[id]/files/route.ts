import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { MAX_FILE_BYTES } from '@/lib/disclosure/rules/file-kinds';
import { itemIdSchema } from '@/lib/disclosure/schema';
import { receiveFile } from '@/lib/organs/staff-gate';

type Context = { params: Promise<{ id: string }> };

const DOOR = {
  command: 'uploadFile',
  maxBytes: MAX_FILE_BYTES,
  crossOrigin: '只能从本系统的页面上传文件。',
  tooLarge: { code: 'file_refused', message: '文件超过50MB，请压缩或拆分后再上传。' },
};

/** Takes a file for an item that is being drafted. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { id: itemId } = await params;
  const door = { ...DOOR, isAddress: itemIdSchema.safeParse(itemId).success };
  return receiveFile(request, door, (actor, { name, bytes, form }) =>
    uploadFile(actor, { itemId, name, bytes, inline: form.get('inline') === '1' }),
  );
}
