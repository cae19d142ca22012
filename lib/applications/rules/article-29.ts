import type { Refusal } from '@/lib/platform/result';
import type { DeliveryMethod, Party } from '../types/case';

/** What is looked at for completeness. */
export type ElementFacts = {
  readonly parties: readonly {
    readonly party: Party;
    readonly phone: string;
    readonly address: string;
    readonly email: string;
    /** Whether an identity number is on file. */
    readonly isIdentified: boolean;
  }[];
  readonly hasIdentityProof: boolean;
  readonly hasAuthorization: boolean;
  readonly deliveryMethod: DeliveryMethod;
};

/**
 * What of Art. 29 an application lacks, each a matter for 补正告知 (REG-30-1) and none a reason to turn it away. The request
 * itself is judged by people.
 *
 * @law 条例29-2 @rule REG-30-1
 */
export function missingElements(facts: ElementFacts): Refusal[] {
  const lack = (code: string, message: string): Refusal => ({ code, message, law: '条例29-2' });
  const has = (field: 'phone' | 'address' | 'email') => facts.parties.some((party) => party[field] !== '');
  const lacksNumber = (who: Party) =>
    facts.parties.some(({ party, isIdentified }) => party === who && !isIdentified);
  return [
    ...(lacksNumber('applicant') ? [lack('identity', '没有申请人的证件号码。')] : []),
    ...(facts.hasIdentityProof ? [] : [lack('identity_proof', '没有申请人的身份证明材料。')]),
    ...(lacksNumber('agent') ? [lack('agent_identity', '没有代理人的证件号码。')] : []),
    ...(facts.parties.some(({ party }) => party === 'agent') && !facts.hasAuthorization
      ? [lack('authorization', '有代理人，没有授权委托书。')]
      : []),
    ...(has('phone') || has('address') || has('email') ? [] : [lack('contact', '没有联系方式。')]),
    ...(facts.deliveryMethod === 'mail' && !has('address')
      ? [lack('address', '要求邮寄，没有通信地址。')]
      : []),
    ...(facts.deliveryMethod === 'email' && !has('email')
      ? [lack('email', '要求用电子邮件提供，没有电子邮箱。')]
      : []),
  ];
}
