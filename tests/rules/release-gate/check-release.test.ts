import { describe, expect, it } from 'vitest';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { checkRelease, releaseResult } from '@/lib/release-gate/rules/check-release';
import { readReleaseFile } from '@/lib/release-gate/rules/read-release-file';
import {
  type Bytes,
  compound,
  docx,
  lockedPdf,
  para,
  pdf,
  pptx,
  run,
  xlsx,
  zipOf,
} from '../../support/documents';
import { pageWith, stream, withAttachment } from './pdfs';

const TODAY = { today: '2026-03-10' };
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword',
  zip: 'application/zip',
  jpg: 'image/jpeg',
  png: 'image/png',
};

async function check(name: string, bytes: Bytes) {
  const mediaType = TYPES[name.split('.').at(-1) ?? ''] ?? '';
  return checkRelease([await readReleaseFile({ name, mediaType, bytes }, [])], TODAY);
}
const rules = async (name: string, bytes: Bytes) =>
  (await check(name, bytes)).map(({ rule, severity }) => `${rule} ${severity}`);

/** A JPEG with nothing but an Exif block: tags of the first list, and of the place. */
function jpegWith(tags: readonly number[], place: readonly number[] = []): Bytes {
  const list = (entries: readonly (readonly [tag: number, value: number])[]) => {
    const block = Buffer.alloc(2 + entries.length * 12 + 4);
    block.writeUInt16BE(entries.length, 0);
    entries.forEach(([tag, value], at) => {
      block.writeUInt16BE(tag, 2 + at * 12);
      block.writeUInt16BE(4, 4 + at * 12);
      block.writeUInt32BE(1, 6 + at * 12);
      block.writeUInt32BE(value, 10 + at * 12);
    });
    return block;
  };
  const first: [number, number][] = tags.map((tag) => [tag, 0]);
  const firstLength = 2 + (first.length + (place.length > 0 ? 1 : 0)) * 12 + 4;
  if (place.length > 0) first.push([0x8825, 8 + firstLength]);
  const tiff = Buffer.concat([
    Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]),
    list(first),
    ...(place.length > 0 ? [list(place.map((tag) => [tag, 0]))] : []),
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Uint8Array.from(Buffer.concat([head, body, Buffer.from([0xff, 0xd9])]));
}

describe('发给申请人之前的检查', () => {
  it.each<[string, Bytes]>([
    ['答复.docx', docx(para('关于某项目的情况说明。') + para('联系电话：0372-0000000'))],
    [
      '名单.xlsx',
      xlsx([
        {
          name: '表',
          rows: [
            ['项目', '金额'],
            ['甲', 100],
          ],
        },
      ]),
    ],
    ['材料.pdf', pdf({ pages: ['public part'] })],
  ])('干净的 %s 没有发现', async (name, bytes) => {
    expect(await check(name, bytes)).toEqual([]);
  });

  it('个人信息：号码完整的阻断，像的提醒；发现里没有号码 [REG-17-1]', async () => {
    const number = inventedIdNumber(3);
    const bytes = docx(
      para(`张三，身份证号${number}，手机13800138000。`) +
        para(`李四，${inventedIdNumber(4)}，住址：某县某镇某村12号。`) +
        para('卡号6222021001116245702'),
    );
    const findings = await check('情况.docx', bytes);
    expect(findings.map(({ rule, severity, count }) => [rule, severity, count])).toEqual([
      ['id_card', 'blocking', 2],
      ['bank_card', 'blocking', 1],
      ['mobile_number', 'warning', 1],
      ['home_address', 'warning', 1],
    ]);
    expect(findings[0]).toMatchObject({ key: 'id_card@body', where: '正文第1行起' });
    const stored = JSON.stringify(findings);
    for (const word of [
      number,
      number.slice(0, 6),
      '13800138000',
      '6222021001116245702',
      '张三',
      '某县某镇',
    ]) {
      expect(stored).not.toContain(word);
    }
    expect(await check('情况.docx', bytes)).toEqual(findings);
  });

  it('表格、PDF、文件名里的号码也查', async () => {
    const number = inventedIdNumber(5);
    expect(
      await rules(
        '名单.xlsx',
        xlsx([
          {
            name: '表',
            rows: [
              ['姓名', '证件'],
              ['甲', number],
            ],
          },
        ]),
      ),
    ).toEqual(['id_card blocking']);
    expect(await rules('a.pdf', pdf({ pages: [`ID ${number}`] }))).toEqual(['id_card blocking']);
    expect(await rules(`${number}.pdf`, pdf({ pages: ['a'] }))).toEqual(['id_card blocking']);
  });

  it('密级标志阻断 [REG-17-2]', async () => {
    const findings = await check('材料.docx', docx(para('机密★10年') + para('正文')));
    expect(findings).toMatchObject([{ rule: 'classification', severity: 'blocking' }]);
    expect(findings[0]?.message).toContain('任何人都不能放行');
    expect(JSON.stringify(findings)).not.toContain('机密★');
    expect(await rules('方案（秘密）.pdf', pdf({ pages: ['a'] }))).toEqual(['classification blocking']);
  });

  it.each<[string, string, Bytes, string[]]>([
    [
      '隐藏的工作表',
      '表.xlsx',
      xlsx([
        { name: '甲', rows: [['a']] },
        { name: '乙', state: 'hidden', rows: [['b']] },
      ]),
      ['hidden_content blocking'],
    ],
    [
      '隐藏的行',
      '表.xlsx',
      xlsx([{ name: '甲', rows: [['a'], ['b']], hiddenRows: [2] }]),
      ['hidden_content blocking'],
    ],
    [
      '隐藏的列',
      '表.xlsx',
      xlsx([{ name: '甲', rows: [['a', 'b']], columns: '<col min="2" max="2" hidden="1"/>' }]),
      ['hidden_content blocking'],
    ],
    [
      '表格批注',
      '表.xlsx',
      xlsx([{ name: '甲', rows: [['a']], comments: { A1: '张三说不要给' } }]),
      ['comments blocking'],
    ],
    [
      'Word 批注',
      '文.docx',
      docx(para('a'), { comments: `<w:comment w:id="1" w:author="张三">${para('不要给')}</w:comment>` }),
      ['comments blocking'],
    ],
    [
      '修订痕迹',
      '文.docx',
      docx('<w:p><w:del w:id="1" w:author="张三"><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>'),
      ['tracked_changes blocking'],
    ],
    ['隐藏的文字', '文.docx', docx(para(run('看不见', '<w:vanish/>'))), ['hidden_content blocking']],
    [
      '隐藏的幻灯片',
      '片.pptx',
      pptx([{ lines: ['a'] }, { lines: ['b'], isHidden: true }]),
      ['hidden_content blocking'],
    ],
    [
      '文件属性',
      '文.docx',
      docx(para('a'), {
        core: { 'dc:creator': '张三', 'cp:lastModifiedBy': '李四' },
        app: { Company: '某公司' },
      }),
      ['properties warning'],
    ],
    ['PDF 的作者', 'a.pdf', pdf({ pages: ['a'], author: 'Zhang San' }), ['properties warning']],
    [
      '宏',
      '文.docx',
      docx(para('a'), { parts: { 'word/vbaProject.bin': new Uint8Array([1]) } }),
      ['hidden_content blocking', 'program blocking'],
    ],
    ['PDF 的批注', 'a.pdf', pdf({ pages: ['a'], remark: 'do not send' }), ['comments blocking']],
    ['PDF 里的文件', 'a.pdf', withAttachment('a.txt', 'x'), ['embedded_file blocking']],
    [
      'PDF 里的脚本',
      'a.pdf',
      pageWith('BT /F1 12 Tf (a) Tj ET', { catalog: '/OpenAction<</S/JavaScript/JS(app.alert)>>' }),
      ['program blocking'],
    ],
    ['有密码', 'a.pdf', lockedPdf(), ['not_opened blocking']],
    ['打不开', 'a.pdf', Uint8Array.from(Buffer.from('%PDF-1.4 broken')), ['not_opened blocking']],
    ['旧版格式', '文.doc', compound({ WordDocument: new Uint8Array(9) }), ['not_opened blocking']],
    ['压缩包', '包.zip', zipOf({ 'a.txt': 'a' }), ['not_opened blocking']],
    ['扫描件', 'a.pdf', pdf({ pages: ['', ''] }), ['not_checkable warning']],
    ['图片', '图.png', Uint8Array.from(Buffer.from('89504e470d0a1a0a', 'hex')), ['not_checkable warning']],
    [
      '图片带拍摄位置',
      '图.jpg',
      jpegWith([0x010f], [0, 2, 4]),
      ['picture_place blocking', 'not_checkable warning', 'picture_origin warning'],
    ],
    ['图片只有位置的空壳', '图.jpg', jpegWith([0x0112], [0]), ['not_checkable warning']],
  ])('%s', async (_, name, bytes, expected) => {
    const findings = await check(name, bytes);
    expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(expected);
    for (const word of ['张三', '李四', '不要给', 'Zhang', '某公司', '看不见']) {
      expect(JSON.stringify(findings)).not.toContain(word);
    }
  });

  it('Word、PDF 里的照片也查拍摄位置', async () => {
    const photo = jpegWith([0x0110], [0, 2, 4]);
    const word = docx(para('a'), {
      media: { 'image1.jpg': photo },
      links: [{ id: 'rId9', type: 'image', target: 'media/image1.jpg' }],
    });
    expect(await rules('文.docx', word)).toEqual(['picture_place blocking', 'picture_origin warning']);
    const inPdf = pageWith('BT /F1 12 Tf 50 700 Td (a) Tj ET', {
      objects: [
        stream(
          Buffer.from(photo).toString('latin1'),
          '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
        ),
      ],
    });
    expect(await rules('a.pdf', inPdf)).toEqual(['picture_place blocking', 'picture_origin warning']);
  });

  it('PDF 末尾夹带的数据阻断，程序常留的几个字节不算', async () => {
    const page = pdf({ pages: ['a'] });
    const tail = (length: number) => Uint8Array.from([...page, ...new Uint8Array(length).fill(65)]);
    expect(await rules('a.pdf', tail(5000))).toEqual(['trailing_data blocking']);
    expect(await rules('a.pdf', tail(100))).toEqual([]);
  });

  it('几个文件一起查，各归各的；有一处阻断就不能发', async () => {
    const clean = await readReleaseFile(
      { name: 'a.pdf', mediaType: TYPES.pdf ?? '', bytes: pdf({ pages: ['a'] }) },
      [],
    );
    const marked = await readReleaseFile(
      { name: 'b.pdf', mediaType: TYPES.pdf ?? '', bytes: pdf({ pages: ['a'], author: 'Zhang' }) },
      [],
    );
    expect(checkRelease([clean, marked], TODAY)).toHaveLength(1);
    expect(releaseResult([])).toBe('clear');
    expect(releaseResult(checkRelease([marked], TODAY))).toBe('warnings');
    expect(releaseResult(await check('文.docx', docx(para(run('隐', '<w:vanish/>')))))).toBe('blocked');
  });
});
