/** What a mail to an applicant needs; nothing of what was asked for travels by mail. */
export type ApplicantMailFacts = {
  readonly organName: string;
  readonly phone: string;
  readonly submissionNo: string;
  readonly queryCode: string;
  /** Address of the page where a case is looked up. */
  readonly statusAddress: string;
};

/** The mail after a submission online: number and query code, and where to use them. */
export function submittedMail(facts: ApplicantMailFacts): { subject: string; text: string } {
  const { organName, phone, submissionNo, queryCode, statusAddress } = facts;
  return {
    subject: `${organName}：政府信息公开申请已提交（${submissionNo}）`,
    text: [
      '您好：',
      '',
      `您向${organName}提交的政府信息公开申请已经进入系统。`,
      '',
      `提交编号：${submissionNo}`,
      `查询码：${queryCode}`,
      '',
      `凭这两项可以在 ${statusAddress} 查询办理进度、查看文书、补交材料或者撤回申请。请妥善保管，不要转发。`,
      '',
      `如果您没有提交过申请，请致电 ${phone} 告诉我们。本邮件由系统发出，请不要回复。`,
      '',
      organName,
    ].join('\n'),
  };
}
