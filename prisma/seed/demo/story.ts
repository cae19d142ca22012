import { recordOpening } from '@/lib/approvals/commands/record-opening';
import { findOpenRound, type LoadedRound } from '@/lib/approvals/queries';
import { CHECKLISTS } from '@/lib/approvals/rules/checklists';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { routeFor } from '@/lib/approvals/rules/route';
import type { Conclusion, ContentClass, RouteStep, Step } from '@/lib/approvals/types';
import { relateItems } from '@/lib/disclosure/after-publication/commands/relations';
import { confirmValidity, enterValidity } from '@/lib/disclosure/after-publication/commands/validity';
import type { ValidityEventInput } from '@/lib/disclosure/after-publication/schema';
import { cancelDraft } from '@/lib/disclosure/commands/cancel-draft';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { createItem } from '@/lib/disclosure/commands/create-item';
import { decideItem } from '@/lib/disclosure/commands/decide-item';
import { handleFindings } from '@/lib/disclosure/commands/handle-findings';
import { publishItem, schedulePublication } from '@/lib/disclosure/commands/publish-item';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { startEdit } from '@/lib/disclosure/commands/start-edit';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { type LoadedItem, loadItem } from '@/lib/disclosure/queries/load-item';
import { proofreadItem } from '@/lib/disclosure/queries/proofread-item';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { itemContentSchema } from '@/lib/disclosure/schema';
import type { VisibilityAction } from '@/lib/disclosure/transitions';
import type { ContentAttachment, Correction, ItemContent, ItemKind } from '@/lib/disclosure/types';
import { findActor } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { atTime, currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import type { Result } from '@/lib/platform/result';
import { listFindings } from '@/lib/proofreading/queries';
import { isFinalStep, standingOf } from '@/lib/proofreading/rules/handling';
import type { AuthorHandling, FindingKind, KeyedFinding } from '@/lib/proofreading/types';
import { officeMinutesAfter } from './calendar';

/** An organ of the demo as its stories need it. */
export type DemoOrgan = {
  readonly name: string;
  /** Column ids by slug. */
  readonly columns: ReadonlyMap<string, string>;
  /** Person ids by login. */
  readonly people: ReadonlyMap<string, string>;
};

/** Logins of the people who take one item through. */
export type Cast = Readonly<
  Record<'author' | 'l1' | 'l2' | 'secrecy' | 'l3' | 'publisher', string> &
    Partial<Record<'disclosure_leader' | 'head_of_organ', string>>
>;

export type StoryFile = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly inline: boolean;
};

export type StorySpec = {
  readonly organ: DemoOrgan;
  readonly cast: Cast;
  readonly kind: ItemKind;
  readonly contentClass: ContentClass;
  readonly columns: readonly string[];
  readonly files?: readonly StoryFile[];
  readonly begins: Date;
  readonly reportYear?: number;
  /** The content beyond what an empty one of the kind holds; may name files once they are uploaded. */
  readonly content: (files: readonly ContentAttachment[]) => Partial<ItemContent>;
};

/** One act of one story at its hour. */
export type StoryStep = { readonly at: Date; readonly run: () => Promise<void> };

const OPINIONS: Record<Step, readonly string[]> = {
  proof_l1: ['已校，无误。'],
  proof_l2: ['已校，无误。'],
  proof_l3: ['已校，无误。'],
  l1: ['内容属实，数据已核对。', '同意，文字已校。', '事实和来源准确，同意报送。'],
  l2: ['符合上级文件精神，同意。', '表述妥当，同意。', '已与有关文件核对，同意。'],
  secrecy: ['逐项审查，不涉及国家秘密、工作秘密、商业秘密和个人隐私。'],
  l3: ['全文已校，同意发布。', '栏目和格式无误，同意。'],
  sign_off: ['同意发布。', '同意。'],
};
/** The demo's organ does not split 校 from 审: whoever reviews a level proofreads it. */
const LEVEL_OF = {
  proof_l1: 'l1',
  l1: 'l1',
  proof_l2: 'l2',
  l2: 'l2',
  secrecy: 'secrecy',
  proof_l3: 'l3',
  l3: 'l3',
} as const;
const SECRECY_BASIS = '《中华人民共和国保守国家秘密法》、本机关定密事项范围';

/** Why the text stays as it is, by what was found; the demo's texts are the published ones. */
const REASONS: Partial<Record<FindingKind, string>> = {
  personal_data: '是单位对外公布的联系方式，应当公开。',
  protected_term: '是该单位的规范名称，经核对无误。',
  typo: '是引用的原文用词，经核对无误。',
  sensitive_term: '已核对，可以公开。',
  number: '已与原始数据核对，数字无误。',
  date: '已核对，日期无误。',
  link: '链接的单位和地址已核对。',
  attachment: '附件齐全，名称与原件一致。',
};
const FORM_REASON = '与印发的原件一致，保持原样。';

/** What the author of the demo says of a finding. */
function authorAnswer({ key, kind, severity }: KeyedFinding): AuthorHandling {
  if (severity === 'blocking') return { key, act: 'escalated', reason: '原件如此，请终审人核定。' };
  return { key, act: 'refused', reason: REASONS[kind] ?? FORM_REASON };
}

/** The value of a command that must not be refused here: the demo is written to be lawful. */
function accepted<T>(result: Result<T>, act: string): T {
  if (result.ok) return result.value;
  throw new Error(
    `${act}: ${result.refusals.map((refusal) => `${refusal.code} ${refusal.message}`).join(' ')}`,
  );
}

/**
 * The life of one item, told as acts of people at hours. Nothing happens while it is told: the loader plays the steps
 * of all stories together in the order of their hours, through the same commands as the screens, so that the audit
 * log, the numbers and the dates come out as in an office.
 */
export class Story {
  readonly steps: StoryStep[] = [];
  private clock: Date;
  private id: string | null = null;

  constructor(private readonly spec: StorySpec) {
    this.clock = spec.begins;
    this.after(0, () => this.create());
  }

  /** The address of the item; known once its first step has been played. */
  get itemId(): string {
    if (this.id === null) throw new Error('the item does not exist yet');
    return this.id;
  }

  /** Adds an act some minutes of office time later. */
  private after(minutes: number, run: () => Promise<void>): this {
    // No two items take exactly as long.
    const more = (this.steps.length * 13 + this.spec.begins.getUTCDate() * 7) % 23;
    if (minutes > 0) this.clock = officeMinutesAfter(this.clock, minutes + more);
    const at = this.clock;
    this.steps.push({ at, run: () => atTime(at, run) });
    return this;
  }

  private async actor(login: string): Promise<Actor> {
    const personId = this.spec.organ.people.get(login);
    const actor =
      personId === undefined ? null : await findActor(personId, '192.0.2.10', undefined, currentTime());
    if (actor === null) throw new Error(`nobody signs in as ${login}`);
    return actor;
  }

  private async item(): Promise<LoadedItem> {
    const item = await loadItem(this.itemId);
    if (item === null) throw new Error(`no item ${this.itemId}`);
    return item;
  }

  private content(files: readonly ContentAttachment[]): ItemContent {
    const { kind, organ, columns, reportYear = null } = this.spec;
    return itemContentSchema.parse({
      ...emptyContent(kind, organ, reportYear),
      formed_at: civilDate(this.spec.begins),
      columns: columns.map((slug) => organ.columns.get(slug) ?? slug),
      attachments: [...files],
      ...this.spec.content(files),
    });
  }

  private async create(): Promise<void> {
    const { cast, contentClass, files = [] } = this.spec;
    const author = await this.actor(cast.author);
    const whole = files.length === 0;
    // With files: first the item, then the files, then the text that shows them.
    const { kind, organ, reportYear = null } = this.spec;
    const content = whole ? this.content([]) : emptyContent(kind, organ, reportYear);
    this.id = accepted(await createItem(author, { contentClass, content }), 'create').itemId;
    if (whole) return;
    const stored: ContentAttachment[] = [];
    for (const file of files) {
      const { notes: _, ...attachment } = accepted(
        await uploadFile(author, { itemId: this.id, ...file }),
        'upload',
      );
      stored.push(attachment);
    }
    await this.save(this.content(stored));
  }

  private async save(content: ItemContent): Promise<void> {
    const author = await this.actor(this.spec.cast.author);
    const { draft } = await this.item();
    const saved = accepted(
      await saveDraft(author, { itemId: this.itemId, revision: draft.revision, content }),
      'save',
    );
    if (!saved.saved) throw new Error('save: somebody else saved meanwhile');
  }

  /** Changes the working copy. */
  edit(change: (content: ItemContent) => ItemContent, minutes = 40): this {
    return this.after(minutes, async () => {
      const { draft } = await this.item();
      await this.save(itemContentSchema.parse(change(draft.content)));
    });
  }

  /** Opens the public text for a correction, on a later day. */
  correct(begins: Date, change: (content: ItemContent) => ItemContent, correction: Correction): this {
    this.clock = begins;
    this.after(0, async () => {
      const item = await this.item();
      const seen = { itemId: item.id, itemRevision: item.revision };
      accepted(await startEdit(await this.actor(this.spec.cast.author), seen), 'edit');
    });
    return this.edit((content) => change({ ...content, correction }), 20);
  }

  submit(): this {
    return this.after(35, async () => {
      const item = await this.item();
      const seen = { itemId: item.id, itemRevision: item.revision, draftRevision: item.draft.revision };
      const { findings } = await proofreadItem(item, item.draft.content);
      const submission = { ...seen, handlings: findings.map(authorAnswer) };
      accepted(await submitItem(await this.actor(this.spec.cast.author), submission), 'submit');
    });
  }

  cancel(): this {
    return this.after(30, async () => {
      const item = await this.item();
      const seen = { itemId: item.id, itemRevision: item.revision, draftRevision: item.draft.revision };
      accepted(await cancelDraft(await this.actor(this.spec.cast.author), seen), 'cancel');
    });
  }

  private loginFor(step: Pick<RouteStep, 'step' | 'role'>): string {
    const { cast } = this.spec;
    const login =
      step.step === 'sign_off'
        ? cast[step.role === 'head_of_organ' ? 'head_of_organ' : 'disclosure_leader']
        : cast[LEVEL_OF[step.step]];
    if (login === undefined) throw new Error(`nobody is cast for ${step.role}`);
    return login;
  }

  /** What the author left to the final review is answered there. */
  private async answerFindings(round: LoadedRound, step: RouteStep): Promise<void> {
    if (!isFinalStep(step.step)) return;
    const waiting = (await listFindings([round.id])).filter((finding) => standingOf(finding) === 'escalated');
    if (waiting.length === 0) return;
    const handlings = waiting.map(({ id }) => ({
      findingId: id,
      act: 'refused' as const,
      reason: '已对照原件核实，确需公开，同意保留。',
    }));
    const actor = await this.actor(this.loginFor(step));
    accepted(
      await handleFindings(actor, { roundId: round.id, position: step.position, handlings }),
      'answer the findings',
    );
  }

  private async decide(
    conclusion: Conclusion,
    words: { opinion?: string; backTo?: 'author' | 'step before' },
  ): Promise<void> {
    const round = await findOpenRound(this.itemId);
    const step = round && openSteps(round.facts)[0];
    if (!round || !step) throw new Error('no step is open');
    if (conclusion === 'pass') await this.answerFindings(round, step);
    const list = CHECKLISTS[step.step];
    const tick = (items: readonly { key: string }[]) =>
      Object.fromEntries(items.map(({ key }) => [key, true]));
    const sayings = OPINIONS[step.step];
    const opinion =
      words.opinion ?? sayings[(step.position + this.spec.begins.getUTCDate()) % sayings.length] ?? '';
    accepted(
      await decideItem(await this.actor(this.loginFor(step)), {
        roundId: round.id,
        position: step.position,
        contentHash: round.facts.contentHash,
        decisionsSeen: round.decisions.length,
        conclusion,
        returnTo: conclusion !== 'return' ? null : words.backTo === 'step before' ? step.position - 1 : 0,
        opinion,
        reviewChecklist: conclusion === 'pass' ? tick(list.review) : {},
        proofChecklist: conclusion === 'pass' ? tick(list.proof) : {},
        secrecy:
          step.step === 'secrecy' && conclusion === 'pass'
            ? {
                state_secret: false,
                work_secret: false,
                trade_secret: false,
                personal_privacy: false,
                basis: SECRECY_BASIS,
                conclusion: 'publish',
              }
            : null,
      }),
      `decide ${step.step}`,
    );
  }

  /** An act that is read for first: whose turn it is opens the review some minutes before deciding. */
  private readThen(minutes: number, run: () => Promise<void>): this {
    const reading = 2 + ((minutes + this.spec.begins.getUTCDate()) % 11);
    return this.after(minutes, async () => {
      const round = await findOpenRound(this.itemId);
      const step = round && openSteps(round.facts)[0];
      const begins = new Date(currentTime().getTime() - reading * 60_000);
      if (round && step) {
        const actor = await this.actor(this.loginFor(step));
        await atTime(begins, () => recordOpening(actor, round.id));
      }
      await run();
    });
  }

  /** Passes every step of the route before `until`; all of them without it. */
  pass(until?: Step | 'head_of_organ'): this {
    for (const step of routeFor(this.spec.contentClass)) {
      if (step.step === until || step.role === until) break;
      this.readThen(55 + ((step.position * 37) % 90), () => this.decide('pass', {}));
    }
    return this;
  }

  /** The person of the open step returns the text. */
  giveBack(opinion: string, backTo: 'author' | 'step before' = 'author'): this {
    return this.readThen(70, () => this.decide('return', { opinion, backTo }));
  }

  /** 报请确定 at 保密审查. */
  refer(opinion: string): this {
    return this.readThen(60, () => this.decide('refer_secrecy', { opinion }));
  }

  publish(): this {
    return this.after(25, async () => {
      const item = await this.item();
      const seen = { itemId: item.id, itemRevision: item.revision };
      accepted(await publishItem(await this.actor(this.spec.cast.publisher), seen), 'publish');
    });
  }

  schedule(publishAt: Date): this {
    return this.after(25, async () => {
      const item = await this.item();
      const seen = { itemId: item.id, itemRevision: item.revision, publishAt };
      accepted(await schedulePublication(await this.actor(this.spec.cast.publisher), seen), 'schedule');
    });
  }

  /** Hides, withdraws, restores or archives the public item at an hour of its own. */
  visibility(action: VisibilityAction, at: Date, login: string, reason: string): this {
    this.clock = at;
    return this.after(0, async () => {
      const item = await this.item();
      const act = { itemId: item.id, itemRevision: item.revision, reason };
      accepted(await changeVisibility(await this.actor(login), action, act), action);
    });
  }

  /** Relates a 解读 to this document once both are public. */
  explainedBy(other: Story, login: string): this {
    return this.after(30, async () => {
      const relation = { itemId: this.itemId, otherId: other.itemId, kind: 'interpretation' as const };
      accepted(await relateItems(await this.actor(login), relation), 'relate');
    });
  }

  /** One person enters a change of 有效性, another confirms it. */
  validity(
    at: Date,
    by: { enters: string; confirms: string },
    event: Omit<ValidityEventInput, 'itemId'>,
  ): this {
    this.clock = at;
    this.after(0, async () => {
      const input = { ...event, itemId: this.itemId };
      accepted(await enterValidity(await this.actor(by.enters), input), 'enter validity');
    });
    return this.after(45, async () => {
      const entry = await staffDatabase().validityEvent.findFirstOrThrow({ where: { itemId: this.itemId } });
      const answer = { itemId: this.itemId, eventId: entry.id, conclusion: 'confirmed' as const, note: '' };
      accepted(await confirmValidity(await this.actor(by.confirms), answer), 'confirm validity');
    });
  }

  /** Everything up to the public page. */
  throughToPublic(): this {
    return this.submit().pass().publish();
  }
}
