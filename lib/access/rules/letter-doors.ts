import type { Callers, Door } from '../types';
import { CASE_READERS } from './role-lists';

function action(name: string, what: string, callers: Callers, more: Partial<Door> = {}): Door {
  return { kind: 'action', name, what, callers, ...more };
}

const HANDLER = ['case_handler'] as const;
const HEAD = ['office_head'] as const;
const ENCLOSERS = ['case_handler', 'office_head'] as const;
const SEES_CASE = '看得到这件申请';
const NOT_OWN = '没有写过、承办过这件，不占这份文书别的环节';
/** The seats of the reply route by role. */
const SEATS = [
  ['secrecy_officer', '保密审查的环节'],
  ['office_head', '工作机构负责人的环节'],
  ['legal_reviewer', '法制审核的环节'],
  ['disclosure_leader', '分管领导的环节'],
] as const;

/** The doors to decisions on cases and to their letters. */
export const LETTER_DOORS: readonly Door[] = [
  action('decideCaseAction', '作出处理决定', HANDLER, { but: SEES_CASE }),
  action('concludeOverdueAction', '逾期不补正、不缴费的不再处理', HANDLER, { but: SEES_CASE }),
  action('confirmWithdrawalAction', '起草撤回申请确认书', HANDLER, { but: SEES_CASE }),
  action('closeByNoteAction', '以工作记录结案', HEAD, { but: SEES_CASE }),
  action('draftProcedureLetterAction', '起草程序文书', HANDLER, { but: SEES_CASE }),
  action('previewLetterAction', '预览还没有起草的文书', CASE_READERS, { but: SEES_CASE }),
  action('previewDraftAction', '预览改动后的文书', CASE_READERS, { but: SEES_CASE }),
  action('saveCaseLetterAction', '保存文书', HANDLER, { but: SEES_CASE }),
  action('submitCaseLetterAction', '文书提交审批', HANDLER, { but: SEES_CASE }),
  ...SEATS.map(([role, when]) =>
    action('decideCaseLetterAction', '审批文书', [role], { when, but: NOT_OWN }),
  ),
  action('dropCaseLetterAction', '放弃没有编号的文书', HANDLER, { but: SEES_CASE }),
  action('voidCaseLetterAction', '作废盖章未送达的文书', HEAD, { but: SEES_CASE }),
  action('previewIssueAction', '预览送达的效力', CASE_READERS, { but: SEES_CASE }),
  action('issueLetterAction', '登记文书送达', HANDLER, { but: SEES_CASE }),
  action('recordLetterReceiptAction', '登记文书签收', HANDLER, { but: SEES_CASE }),
  action('recordLetterReturnAction', '登记文书被退回', HANDLER, { but: SEES_CASE }),
  action('encloseFileAction', '随文书添加附件', ENCLOSERS, { but: SEES_CASE }),
  action('takeOutFileAction', '取出附件', ENCLOSERS, { but: SEES_CASE }),
  action('checkEnclosuresAction', '重新检查附件', ENCLOSERS, { but: SEES_CASE }),
  action('askToPassOverAction', '提出放行检查发现', ['case_handler', 'office_head', 'legal_reviewer'], {
    but: SEES_CASE,
  }),
  action('answerPassingOverAction', '答复放行', ['office_head', 'disclosure_leader', 'head_of_organ'], {
    but: '不是提出人',
  }),
  action('writeTemplateAction', '修改文书模板', ['case_handler', 'legal_reviewer', 'office_head']),
  action('approveTemplateAction', '确认文书模板', ['office_head', 'legal_reviewer'], { but: '不是修改人' }),
  action('previewTemplateAction', '预览文书模板', 'signed_in', { but: '什么也不记录；例子是编的' }),
  {
    kind: 'route',
    name: 'GET /office/applications/[id]/letters/[letterId]/docx',
    what: '下载文书',
    callers: CASE_READERS,
    but: SEES_CASE,
  },
];
