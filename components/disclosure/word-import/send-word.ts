import { wordRefusal } from '@/lib/documents/messages';
import { type ImportedImage, MAX_WORD_BYTES, type WordImport } from '@/lib/documents/types';
import { ok, type Result, refuse } from '@/lib/platform/result';

type Answer = Result<
  Omit<WordImport, 'images'> & { images: (Omit<ImportedImage, 'bytes'> & { base64: string })[] }
>;

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Sends a Word document to be read; an answer that did not come is a refusal too. */
export async function sendWord(filesPath: string, file: File): Promise<Result<WordImport>> {
  const lost = (message: string) => refuse({ code: 'lost', message });
  if (file.size > MAX_WORD_BYTES) return lost(wordRefusal('too_large', file.name));
  const form = new FormData();
  form.set('file', file);
  try {
    const response = await fetch(`${filesPath}/word`, { method: 'POST', body: form });
    const answer: unknown = await response.json().catch(() => null);
    if (typeof answer !== 'object' || answer === null || !('ok' in answer)) {
      return lost(
        response.status === 413
          ? `“${file.name}”太大，服务器没有接收。`
          : `“${file.name}”没有读成，请稍后再试。`,
      );
    }
    const result = answer as Answer;
    if (!result.ok) return result;
    const images = result.value.images.map(({ base64, ...image }) => ({ ...image, bytes: bytesOf(base64) }));
    return ok({ ...result.value, images });
  } catch {
    return lost(`“${file.name}”没有读成：网络不通，或者选好后文件被改动或移走了。请检查后重新选择。`);
  }
}
