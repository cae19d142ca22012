import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRefusal } from '@/lib/proofreading/rules/handling';
import { foundIn, proofreadTexts, proseOf, readPages, textOf } from '../../support/proofreading';

const REPORTS = path.resolve(import.meta.dirname, '..', '..', 'fixtures', 'annual-reports');

describe('密级标志', () => {
  it.each([
    ['秘密★1年', 'classification_term 秘密★1年'],
    ['机密 10年', 'classification_term 机密 10年'],
    ['本件标为绝密★长期，不得公开。', 'classification_term 绝密★长期'],
    ['绝密★启用前', 'classification_term 绝密★启用前'],
    ['（机密☆）', 'classification_term 机密☆'],
    ['秘 密 ★ 六个月', 'classification_term 秘 密 ★ 六个月'],
    ['密级：秘密', 'classification_label 秘密'],
    ['密 级: 机密', 'classification_label 机密'],
    ['机密', 'classification_line 机密'],
    ['　　【秘　密】', 'classification_line 秘　密'],
  ])('“%s”是标志', (line, found) => {
    expect(foundIn(line, 'classification')).toEqual([found]);
  });

  it.each([
    '涉及国家秘密、商业秘密、个人隐私的，不予公开。',
    '国家秘密5年以上的解密工作。',
    '保守商业秘密10年。',
    '商业秘密10年内不得披露。',
    '明确标识为“秘密”、“机密”、“绝密”的信息。',
    '密级：秘密、机密、绝密三级。',
    '拟公开的信息须经保密审查。',
    '严守机密，保守秘密。',
    '1.属于国家秘密',
  ])('“%s”是日常用语', (line) => {
    expect(foundIn(line, 'classification')).toEqual([]);
  });

  it('单独一行的“秘密”只在页首、页尾算标志', () => {
    const filler = Array.from({ length: 6 }, (_, at) => `第${at}段的文字。`);
    expect(foundIn([...filler, '秘密', ...filler], 'classification')).toEqual([]);
    expect(foundIn([...filler, ...filler, '秘密'], 'classification')).toEqual(['classification_line 秘密']);
    expect(foundIn([...filler, '\f秘密', ...filler], 'classification')).toEqual(['classification_line 秘密']);
  });

  it.each([
    ['工作方案（秘密）.docx', '（秘密）'],
    ['[机密★5年]明细.xlsx', '机密★5年'],
    ['【绝密】.pdf', '【绝密】'],
  ])('文件名“%s”带标志', (name, words) => {
    const [finding] = proofreadTexts([textOf('file_name', 'attachments.0.name', name)]).filter(
      (one) => one.kind === 'classification',
    );
    expect(name.slice(finding?.place.from, finding?.place.to)).toBe(words);
    expect(finding?.severity).toBe('blocking');
  });

  it.each(['国家秘密定密管理规定.pdf', '保密审查表（样表）.docx', '秘密.pdf'])('文件名“%s”不算', (name) => {
    const findings = proofreadTexts([textOf('file_name', 'attachments.0.name', name)]);
    expect(findings.filter((one) => one.kind === 'classification')).toEqual([]);
  });

  it('25个真实页面和20份真实年报没有一处误报', () => {
    const pages = readPages().flatMap(({ title, body_text, attachments }) => [
      textOf('title', 'title', title),
      proseOf(...body_text.split('\n')),
      proseOf(...body_text.split(/\n| +|(?<=[。；])/)),
      ...attachments.map((name) => textOf('file_name', 'attachments.0.name', name)),
    ]);
    const reports = fs
      .readdirSync(REPORTS)
      .filter((file) => file.endsWith('.txt'))
      .map((file) => proseOf(...fs.readFileSync(path.join(REPORTS, file), 'utf8').split('\n')));
    expect(pages.length).toBeGreaterThan(75);
    expect(reports).toHaveLength(20);
    const found = [...pages, ...reports].flatMap((text) => proofreadTexts([text]));
    expect(found.filter((one) => one.kind === 'classification')).toEqual([]);
  });

  it('任何人都不能忽略，终审也不行', () => {
    const [marking] = proofreadTexts([proseOf('秘密★1年')]);
    expect(marking?.kind).toBe('classification');
    if (!marking) return;
    const codes = checkRefusal(marking, { reason: '确认无误', isFinalReview: true }).map(({ code }) => code);
    expect(codes).toEqual(['finding_never_refused']);
  });
});
