import { describe, expect, it } from 'vitest';
import { type FormLimits, readReceivedForm } from '@/lib/platform/received-form';

const LIMITS: FormLimits = {
  requestBytes: 4_000,
  fileBytes: 1_000,
  keptBytes: 1_500,
  fieldBytes: 100,
  fields: 4,
  files: 3,
};

function posted(fields: [string, string | File][], headers: Record<string, string> = {}): Request {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  return new Request('http://x/', { method: 'POST', body, headers });
}
const file = (name: string, size: number) => new File([new Uint8Array(size).fill(7)], name);

describe('收到的表单', () => {
  it('文字和文件都读得到，中文文件名不乱，空着的文件栏不算', async () => {
    const read = await readReceivedForm(
      posted([
        ['姓名', '吉㐂𠮷'],
        ['file', file('身份证 正面.png', 10)],
        ['other', new File([], '')],
      ]),
      LIMITS,
    );
    expect(read).toMatchObject({
      ok: true,
      form: { fields: { 姓名: '吉㐂𠮷' }, files: [{ field: 'file', name: '身份证 正面.png' }], tooLarge: [] },
    });
  });

  it('普通表单也读得到', async () => {
    const body = new URLSearchParams({ no: 'TJ2026-0001', code: '甲 乙' });
    const read = await readReceivedForm(new Request('http://x/', { method: 'POST', body }), LIMITS);
    expect(read).toMatchObject({ ok: true, form: { fields: { no: 'TJ2026-0001', code: '甲 乙' } } });
  });

  it('太大的文件按名字说出来，别的照收；几个文件合起来太大的，后面的不收', async () => {
    const one = await readReceivedForm(
      posted([
        ['a', file('大.pdf', 1_001)],
        ['b', file('小.pdf', 1_000)],
      ]),
      LIMITS,
    );
    expect(one).toMatchObject({
      form: { files: [{ name: '小.pdf' }], tooLarge: [{ field: 'a', name: '大.pdf' }] },
    });
    const together = await readReceivedForm(
      posted([
        ['a', file('一.pdf', 900)],
        ['b', file('二.pdf', 900)],
      ]),
      LIMITS,
    );
    expect(together).toMatchObject({ form: { files: [{ name: '一.pdf' }], tooLarge: [{ name: '二.pdf' }] } });
  });

  it('整个请求太大：报了大小的不读就拒绝，没有报的读到上限为止', async () => {
    expect(await readReceivedForm(posted([['a', 'b']], { 'content-length': '4001' }), LIMITS)).toEqual({
      ok: false,
      fault: 'too_large',
    });
    expect(await readReceivedForm(posted([['a', file('a', 5_000)]]), LIMITS)).toEqual({
      ok: false,
      fault: 'too_large',
    });
  });

  it('栏目太多、一栏太长，整份不收，不悄悄截断', async () => {
    const many = Array.from({ length: 6 }, (_, at): [string, string] => [`f${at}`, 'x']);
    for (const fields of [many, [['a', 'x'.repeat(101)] as [string, string]]]) {
      expect(await readReceivedForm(posted(fields), LIMITS)).toEqual({ ok: false, fault: 'too_large' });
    }
  });

  it('不是表单的、传到一半断了的，说没有收全', async () => {
    const json = new Request('http://x/', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    const cut = new Request('http://x/', {
      method: 'POST',
      body: '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
    for (const request of [json, cut, new Request('http://x/', { method: 'POST' })]) {
      expect(await readReceivedForm(request, LIMITS)).toEqual({ ok: false, fault: 'unreadable' });
    }
  });

  it('栏目名叫 __proto__ 也只是一个栏目', async () => {
    const read = await readReceivedForm(posted([['__proto__', 'x']]), LIMITS);
    expect(read.ok && Object.getPrototypeOf(read.form.fields)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
