import { formatMinute } from '@/lib/platform/dates';
import { type SavePhase, type SaveState, savePhase, saveWords } from './save-state';

/** An instant as `14:05`, Asia/Shanghai. */
export function clockTime(instant: string): string {
  return formatMinute(new Date(instant)).slice(11);
}

const QUIET: readonly SavePhase[] = ['saved', 'saving', 'unsaved'];

/** The state of saving in words; what needs attention is announced, the everyday is not. */
export function SaveStatus<Content>({ state, isKept }: { state: SaveState<Content>; isKept: boolean }) {
  const words = saveWords(state, { clock: clockTime, isKept });
  const isQuiet = QUIET.includes(savePhase(state));
  return (
    <>
      <p data-testid="save-status" className={isQuiet ? 'text-ink-soft' : 'font-semibold text-seal'}>
        {words}
      </p>
      <p role="alert" className="sr-only">
        {isQuiet ? '' : words}
      </p>
    </>
  );
}
