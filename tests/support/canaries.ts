import { randomBytes } from 'node:crypto';
import { recordConsultation } from '@/lib/disclosure/after-publication/commands/declarations';
import { recordLiveCheck } from '@/lib/disclosure/after-publication/commands/live-page';
import { relateItems } from '@/lib/disclosure/after-publication/commands/relations';
import { enterValidity } from '@/lib/disclosure/after-publication/commands/validity';
import { cancelDraft } from '@/lib/disclosure/commands/cancel-draft';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { addFinding } from '@/lib/disclosure/commands/handle-findings';
import { changeClassAsReviewer } from '@/lib/disclosure/commands/set-content-class';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import type { ContentAttachment, ItemContent } from '@/lib/disclosure/types';
import { pictureWith } from '@/lib/leak-watch/jobs/canary-files';
import { BYTES_PER_WORD, makeWords } from '@/lib/leak-watch/rules/canary';
import { CANARY_PLACES, type CanaryWords } from '@/lib/leak-watch/types';
import { delegate } from '@/lib/organs/commands/delegate';
import { enterLeave } from '@/lib/organs/commands/leave';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { proposeChange } from '@/lib/settings/commands/propose-change';
import {
  decide,
  decisionInput,
  draftItem,
  edit,
  getItem,
  getRound,
  passSteps,
  publish,
  publishNew,
  readyContent,
  save,
  schedule,
  seen,
  submit,
  type TestOrgan,
  unwrap,
} from './factories';

/** The word that stands in every text that is not public, in two scripts: nothing public may hold it in any form. */
export const CANARY = '雪鸮未公开';
export const LATIN_CANARY = 'qxcanaryzq';
/** What stands in public texts, so that a search that finds nothing is known to look. */
export const PUBLIC_WORD = '白鹭已公开';
const BOTH = `${CANARY} ${LATIN_CANARY}`;

/** States in which an item was never public: each answers like one that never was. */
export const NEVER_PUBLIC = [
  'draft',
  'in_review',
  'returned',
  'secrecy_referred',
  'approved',
  'scheduled',
  'cancelled',
] as const;
export type NeverPublic = (typeof NEVER_PUBLIC)[number];

/** What was planted. Every id and hash in `secrets` is a secret too. */
export type Planted = {
  never: Record<NeverPublic, CanaryWords>;
  hidden: string;
  withdrawn: string;
  /** Public, with a correction under review that has another title, file and column. */
  corrected: string;
  /** The file of the correction. */
  newFile: string;
  /** Public in its third version, the two before it full of canaries. */
  replaced: string;
  secrets: string[];
};

/** Words that were never planted anywhere. */
export function freshWords(): CanaryWords {
  return makeWords(new Uint8Array(randomBytes(BYTES_PER_WORD * CANARY_PLACES.length)));
}

const paragraph = (text: string) => ({
  type: 'paragraph' as const,
  content: [{ type: 'text' as const, text }],
});

/** A content with a canary in every key that holds words, in a cell of a table too. */
function secretContent(organ: TestOrgan, words: CanaryWords): Partial<ItemContent> {
  const body = {
    type: 'doc',
    content: [
      paragraph(`${words.body} ${BOTH}`),
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [{ type: 'tableHeader', content: [paragraph('项目')] }] },
          { type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(`格${CANARY}`)] }] },
        ],
      },
    ],
  } as ItemContent['body'];
  return {
    title: `${words.title} ${words.title_chinese} ${BOTH}`,
    summary: `${words.summary} ${BOTH}`,
    body,
    doc_no: words.doc_no,
    keywords: [words.keyword, CANARY],
    content_source: `${words.source} ${BOTH}`,
    issuing_organ: `${organ.name} ${CANARY}`,
    theme: CANARY,
    personal_data_basis: CANARY,
    touches_organs: [CANARY],
  };
}

/** Uploads a file as the author and gives it as the content names it. */
export async function uploadAs(
  organ: TestOrgan,
  itemId: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ContentAttachment> {
  const uploaded = await uploadFile(organ.cast.author, { itemId, name, bytes, inline: false });
  const { notes: _, ...file } = unwrap(uploaded);
  return file;
}

async function attach(organ: TestOrgan, itemId: string, words: CanaryWords): Promise<CanaryWords> {
  const put = (name: string, bytes: Uint8Array<ArrayBuffer>) => uploadAs(organ, itemId, name, bytes);
  const text = new TextEncoder().encode(`${words.file_text} ${BOTH}`);
  const file = await put(words.file_name, text);
  const image = await put(words.image_name, pictureWith(`${words.image_text} ${LATIN_CANARY}`));
  await save(organ, itemId, { attachments: [file, image] });
  return { ...words, item_id: itemId, file_hash: file.sha256, image_hash: image.sha256 };
}

/** Takes every open step with a canary in each opinion, until a role's step is the open one. */
async function passWithOpinions(organ: TestOrgan, itemId: string, until?: Parameters<typeof passSteps>[2]) {
  await confirmOrgans(organ, itemId);
  await passSteps(organ, itemId, until);
}

/** The other organ that the text names confirms it, in a note nobody outside reads. */
async function confirmOrgans(organ: TestOrgan, itemId: string): Promise<void> {
  const { draft } = await getItem(itemId);
  if (draft.content.touches_organs.length === 0) return;
  const asked = { itemId, contentHash: draft.contentHash, organName: CANARY, note: BOTH };
  const answered = { askedOn: '2024-01-02', confirmedOn: '2024-01-03', document: CANARY };
  unwrap(await recordConsultation(organ.cast.author, { ...asked, ...answered }));
}

async function never(organ: TestOrgan, state: NeverPublic): Promise<CanaryWords> {
  const drafted = freshWords();
  const itemId = await draftItem(organ, { content: secretContent(organ, drafted) });
  const words = await attach(organ, itemId, drafted);
  if (state === 'draft') return words;
  if (state === 'cancelled') {
    unwrap(await cancelDraft(organ.cast.author, await seen(itemId)));
    return words;
  }
  const round = await submit(organ, itemId);
  if (state === 'returned') {
    unwrap(await decide(organ, itemId, { conclusion: 'return', returnTo: 0, opinion: BOTH }));
    return words;
  }
  const [first] = round.facts.route;
  if (first === undefined) throw new Error('no route');
  const remark = { place: { path: 'body', line: 0, from: 0, to: 0, words: CANARY }, message: BOTH };
  const at = { roundId: round.id, position: first.position };
  unwrap(await addFinding(organ.cast.l1, { ...at, ...remark, kind: 'other', severity: 'hint' }));
  if (state === 'in_review') {
    const raise = { ...(await onItem(itemId)), contentClass: 'b' as const, reason: BOTH };
    unwrap(await changeClassAsReviewer(organ.cast.l2, raise));
    await passWithOpinions(organ, itemId, 'reviewer_l2');
    unwrap(await decide(organ, itemId, { opinion: BOTH }));
    return words;
  }
  if (state === 'secrecy_referred') {
    await passWithOpinions(organ, itemId, 'secrecy_officer');
    const now = await getRound(itemId);
    const step = now.facts.route.find((one) => one.step === 'secrecy');
    if (step === undefined) throw new Error('no step');
    const input = decisionInput(now, step, { conclusion: 'refer_secrecy', opinion: BOTH });
    unwrap(await decide(organ, itemId, input));
    return words;
  }
  await passWithOpinions(organ, itemId);
  if (state === 'scheduled') await schedule(organ, itemId, new Date(Date.now() + 86_400_000));
  return words;
}

const onItem = async (itemId: string) => {
  const { draftRevision: _, ...form } = await seen(itemId);
  return form;
};

async function takenOff(organ: TestOrgan, acts: ('hide' | 'withdraw_item')[]): Promise<CanaryWords> {
  const drafted = freshWords();
  const itemId = await draftItem(organ, { content: secretContent(organ, drafted) });
  const words = await attach(organ, itemId, drafted);
  await submit(organ, itemId);
  await passWithOpinions(organ, itemId);
  await publish(organ, itemId);
  for (const act of acts) {
    unwrap(await changeVisibility(organ.cast.l3, act, { ...(await onItem(itemId)), reason: BOTH }));
  }
  return words;
}

/** What an office writes around its texts: none of it is for the public. */
async function plantAround(organ: TestOrgan, published: string, unpublished: string): Promise<void> {
  const { author, officeHead, l1, author2, publisher } = organ.cast;
  const entry = { itemId: published, state: 'repealed' as const, fromDate: '2024-01-01', actId: unpublished };
  const act = { actTitle: CANARY, actNo: '', validUntil: null, successorId: unpublished, note: BOTH };
  unwrap(await enterValidity(author, { ...entry, ...act }));
  const notice = await draftItem(organ, { content: { kind: 'notice', title: CANARY } });
  unwrap(await relateItems(officeHead, { itemId: published, otherId: notice, kind: 'correction_notice' }));
  const { publicationId } = await staffDatabase().liveItem.findUniqueOrThrow({
    where: { itemId: published },
  });
  const check = { itemId: published, publicationId, result: 'problem' as const, note: BOTH };
  unwrap(await recordLiveCheck(officeHead, check));
  const today = civilDate(currentTime());
  const days = { startsOn: today, endsOn: today, reason: BOTH };
  const parties = { principalId: l1.personId, deputyId: author2.personId, role: 'reviewer_l1' as const };
  unwrap(await delegate(l1, { ...parties, ...days, byPhone: false }));
  unwrap(await enterLeave(officeHead, { personId: author.personId, ...days }));
  const value = [{ name: CANARY, host: 'a.example.cn' }];
  const change = { kind: 'setting', key: 'reprint_sources', value, effectiveFrom: today } as const;
  unwrap(await proposeChange(publisher, { ...change, reason: BOTH }));
}

/** Plants canaries in every state an item can have and in everything written around it. */
export async function plantCanaries(organ: TestOrgan): Promise<Planted> {
  const entries: [NeverPublic, CanaryWords][] = [];
  for (const state of NEVER_PUBLIC) entries.push([state, await never(organ, state)]);
  const all = Object.fromEntries(entries) as Record<NeverPublic, CanaryWords>;
  const hidden = await takenOff(organ, ['hide']);
  const withdrawn = await takenOff(organ, ['hide', 'withdraw_item']);

  const corrected = await publishNew(organ, { content: { title: `${PUBLIC_WORD}更正中` } });
  await edit(organ, corrected);
  const words = freshWords();
  await save(organ, corrected, {
    ...secretContent(organ, words),
    columns: [organ.columns[1]],
    correction: { kind: 'factual', note: BOTH },
  });
  const correction = await attach(organ, corrected, words);
  await submit(organ, corrected);
  await passWithOpinions(organ, corrected, 'reviewer_l3');

  const replaced = await publishNew(organ, { content: { title: CANARY, summary: BOTH, keywords: [CANARY] } });
  await edit(organ, replaced);
  const fresh = readyContent(organ, { title: `${PUBLIC_WORD}更正后` });
  await save(organ, replaced, { ...fresh, correction: { kind: 'factual', note: '改正了差错' } });
  await submit(organ, replaced);
  await passSteps(organ, replaced);
  await publish(organ, replaced);
  await plantAround(organ, replaced, all.draft.item_id);

  const planted = [...Object.values(all), hidden, withdrawn, correction];
  const ids = Object.values(all).map(({ item_id }) => item_id);
  return {
    never: all,
    hidden: hidden.item_id,
    withdrawn: withdrawn.item_id,
    corrected,
    newFile: correction.file_name,
    replaced,
    secrets: [
      CANARY,
      LATIN_CANARY,
      ...ids,
      hidden.item_id,
      withdrawn.item_id,
      ...planted.flatMap(({ file_hash, image_hash }) => [file_hash, image_hash]),
    ],
  };
}
