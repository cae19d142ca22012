import { describe, expect, it } from 'vitest';
import { inspectCaseFile, inspectCaseFiles } from '@/lib/personal-data/commands/inspect-file';
import { checkCaseFile, checkFilesTogether } from '@/lib/personal-data/rules/file-checks';
import type { Result } from '@/lib/platform/result';
import { compound, docx, lockedPdf, para, pdf, xlsx, zipOf } from '../../support/documents';

const MEBIBYTE = 1024 * 1024;
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const bytesOf = (text: string) => Uint8Array.from(new TextEncoder().encode(text));
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const told = (result: Result<unknown>) =>
  result.ok ? [] : result.refusals.map(({ code, message }) => `${code} ${message}`);
const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code }) => code));
const bring = (name: string, bytes: Uint8Array<ArrayBuffer>, source: 'applicant' | 'staff' = 'applicant') =>
  inspectCaseFile(source, { name, bytes });

describe('申请人上传的文件', () => {
  it.each([
    ['身份证.png', PNG],
    ['授权书.docx', docx(para('授权委托书'))],
    ['营业执照.pdf', pdf({ pages: ['licence'] })],
    ['扫描件.PDF', pdf({ pages: [''] })],
  ])('收下 %s', async (name, bytes) => {
    expect(codes(await bring(name, bytes))).toEqual([]);
  });

  it('带批注和修订的也收：那是申请人自己的材料', async () => {
    const file = docx(para('<w:ins w:author="张三"><w:r><w:t>加的</w:t></w:r></w:ins>'));
    expect(codes(await bring('材料.docx', file))).toEqual([]);
  });

  it.each([
    ['空文件.pdf', new Uint8Array(0), 'file_empty'],
    ['旧版.doc', compound({ WordDocument: new Uint8Array(10) }), 'file_kind'],
    ['压缩.zip', zipOf({ 'a.txt': 'a' }), 'file_kind'],
    ['程序.exe', bytesOf('MZ'), 'file_kind'],
    ['没有扩展名', bytesOf('a'), 'file_kind'],
    ['表格.xlsx', xlsx([{ name: '表', rows: [['a']] }]), 'file_kind'],
    ['图片.png', pdf({ pages: ['a'] }), 'file_differs'],
    ['文书.pdf', PNG, 'file_differs'],
    ['文书.docx', PNG, 'file_differs'],
    ['上锁.pdf', lockedPdf(), 'file_encrypted'],
    [
      '上锁.docx',
      compound({ EncryptedPackage: new Uint8Array(10), EncryptionInfo: new Uint8Array(10) }),
      'file_encrypted',
    ],
    ['残缺.pdf', bytesOf('%PDF-1.4 x'), 'file_unreadable'],
    ['改名/路径.pdf', pdf({ pages: ['a'] }), 'file_name'],
    ['倒着\u202efdp.pdf', pdf({ pages: ['a'] }), 'file_name'],
  ])('不收 %s，说出文件名和办法', async (name, bytes, code) => {
    const result = await bring(name, bytes);
    expect(codes(result)).toEqual([code]);
    const visible = name.replace('\u202e', '');
    expect(told(result)[0]).toContain(visible);
    expect(told(result)[0]).not.toContain('\u202e');
    expect(told(result)[0]).toMatch(/请|只接受/);
  });

  it('旧版 Word 说清怎么另存', async () => {
    expect(told(await bring('申请.doc', compound({ WordDocument: new Uint8Array(10) })))[0]).toContain(
      '另存为 .docx 或 PDF',
    );
  });

  it('病毒测试字符串：直接放、藏在 Word 里、藏在 PDF 压缩的内容里，都不收', async () => {
    const { zlibSync } = await import('fflate');
    const hidden = Buffer.from(zlibSync(bytesOf(EICAR))).toString('latin1');
    const inPdf = Uint8Array.from(
      Buffer.from(
        Buffer.from(pdf({ pages: ['a'] }))
          .toString('latin1')
          .replace(
            'xref\n',
            `99 0 obj<</Filter/FlateDecode/Length ${hidden.length}>>stream\n${hidden}\nendstream endobj\nxref\n`,
          ),
        'latin1',
      ),
    );
    for (const [name, bytes] of [
      ['直接.png', Uint8Array.from([...PNG, ...bytesOf(EICAR)])],
      ['夹带.docx', docx(para('a'), { parts: { 'word/media/a.png': bytesOf(EICAR) } })],
      ['夹带.pdf', inPdf],
    ] as const) {
      const result = await bring(name, bytes);
      expect(codes(result), name).toEqual(['file_virus']);
      expect(told(result)[0]).toContain(name);
    }
  });

  it('宏和脚本不收', async () => {
    const macro = docx(para('a'), { parts: { 'word/vbaProject.bin': new Uint8Array([1]) } });
    expect(codes(await bring('宏.docx', macro))).toEqual(['file_macro']);
    const text = Buffer.from(pdf({ pages: ['a'] })).toString('latin1');
    for (const action of ['/S/JavaScript/JS(app.alert)', '/S/Launch/F(a.exe)', '/S/J#61vaScript/JS(x)']) {
      const script = Uint8Array.from(
        Buffer.from(text.replace('<</Type/Catalog', `<</OpenAction<<${action}>>/Type/Catalog`), 'latin1'),
      );
      expect(codes(await bring('脚本.pdf', script)), action).toEqual(['file_macro']);
    }
    expect(codes(await bring('正常.pdf', pdf({ pages: ['Launch of JavaScript'] })))).toEqual([]);
  });

  it('有密级标志的不收，不重复标志里的字 [REG-17-2]', async () => {
    const result = await bring('材料.docx', docx(para('机密★10年') + para('正文')));
    expect(codes(result)).toEqual(['file_classified']);
    expect(told(result)[0]).not.toContain('机密');
    expect(codes(await bring('秘密资料（机密）.pdf', pdf({ pages: ['a'] })))).toEqual(['file_classified']);
  });
});

describe('大小', () => {
  const size = (source: 'applicant' | 'staff', bytes: number) =>
    checkCaseFile(source, '大.pdf', bytes, 'application/pdf');

  it('每个10MB：正好可以，多一个字节不可以；50MB 的说出文件名、多大和为什么', () => {
    expect(codes(size('applicant', 10 * MEBIBYTE))).toEqual([]);
    expect(codes(size('applicant', 10 * MEBIBYTE + 1))).toEqual(['file_too_large']);
    expect(told(size('applicant', 50 * MEBIBYTE))[0]).toBe(
      'file_too_large “大.pdf”有50MB，超过每个文件10MB的上限，请压缩或者拆成几个文件后再上传。填写的内容都还在。',
    );
    expect(codes(size('staff', 50 * MEBIBYTE))).toEqual([]);
    expect(codes(size('staff', 50 * MEBIBYTE + 1))).toEqual(['file_too_large']);
  });

  it('合计30MB', () => {
    expect(
      codes(
        checkFilesTogether(
          'applicant',
          [10, 10, 10].map((n) => n * MEBIBYTE),
        ),
      ),
    ).toEqual([]);
    expect(
      codes(
        checkFilesTogether(
          'applicant',
          [10, 10, 10].map((n) => n * MEBIBYTE + 1),
        ),
      ),
    ).toEqual(['file_together']);
  });

  it('几个文件的问题一次说完；没有选文件的空栏不算', async () => {
    const files = [
      { name: '', bytes: new Uint8Array(0) },
      { name: '好.png', bytes: PNG },
      { name: '空.pdf', bytes: new Uint8Array(0) },
      { name: '坏.exe', bytes: bytesOf('MZ') },
    ];
    expect(codes(await inspectCaseFiles('applicant', files))).toEqual(['file_empty', 'file_kind']);
    const good = await inspectCaseFiles('applicant', files.slice(0, 2));
    expect(good.ok && good.value.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['好.png', 'image/png'],
    ]);
  });
});
