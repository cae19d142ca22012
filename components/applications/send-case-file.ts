import { withBasePath } from '@/lib/platform/base-path';
import type { Result } from '@/lib/platform/result';
import { refuse } from '@/lib/platform/result';

/** Sends a file to a case; every failure is a sentence that names the file. */
export async function sendCaseFile(
  caseId: string,
  file: File,
  kind: string,
): Promise<Result<{ fileId: string }>> {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', file);
  try {
    const answer = await fetch(withBasePath(`/office/applications/${caseId}/files`), {
      method: 'POST',
      body: form,
    });
    const result = (await answer.json()) as Result<{ fileId: string }>;
    if (result.ok) return result;
    return refuse(
      ...result.refusals.map((refusal) => ({
        ...refusal,
        message: refusal.message.includes(file.name) ? refusal.message : `“${file.name}”：${refusal.message}`,
      })),
    );
  } catch {
    return refuse({
      code: 'lost',
      message: `“${file.name}”没有上传成功：网络不通，或者服务器没有接收。请检查后再传。`,
    });
  }
}
