import { describe, expect, it } from 'vitest';
import { FINDING_KINDS, type FindingKind } from '@/lib/proofreading/types';
import { measure, readLabelledSet, wordsAt } from '../../support/proofreading';

const set = readLabelledSet();
const { scores, random } = measure(set);

/** The least share of the mistakes set in that must be met; kinds not named: all of them. */
const LEAST_RECALL: Partial<Record<FindingKind, number>> = {
  typo: 0.7,
  punctuation: 0.95,
  number: 0.9,
  date: 0.9,
  numbering: 0.9,
  title: 0.9,
};
/** The least share of findings that stand at a mistake. */
const LEAST_PRECISION = 0.97;
/** Characters mistyped at random, by sound, anywhere: what a list of words can be asked to meet. */
const LEAST_RANDOM = 0.35;

describe('25个真实页面里植入的错误', () => {
  it('至少150处，各种都有，每处都在文字以内', () => {
    const labels = set.documents.flatMap(({ texts, planted }) => planted.map((label) => ({ texts, label })));
    expect(set.documents).toHaveLength(25);
    expect(labels.length).toBeGreaterThanOrEqual(150);
    expect(new Set(labels.map(({ label }) => label.kind))).toEqual(new Set(FINDING_KINDS));
    for (const { texts, label } of labels) {
      expect(wordsAt(texts, label)).not.toBe('(no such line)');
      expect(wordsAt(texts, label)).toHaveLength(label.to - label.from);
    }
  });

  it.each(FINDING_KINDS)('%s 的召回率和准确率不低于下限', (kind) => {
    const score = scores.find((one) => one.kind === kind);
    expect(score?.planted).toBeGreaterThan(3);
    if (!score) return;
    expect(score.met / score.planted).toBeGreaterThanOrEqual(LEAST_RECALL[kind] ?? 1);
    expect(score.right / score.told).toBeGreaterThanOrEqual(LEAST_PRECISION);
  });

  it('随机的同音错字', () => {
    expect(random.planted).toBeGreaterThanOrEqual(75);
    expect(random.met / random.planted).toBeGreaterThanOrEqual(LEAST_RANDOM);
  });
});
