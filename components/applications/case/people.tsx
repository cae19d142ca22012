import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tag';
import { DELIVERY_METHOD_NAMES, MEDIA_FORM_NAMES } from '@/lib/applications/types/case';
import type { CasePartyView, CaseView } from '@/lib/applications/types/case-view';
import type { ConsultedParty } from '@/lib/applications/types/clock';
import type { ConsultationView } from '@/lib/applications/types/consultation';
import { OPINION_NAMES } from '@/lib/applications/types/opinion';
import { ID_KIND_NAMES } from '@/lib/personal-data/types';
import { formatDate } from '@/lib/platform/dates';
import { SealedNumber } from './sealed-data';

const PARTY_NAMES = { applicant: '申请人', agent: '代理人' } as const;
const CONSULTED_NAMES: Readonly<Record<ConsultedParty, string>> = {
  third_party: '第三方',
  organ: '其他机关',
  joint_maker: '共同制作机关',
};

/** Who applies, who acts for them, how they are reached, and who was asked for an opinion. */
export function People({ view }: { view: CaseView }) {
  const { facts } = view;
  return (
    <Card title="人员">
      {view.parties.map((party) => (
        <PartyBlock key={party.party} party={party} view={view} />
      ))}
      <p className="border-t border-line pt-2">
        <span className="text-ink-soft">怎样提供：</span>
        {DELIVERY_METHOD_NAMES[facts.deliveryMethod]}，{MEDIA_FORM_NAMES[facts.mediaForm]}
      </p>
      {view.mayOpen && facts.channel !== 'internet' ? (
        <p className="mt-1">
          <Link prefetch={false} href={`/office/applications/${facts.id}/query-card`} className="text-brand">
            打印查询卡（编号和查询码，交给申请人）
          </Link>
        </p>
      ) : null}
      {view.missing.length > 0 && ['submitted', 'received', 'registered', 'in_hand'].includes(facts.state) ? (
        <div className="mt-2 border-l-4 border-warn bg-warn-wash px-4 py-2 text-warn">
          <p className="font-semibold">按《条例》第二十九条还缺：</p>
          <ul className="list-disc pl-5">
            {view.missing.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {view.consultations.length > 0 ? (
        <>
          <h3 className="mt-4 font-semibold">征求意见</h3>
          <ul>
            {view.consultations.map((one) => (
              <Consultation key={one.id} one={one} />
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}

function PartyBlock({ party, view }: { party: CasePartyView; view: CaseView }) {
  const who = PARTY_NAMES[party.party];
  const contact = [party.contactName, party.phone, party.email, party.address].filter((one) => one !== '');
  return (
    <div className="mb-2">
      <h3 className="font-semibold">
        {who}：{party.name}
      </h3>
      <div className="flex flex-wrap items-center gap-x-2">
        {party.identity === null ? (
          <span className="text-warn">没有证件号码</span>
        ) : (
          <>
            <span className="text-ink-soft">{ID_KIND_NAMES[party.identity.idKind]}</span>
            <SealedNumber
              applicationId={view.facts.id}
              party={party.party}
              who={who}
              hint={party.identity.hint}
              mayOpen={view.mayOpen}
            />
          </>
        )}
      </div>
      <p className="wrap-anywhere">
        {contact.length > 0 ? contact.join('　') : <span className="text-warn">没有联系方式</span>}
      </p>
    </div>
  );
}

function Consultation({ one }: { one: ConsultationView }) {
  const facts = [
    one.sentOn === null ? '还没有发出' : `${formatDate(one.sentOn)}发出`,
    one.servedOn === null ? '' : `${formatDate(one.servedOn)}送达`,
    one.due === null ? '' : `期限到${formatDate(one.due)}`,
    one.answeredOn === null ? '' : `${formatDate(one.answeredOn)}答复`,
  ].filter((fact) => fact !== '');
  return (
    <li className="border-t border-line py-2">
      <p className="flex flex-wrap items-center gap-2">
        <Tag look="quiet">{one.purpose === 'secrecy' ? '报请保密审查' : CONSULTED_NAMES[one.partyKind]}</Tag>
        <span className="font-semibold">{one.name}</span>
        {one.opinion === null ? null : <Tag>{OPINION_NAMES[one.opinion]}</Tag>}
      </p>
      <p className="text-sm text-ink-soft">{facts.join('，')}</p>
      <p className="wrap-anywhere">{one.about}</p>
      {one.reason === '' ? null : <p className="wrap-anywhere">理由：{one.reason}</p>}
      {one.assessment === '' ? null : <p className="wrap-anywhere">本机关意见：{one.assessment}</p>}
    </li>
  );
}
