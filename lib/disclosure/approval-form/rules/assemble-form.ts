import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { CLASS_NAMES, type ContentClass, type SecrecyAnswers } from '@/lib/approvals/types';
import { formatDate, formatMinute } from '@/lib/platform/dates';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import type { HandlingAct, StoredFinding } from '@/lib/proofreading/types';
import { listedFiles } from '../../rules/listed-files';
import { ART_ITEM_NAMES, CORRECTION_KIND_NAMES, DISCLOSURE_ATTR_NAMES, KIND_NAMES } from '../../types';
import { formRefusal } from '../messages';
import type { ApprovalForm, FormDecision, FormFacts, FormGroup } from '../types';

/** What a sheet prints where there is nothing to say: an empty cell could be filled in by hand later. */
const NONE = '无';

/**
 * 信息发布审批表 with every field of three-reviews.md §3. A sheet is a record of what was decided: it is refused while a
 * step is open or a field that the approval rests on is missing; what cannot exist yet (publication) says so.
 *
 * Refusals: `form_step_missing` for each open step, `form_field_missing` for each missing field.
 *
 * @rule TR-6
 */
export function assembleForm(facts: FormFacts): Result<ApprovalForm> {
  const refusals = missing(facts);
  if (refusals.length > 0) return refuse(...refusals);
  const groups = [itemGroup(facts), sourceGroup(facts), attributeGroup(facts), secrecyGroup(facts)];
  return ok({
    number: facts.number,
    title: `${facts.organName}信息发布审批表`,
    groups: [...groups, publicationGroup(facts)],
    reviews: facts.decisions
      .filter((decision) => decision.step.step !== 'secrecy')
      .map((decision) => ({
        step: decision.stepName,
        opinion: opinionText(decision),
        proof: decision.proof,
        signature: signatureText(decision),
        at: formatMinute(decision.decidedAt),
      })),
    footer: [
      `内容哈希（SHA-256）：${facts.contentHash}`,
      `校验码：${facts.checkCode}　核对办法：在“审批表核对”页输入编号和校验码`,
      ...(facts.auditHead
        ? [`打印时审计日志末条：第 ${facts.auditHead.seq} 条 ${facts.auditHead.hash}`]
        : []),
    ],
  });
}

function missing(facts: FormFacts): Refusal[] {
  const { content, decisions, route } = facts;
  const steps = route
    .filter((step) => !decisions.some((decision) => decision.step.position === step.position))
    .map((step) => formRefusal('form_step_missing', { step: stepNameIn(step, route) }));
  const secrecy = decisions.find((decision) => decision.step.step === 'secrecy')?.secrecy;
  const fields: [string, boolean][] = [
    ['标题', content.title !== ''],
    ['拟发布栏目', facts.columnPaths.length > 0],
    ['成文日期', content.formed_at !== null],
    ['来源', content.content_source !== ''],
    ['拟稿人', facts.authors.length > 0],
    ['保密审查依据', steps.length > 0 || (secrecy?.basis ?? '') !== ''],
    ['审核人姓名', decisions.every((decision) => decision.name !== '')],
  ];
  const gone = fields
    .filter(([, isThere]) => !isThere)
    .map(([field]) => formRefusal('form_field_missing', { field }));
  return [...steps, ...gone];
}

function itemGroup({ content, columnPaths }: FormFacts): FormGroup {
  const files = listedFiles(content);
  return {
    title: '信息',
    rows: [
      { label: '标题', value: content.title },
      {
        label: '附件清单',
        value:
          files.map((file, at) => `${at + 1}. ${file.name}（${file.sha256.slice(0, 12)}）`).join('；') ||
          NONE,
      },
      { label: '拟发布栏目', value: columnPaths.join('；') },
      { label: '发布渠道', value: '网站' },
      { label: '信息类别', value: KIND_NAMES[content.kind] },
      { label: '条例第二十条', value: content.art_item ? (ART_ITEM_NAMES[content.art_item] ?? NONE) : NONE },
      { label: '体裁', value: content.genre || NONE },
      { label: '文号', value: content.doc_no || NONE },
      { label: '成文日期', value: dateText(content.formed_at) },
    ],
  };
}

function sourceGroup(facts: FormFacts): FormGroup {
  const { content } = facts;
  const { reprint } = content;
  return {
    title: '来源',
    rows: [
      {
        label: '来源',
        value: reprint
          ? `转载自${reprint.source_name}（${reprint.source_url}，${dateText(reprint.original_date)}）${reprint.cuts ? `，删节：${reprint.cuts}` : ''}`
          : `本机关制发（${content.content_source}）`,
      },
      { label: '主办股室', value: facts.sectionName || NONE },
      { label: '拟稿人', value: facts.authors.join('、') },
      { label: '联系电话', value: facts.organPhone || NONE },
      { label: '报送时间', value: formatMinute(facts.submittedAt) },
      ...(content.touches_organs.length > 0
        ? [{ label: '涉及其他机关', value: content.touches_organs.join('、') }]
        : []),
    ],
  };
}

function attributeGroup(facts: FormFacts): FormGroup {
  const { content } = facts;
  const due = facts.disclosureDue;
  return {
    title: '属性',
    rows: [
      {
        label: '公开属性',
        value: `${DISCLOSURE_ATTR_NAMES[content.disclosure_attr]}${content.disclosure_reason ? `，理由：${withoutEnd(content.disclosure_reason)}` : ''}`,
      },
      {
        label: '内容等级和流程',
        value: `${CLASS_NAMES[facts.contentClass as ContentClass]}；${facts.laneName}${facts.laneReason ? `，理由：${withoutEnd(facts.laneReason)}` : ''}`,
      },
      { label: '是否需解读', value: content.needs_interpretation ? '是' : '否' },
      {
        label: '公开时限',
        value: due
          ? `${dateText(due.date)}前（含当日；形成或变更之日起20个工作日，条例第二十六条）${due.provisional ? '，日历未公布，暂定' : ''}`
          : NONE,
      },
      { label: '施行日期', value: dateText(content.effective_from) },
      { label: '有效期至', value: dateText(content.expires_at) },
      ...(content.correction
        ? [
            {
              label: '更正',
              value: `${CORRECTION_KIND_NAMES[content.correction.kind]}${content.correction.note ? `：${content.correction.note}` : ''}`,
            },
          ]
        : []),
      ...(content.personal_data_basis
        ? [{ label: '公开个人信息的依据', value: content.personal_data_basis }]
        : []),
    ],
  };
}

const YES_NO = (answer: boolean) => (answer ? '是' : '否');

function secrecyGroup({ decisions }: FormFacts): FormGroup {
  const decision = decisions.find((candidate) => candidate.step.step === 'secrecy');
  const answers = decision?.secrecy;
  if (!decision || !answers) return { title: '保密审查', rows: [] };
  return {
    title: '保密审查',
    rows: [
      ...answerRows(answers),
      { label: '审查依据', value: answers.basis },
      { label: '审查结论', value: '公开' },
      { label: '审查意见', value: opinionText(decision) },
      { label: '审查人', value: signatureText(decision) },
      { label: '日期', value: formatMinute(decision.decidedAt) },
    ],
  };
}

function answerRows(answers: SecrecyAnswers) {
  return [
    { label: '是否涉密', value: YES_NO(answers.state_secret) },
    { label: '工作秘密', value: YES_NO(answers.work_secret) },
    { label: '商业秘密', value: YES_NO(answers.trade_secret) },
    { label: '个人隐私', value: YES_NO(answers.personal_privacy) },
  ];
}

function publicationGroup({ publication, remarks, history }: FormFacts): FormGroup {
  const remark = [...history, ...remarks].map(withoutEnd).join('；') || NONE;
  if (publication === null) {
    return {
      title: '发布',
      rows: [
        { label: '发布', value: '已审定，尚未发布' },
        { label: '备注', value: remark },
      ],
    };
  }
  const { liveCheck } = publication;
  return {
    title: '发布',
    rows: [
      { label: '发布人', value: publication.name },
      { label: '发布时间', value: formatMinute(publication.at) },
      { label: '索引号', value: publication.indexNo },
      { label: '网址', value: publication.url },
      {
        label: '发布后核查',
        value: liveCheck
          ? `${liveCheck.name} ${formatMinute(liveCheck.at)}：${liveCheck.result}`
          : '尚未核查',
      },
      { label: '备注', value: remark },
    ],
  };
}

function opinionText(decision: FormDecision): string {
  const { opinion, lateOpinion, owedUntil } = decision;
  const given = withoutEnd(opinion);
  const sentences = [
    ...(given.startsWith('同意') ? [] : ['同意']),
    ...(given === '' ? [] : [given]),
    ...(lateOpinion ? [`补写的书面意见：${withoutEnd(lateOpinion)}`] : []),
    ...(owedUntil ? [`书面意见尚未补写，应于${dateText(owedUntil)}前补写`] : []),
  ];
  return sentences.length === 1 ? sentences.join('') : `${sentences.join('。')}。`;
}

/** Words of a person without their last full stop: what follows brings its own. */
export function withoutEnd(words: string): string {
  return words.trim().replace(/[。；，、;,.\s]+$/u, '');
}

/** What was found and what became of it, for a level of 校; empty for seats that do not proofread. */
export function proofWords(step: string, findings: readonly StoredFinding[]): string {
  if (!/^(proof_)?l[123]$/.test(step)) return '';
  if (findings.length === 0) return '要点已逐项确认，未发现问题';
  const own = findings.filter((finding) => finding.foundStep === step).length;
  const count = (at: string, act: HandlingAct) =>
    findings.filter((finding) => finding.handlings.findLast((one) => one.step === at)?.act === act).length;
  const outcomes: readonly (readonly [number, (count: number) => string])[] = [
    [own, (n) => `其中本级提出 ${n} 处`],
    [count('author', 'refused'), (n) => `作者不改 ${n} 处（附理由）`],
    [count('author', 'escalated'), (n) => `作者提请审核人决定 ${n} 处`],
    [count(step, 'refused'), (n) => `本级核定不改 ${n} 处（附理由）`],
    [count(step, 'settled'), (n) => `本级认定已解决 ${n} 处`],
    [count(step, 'escalated'), (n) => `本级提请上级决定 ${n} 处`],
  ];
  const told = outcomes.flatMap(([n, words]) => (n > 0 ? [words(n)] : []));
  return `要点已逐项确认；${[`发现 ${findings.length} 处`, ...told].join('，')}`;
}

function signatureText({ name, post, onBehalfOf }: FormDecision): string {
  return `${name}${post ? `（${post}）` : ''}${onBehalfOf ? `代${onBehalfOf}` : ''}`;
}

function dateText(date: string | null): string {
  return date === null ? NONE : formatDate(date);
}
