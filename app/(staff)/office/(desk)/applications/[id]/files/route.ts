import { addCaseFile } from '@/lib/applications/commands/case-files';
import { caseFileKindSchema, caseIdSchema } from '@/lib/applications/schema/office';
import { receiveFile } from '@/lib/organs/staff-gate';
import { STAFF_FILE_LIMITS } from '@/lib/personal-data/types';
import { refuse } from '@/lib/platform/result';

type Context = { params: Promise<{ id: string }> };

const DOOR = {
  command: 'addCaseFile',
  maxBytes: STAFF_FILE_LIMITS.eachBytes,
  crossOrigin: '只能从本系统的页面上传文件。',
  tooLarge: { code: 'file_too_large', message: '文件超过50MB，请压缩或者拆分后再上传。' },
};

/** Takes a file for a case: a scan of the paper, an identity paper, what was found. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { id: caseId } = await params;
  const door = { ...DOOR, isAddress: caseIdSchema.safeParse(caseId).success };
  return receiveFile(request, door, (actor, { name, bytes, form }) => {
    const kind = caseFileKindSchema.safeParse(form.get('kind'));
    if (!kind.success) {
      return Promise.resolve(
        refuse({ code: 'invalid_input', message: '请选择这份材料是什么。', field: 'kind' }),
      );
    }
    return addCaseFile(actor, { caseId, kind: kind.data, name, bytes });
  });
}
