import type { LetterCode } from '../../types/letters';
import type { BlockCondition, LetterTemplate, TemplateBlock } from '../../types/templates';

/** A paragraph of a template; its key is what an organ's own words are filed under. */
export function paragraph(key: string, text: string, when?: BlockCondition): TemplateBlock {
  return { kind: 'text', key, text, ...(when ? { when } : {}) };
}

/** A numbered list of the lines of a field. */
export function list(field: string): TemplateBlock {
  return { kind: 'list', field };
}

/** Room for the handler's own words. */
export const OWN_WORDS: TemplateBlock = { kind: 'free' };

function only(...blocks: TemplateBlock[]): LetterTemplate {
  return { blocks: [...blocks, OWN_WORDS] };
}

type ProceduralCode = Extract<LetterCode, `L${string}`>;

/**
 * Bodies of the procedural letters (letters.md §2). The whole last day is available: 在…（含当日）前 (settled.md).
 *
 * @law 条例30 @law 条例32 @law 条例33 @law 条例34 @law 条例35
 */
export const PROCEDURAL_TEMPLATES: Record<ProceduralCode, LetterTemplate> = {
  L00: only(
    paragraph(
      'confirm',
      '我单位已收到{您}提交的材料（提交编号：{提交编号}，查询码：{查询码}）。根据《条例》第三十一条，请在{确认期限}（含当日）前通过{确认方式}确认申请内容，双方确认之日为收到申请之日。',
    ),
  ),
  L01: only(
    paragraph(
      'receipt',
      '经登记，收到申请之日为{收到日期}，申请编号{申请编号}，查询码：{查询码}。本机关将在{法定答复日期}（含当日）前依法答复；需要补正、征求意见或者延长期限的，将另行告知。',
    ),
  ),
  L02: {
    blocks: [
      paragraph(
        'what',
        '经审查，{不足之处}。依据《条例》第三十条，请自收到本告知书之日起{补正期限}个工作日内一次性补正下列事项：',
      ),
      list('corrections'),
      OWN_WORDS,
      paragraph(
        'effect',
        '本机关收到补正材料之日起重新计算答复期限；无正当理由逾期不补正的，视为放弃申请，本机关不再处理。补正材料可通过{补正渠道}提交，咨询电话{联系电话}。',
      ),
    ],
  },
  L03: only(
    paragraph(
      'ask',
      '自{起始日期}至{截止日期}，{您}共向本机关提出申请{申请件数}件，数量（频次）明显超过合理范围。依据《条例》第三十五条，请在{说明期限}（含当日）前书面说明申请理由。',
    ),
  ),
  L04: only(
    paragraph(
      'extend',
      '因{延期原因}，不能在{原定日期}（含当日）前答复。依据《条例》第三十三条第二款，经政府信息公开工作机构负责人同意，延长答复期限，本机关将在{新日期}（含当日）前答复。',
    ),
  ),
  L05: only(
    paragraph(
      'defer',
      '经审查，{您}说明的理由合理，但因{延迟原因}无法在法定期限内答复。依据《条例》第三十五条，本机关将在{新日期}（含当日）前答复。',
    ),
  ),
  L06: {
    blocks: [
      paragraph(
        'ask',
        '本机关收到一件政府信息公开申请，拟公开的内容涉及{您}的{权益种类}：{内容摘要}。依据《条例》第三十二条，请自收到本书之日起15个工作日内填写回执，说明是否同意公开；不同意的，请说明合理理由并提供依据。逾期未提出意见的，由本机关依法决定。',
      ),
      OWN_WORDS,
    ],
    slip: [
      '□ 同意公开',
      '□ 同意部分公开，范围：____________________________',
      '□ 不同意公开，理由：______________________________',
      '（不同意公开的，请附依据材料。）',
      '签名（盖章）：____________________',
      '日期：　　　　年　　月　　日',
    ],
  },
  L07: only(
    paragraph(
      'told',
      '{您}申请的信息涉及{征求对象}，本机关已于{征求日期}依法征求意见。依据《条例》第三十三条第三款，所需时间不计算在答复期限内。',
    ),
  ),
  L08: only(
    paragraph(
      'joint',
      '申请人申请公开{信息名称}，系与贵机关共同制作。依据《条例》第三十四条，请自收到本函之日起15个工作日内提出意见；逾期未提出意见的，视为同意公开。',
      { field: 'consultation_kind', is: ['joint_maker'] },
    ),
    paragraph(
      'organ',
      '申请人申请公开{信息名称}，{涉及事项}。现征求贵机关对是否公开的意见，请在{函复期限}（含当日）前函复。',
      { field: 'consultation_kind', is: ['organ'] },
    ),
    paragraph(
      'secrecy',
      '申请人申请公开{信息名称}，{涉及事项}。本机关不能确定该信息是否可以公开，依据《条例》第十七条第三款，报请贵机关确定，请在{函复期限}（含当日）前函复。',
      { field: 'consultation_kind', is: ['secrecy'] },
    ),
  ),
  L09: {
    blocks: [
      paragraph(
        'decide',
        '{您}就{信息名称}提出不同意公开的意见。经审查，本机关认为不公开可能对公共利益造成重大影响，理由是{公共利益理由}。依据《条例》第三十二条，决定公开下列内容：',
      ),
      list('disclosed'),
      OWN_WORDS,
    ],
  },
  L10: only(
    paragraph(
      'by_item',
      '依据《条例》第四十二条和《政府信息公开信息处理费管理办法》，{您}于{计费月份}累计申请第{件次}件，按照{计费标准}标准计收信息处理费{收费金额}元（计算：{计算过程}）。',
      { field: 'fee_scale', is: ['by_item'] },
    ),
    paragraph(
      'by_volume',
      '依据《条例》第四十二条和《政府信息公开信息处理费管理办法》，本件可提供信息共{页数}页，按照{计费标准}标准计收信息处理费{收费金额}元（计算：{计算过程}）。',
      { field: 'fee_scale', is: ['by_volume'] },
    ),
    paragraph(
      'pay',
      '请自收到本通知次日起{缴费期限}个工作日内以{缴费方式}缴纳。完成缴费次日起重新计算处理期限；逾期未缴纳的，视为放弃申请，本机关不再处理。',
    ),
  ),
  L11: only(
    paragraph(
      'end',
      '本机关于{补正告知送达日期}向{您}送达补正告知书，补正期限至{补正届满日期}届满，{您}未补正也未说明正当理由。依据《条例》第三十条，视为放弃申请，本机关不再处理。{您}可以重新提出申请。',
    ),
  ),
  L12: only(
    paragraph(
      'end',
      '收费通知书于{收费通知送达日期}送达，缴费期限至{缴费届满日期}届满，{您}未缴纳。依据《条例》第四十二条和《政府信息公开信息处理费管理办法》，视为放弃申请，本机关不再处理。',
    ),
  ),
  L13: only(paragraph('end', '{您}于{撤回日期}以{撤回方式}撤回申请（编号：{申请编号}），本机关终止办理。')),
};
