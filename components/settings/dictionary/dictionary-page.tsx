'use client';

import { useEffect, useMemo, useState } from 'react';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import type { Refusal } from '@/lib/platform/result';
import { LIST_HINTS, LIST_NAMES } from '@/lib/proofreading/dictionary/messages';
import { countDifferences, dictionaryDifferences } from '@/lib/proofreading/dictionary/rules/differences';
import { DICTIONARY_LISTS, type DictionaryList } from '@/lib/proofreading/dictionary/types';
import type { Dictionaries } from '@/lib/proofreading/types';
import { proposeChangeAction } from '@/lib/settings/actions';
import { changedParts } from '@/lib/settings/rules/values';
import { ProposeParts } from '../propose-parts';
import { useAct } from '../use-act';
import { EntryList } from './entry-list';

const NO_COLUMNS = new Map<string, string>();

/** The organ's dictionary as a working list: nothing changes until the whole is asked for and confirmed. */
export function DictionaryPage({
  own,
  shipped,
  waiting,
  whyNotPropose,
  today,
}: {
  own: Dictionaries;
  shipped: Dictionaries;
  /** Who asked for changes of the dictionary that still wait. */
  waiting: readonly string[];
  whyNotPropose: readonly Refusal[];
  today: string;
}) {
  const [working, setWorking] = useState(own);
  const [list, setList] = useState<DictionaryList>('corrections');
  const mayEdit = whyNotPropose.length === 0;
  const differences = useMemo(() => dictionaryDifferences(own, working), [own, working]);
  const count = countDifferences(differences);
  useKeepOpen(count > 0);

  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">校对词典</h1>
      {whyNotPropose.map((refusal) => (
        <p key={refusal.code} className="mb-3 text-sm text-ink-soft">
          {refusal.message}
        </p>
      ))}
      {waiting.length > 0 ? (
        <Notice look="warn" title="词典有变更正在等待确认">
          <p>
            {waiting.join('、')}
            提出的变更还没有确认。现在再提出的，以现行词典为底稿；后确认的一项会整体取代先确认的一项，请先商量。
          </p>
        </Notice>
      ) : null}
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">词典的类别</legend>
        {DICTIONARY_LISTS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === list}
            className="min-h-11 border border-line bg-paper px-3 text-brand aria-pressed:border-brand aria-pressed:bg-brand aria-pressed:font-semibold aria-pressed:text-white"
            onClick={() => setList(one)}
          >
            {LIST_NAMES[one]}（{working[one].length}）
          </button>
        ))}
      </fieldset>
      <section aria-label={LIST_NAMES[list]} className="mb-4 border border-line bg-paper p-4">
        <p className="mb-3 text-ink-soft">{LIST_HINTS[list]}</p>
        <EntryList
          key={list}
          list={list}
          working={working}
          own={own}
          shipped={shipped}
          mayEdit={mayEdit}
          onChange={setWorking}
        />
      </section>
      {mayEdit ? (
        <ProposeDictionary
          own={own}
          working={working}
          count={count}
          today={today}
          onReset={() => setWorking(own)}
        />
      ) : null}
    </>
  );
}

/** Asks before the page is left while changes are not sent. */
function useKeepOpen(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
}

function ProposeDictionary({
  own,
  working,
  count,
  today,
  onReset,
}: {
  own: Dictionaries;
  working: Dictionaries;
  count: number;
  today: string;
  onReset: () => void;
}) {
  const [date, setDate] = useState(today);
  const [reason, setReason] = useState('');
  const { refusals, pending, done, run, errorOf } = useAct();
  async function send() {
    const sent = await run(() =>
      proposeChangeAction({
        kind: 'setting',
        key: 'proofreading_dictionary',
        value: working,
        effectiveFrom: date,
        reason,
      }),
    );
    if (!sent) return;
    setReason('');
    onReset();
  }
  return (
    <Card title={`提出变更（改动 ${count} 处）`}>
      {done ? (
        <Notice look="ok" title="变更已提出">
          <p>由另一人确认后才生效，可在“变更”中查看。</p>
        </Notice>
      ) : null}
      {count === 0 ? (
        <p className="text-ink-soft">还没有改动。在上面增加、修改、删去或导入词条，改动会列在这里。</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <ProposeParts
            id="dictionary"
            parts={changedParts('proofreading_dictionary', own, working, NO_COLUMNS)}
            today={today}
            date={date}
            reason={reason}
            onDate={setDate}
            onReason={setReason}
            errorOf={errorOf}
            refusals={refusals}
            pending={pending}
            onReset={onReset}
          />
        </form>
      )}
    </Card>
  );
}
