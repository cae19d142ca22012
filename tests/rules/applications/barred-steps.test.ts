import { expect, it } from 'vitest';
import { wrongRole, wrongState } from '@/lib/applications/messages/case';
import { barredByReason } from '@/lib/applications/rules/barred-steps';
import { CASE_TRANSITIONS } from '@/lib/applications/transitions';

it('不能办的按原因归在一起：一个状态挡住的步骤只写一句，另有原因的各写一句', () => {
  const actions = [...new Set(CASE_TRANSITIONS.map(({ action }) => action))].slice(0, 20);
  const groups = barredByReason([
    ...actions.map((action) => ({ action, reasons: [wrongState(action, 'replied')] })),
    { action: 'restrict', reasons: [wrongRole('restrict', ['工作机构负责人'])] },
    { action: 'lift_restriction', reasons: [wrongRole('lift_restriction', ['工作机构负责人'])] },
    { action: 'extend', reasons: [{ code: 'late', message: '答复期限已过。', law: '条例33-2' }] },
  ]);
  expect(groups).toEqual([
    { sentence: expect.stringMatching(/^这件申请现在是“.+”，不能办：$/), law: undefined, actions },
    {
      sentence: '由工作机构负责人办理，您没有这个职责。',
      law: undefined,
      actions: ['restrict', 'lift_restriction'],
    },
    { sentence: '答复期限已过。', law: '条例33-2', actions: ['extend'] },
  ]);
});

it('一个步骤有几个原因的，每个原因下都有它', () => {
  const reasons = ['没有检索记录。', '答复期限已过。'].map((message) => ({ code: 'x', message }));
  expect(barredByReason([{ action: 'decide', reasons }]).map(({ actions }) => actions)).toEqual([
    ['decide'],
    ['decide'],
  ]);
});
