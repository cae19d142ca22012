import type { UploadedFile } from '@/lib/disclosure/commands/upload-file';
import type { Result } from '@/lib/platform/result';

function failed(message: string): Result<UploadedFile> {
  return { ok: false, refusals: [{ code: 'lost', message }] };
}

/**
 * Sends one file. `XMLHttpRequest`, because `fetch` can't tell how much has been sent.
 *
 * @param onProgress share sent, 0 to 1
 */
export function sendFile(
  filesPath: string,
  file: File,
  options: { inline: boolean; onProgress?: (share: number) => void },
): Promise<Result<UploadedFile>> {
  const form = new FormData();
  form.set('inline', options.inline ? '1' : '0');
  form.set('file', file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', filesPath);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = request.response as Result<UploadedFile> | null;
      if (answer !== null && typeof answer === 'object' && 'ok' in answer) resolve(answer);
      else if (request.status === 413) resolve(failed(`“${file.name}”太大，服务器没有接收。`));
      else resolve(failed(`“${file.name}”没有上传成功，请稍后再试。`));
    };
    request.onerror = () => resolve(failed(`“${file.name}”没有上传成功：网络不通，请检查后再试。`));
    request.onabort = () => resolve(failed(`“${file.name}”的上传已取消。`));
    request.send(form);
  });
}
