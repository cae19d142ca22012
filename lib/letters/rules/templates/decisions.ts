import type { LetterCode } from '../../types/letters';
import type { LetterTemplate, TemplateBlock } from '../../types/templates';
import { list, OWN_WORDS, paragraph } from './procedural';

function only(...blocks: TemplateBlock[]): LetterTemplate {
  return { blocks: [...blocks, OWN_WORDS] };
}

type DecisionCode = Extract<LetterCode, `R${string}`>;

/** Bodies of the letters that give, or refuse under Art. 14 to 16 (letters.md §3). */
const GIVEN_OR_REFUSED = {
  R01: {
    blocks: [
      paragraph(
        'told',
        '经审查，{您}申请公开的信息属于已经主动公开的信息。依据《条例》第三十六条第（一）项，告知获取方式和途径：',
      ),
      list('public_ways'),
      OWN_WORDS,
    ],
  },
  R02: {
    blocks: [
      paragraph(
        'provided',
        '经审查，{您}申请公开的信息可以公开。依据《条例》第三十六条第（二）项、第四十条，以{提供形式}提供下列信息：',
        { field: 'sub_outcome', is: ['provided'] },
      ),
      paragraph(
        'told',
        '经审查，{您}申请公开的信息可以公开。依据《条例》第三十六条第（二）项、第四十条，请于{获取时间}以{获取方式}获取下列信息：',
        { field: 'sub_outcome', is: ['where_when_told'] },
      ),
      list('enclosures'),
      paragraph('form', '没有按要求的形式提供，理由：{变更形式的理由}。', {
        field: 'form_change_reason',
        isFilled: true,
      }),
      OWN_WORDS,
    ],
  },
  R03: {
    blocks: [
      paragraph(
        'severed',
        '经审查，{您}申请的信息中含有不应当公开的内容，能够作区分处理。依据《条例》第三十七条，作出如下答复：',
      ),
      paragraph('given', '一、以{提供形式}提供下列信息：'),
      list('enclosures'),
      paragraph('withheld', '二、下列内容不予公开：'),
      list('withheld'),
      OWN_WORDS,
    ],
  },
  R04: only(
    paragraph('refuse', '经审查，{您}申请的信息已依法确定为国家秘密。依据《条例》第十四条，决定不予公开。'),
  ),
  R05: only(
    paragraph(
      'refuse',
      '经审查，{您}申请的信息属于{法律名称}{法律条款}禁止公开的信息。依据《条例》第十四条，决定不予公开。理由：{理由}。',
    ),
  ),
  R06: only(
    paragraph(
      'refuse',
      '经审查，{您}申请的信息公开后可能危及{危及的方面}。依据《条例》第十四条，决定不予公开。理由：{理由}。',
    ),
  ),
  R07: only(
    paragraph(
      'refuse',
      '经审查，{您}申请的信息涉及第三方的{权益种类}，公开会损害第三方合法权益。本机关已于{征求日期}书面征求意见，{征求结果}。依据《条例》第十五条、第三十二条，决定不予公开。理由：{理由}。',
    ),
  ),
  R08: only(
    paragraph(
      'refuse',
      '经审查，{您}申请的信息属于本机关{内部事务种类}方面的内部事务信息。依据《条例》第十六条第一款，决定不予公开。理由：{理由}。',
    ),
  ),
  R09: only(
    paragraph(
      'refuse',
      '经审查，{您}申请的信息属于{过程性信息种类}，系履行行政管理职能过程中形成的过程性信息，且无法律、法规、规章规定应当公开。依据《条例》第十六条第二款，决定不予公开。理由：{理由}。',
    ),
  ),
  R10: only(
    paragraph(
      'refuse',
      '经审查，{您}申请的信息属于行政执法案卷信息。依据《条例》第十六条第二款，决定不予公开。理由：{理由}。',
    ),
    paragraph('access', '如{您}是当事人，可依照{查阅案卷的法律}申请查阅案卷。', {
      field: 'file_access_law',
      isFilled: true,
    }),
  ),
} satisfies Partial<Record<DecisionCode, LetterTemplate>>;

/** Bodies of the letters that tell another way, can't provide, or don't process (letters.md §3). */
const OTHERWISE = {
  R11: only(
    paragraph(
      'told',
      '经审查，{您}申请的信息属于{查询资料种类}资料，{法律名称}{法律条款}对其获取有特别规定。依据《条例》第三十六条第（七）项，请依照该规定向{办理机构}办理。',
    ),
  ),
  R12: only(
    paragraph(
      'searched',
      '经审查，本机关以“{检索词}”为关键词，于{检索日期}以{检索方式}的方式对{检索范围}进行了检索，未检索到{您}申请公开的信息。依据《条例》第三十六条第（四）项，告知该政府信息不存在。',
    ),
  ),
  R13: only(
    paragraph(
      'known',
      '经审查，{您}申请公开的信息由{负责机关}制作（或者最初获取）。依据《条例》第十条、第三十六条第（五）项，不属于本机关负责公开，理由：{不负责公开的理由}。建议向{负责机关}提出。',
      { field: 'maker_organ', isFilled: true },
    ),
    paragraph('contact', '该机关的联系方式：{负责机关联系方式}。', {
      field: 'maker_contact',
      isFilled: true,
    }),
    paragraph(
      'unknown',
      '经审查，{您}申请公开的信息依据《条例》第十条、第三十六条第（五）项，不属于本机关负责公开，理由：{不负责公开的理由}。',
      { field: 'maker_organ', isFilled: false },
    ),
  ),
  R14: only(
    paragraph(
      'refuse',
      '经审查，本机关没有现成的{您}所申请的信息，提供该信息需要对现有政府信息进行加工、分析。依据《条例》第三十八条，不予提供。理由：{理由}。',
    ),
  ),
  R15: only(
    paragraph(
      'refuse',
      '经审查，本机关于{补正告知日期}告知补正，{您}于{补正日期}补正，但{仍不明确之处}，无法确定所申请的政府信息。依据《条例》第三十条，本机关无法提供。',
    ),
  ),
  R16: only(
    paragraph(
      'refuse',
      '经审查，{您}提出的事项实质是{事项性质}。依据《条例》第三十九条第一款，不作为政府信息公开申请处理，{您}可以通过{提出渠道}提出。',
    ),
  ),
  R17: only(
    paragraph(
      'refuse',
      '经审查，{您}曾于{前次申请日期}申请公开相同政府信息，本机关已于{前次答复日期}作出{前次答复文号}答复。依据《条例》第三十六条第（六）项，不予重复处理。',
    ),
  ),
  R18: only(
    paragraph(
      'told',
      '经审查，{您}申请的是{出版物名称}，属于公开出版物。依据《条例》第三十九条第二款，可以通过{获取途径}获取。',
    ),
  ),
  R19: only(
    paragraph(
      'refuse',
      '经审查，{您}的申请数量、频次明显超过合理范围，本机关于{要求说明理由的日期}要求{您}说明理由。{您}说明的理由为：{申请人说明的理由}。本机关认为不合理，原因：{不合理的原因}。依据《条例》第三十五条，不予处理。',
    ),
  ),
  R20: only(
    paragraph(
      'refuse',
      '经审查，{您}要求{要求的事项}的信息，{您}已于{已获取的时间}通过{已获取的途径}获取。该事项不属于申请获取政府信息，依据《条例》第二条、第三十八条，本机关不予处理。',
    ),
  ),
  R21: only(
    paragraph(
      'corrected',
      '经审核，{您}要求更正的记录属实，已更正为{更正后的内容}。依据《条例》第四十一条，特此告知。',
      { field: 'correction_result', is: ['corrected'] },
    ),
    paragraph(
      'not_true',
      '经审核，{您}要求更正的事项不属实，理由：{理由}。依据《条例》第四十一条，特此告知。',
      { field: 'correction_result', is: ['not_true'] },
    ),
    paragraph(
      'passed_on',
      '经审核，{您}要求更正的记录不属于本机关职能范围，已转送{有权更正的机关}。依据《条例》第四十一条，特此告知。',
      { field: 'correction_result', is: ['passed_on'] },
    ),
    paragraph(
      'told_where',
      '经审核，{您}要求更正的记录不属于本机关职能范围，请向{有权更正的机关}提出。依据《条例》第四十一条，特此告知。',
      { field: 'correction_result', is: ['told_where'] },
    ),
  ),
  R22: only(
    paragraph(
      'kind',
      '经审查，{您}申请的内容{不属于的情形}。依据《条例》第二条，不属于政府信息公开申请的范围。',
      { field: 'not_application_kind', is: ['consultation', 'not_information'] },
    ),
    paragraph('other', '经审查，{说明}。依据《条例》第二条，{您}提出的事项不属于政府信息公开申请的范围。', {
      field: 'not_application_kind',
      is: ['other'],
    }),
    paragraph('ask', '如需咨询，请联系{咨询联系方式}。', { field: 'consult_contact', isFilled: true }),
  ),
} satisfies Partial<Record<DecisionCode, LetterTemplate>>;

/** Bodies of the decision letters. @law 条例36 @law 条例37 */
export const DECISION_TEMPLATES: Record<DecisionCode, LetterTemplate> = { ...GIVEN_OR_REFUSED, ...OTHERWISE };
