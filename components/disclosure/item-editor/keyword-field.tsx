'use client';

import { useState } from 'react';
import { TextField } from '@/components/ui/field';

/** Words between 、，,; or spaces, each once. */
export function readKeywords(text: string): string[] {
  return [...new Set(text.split(/[、，,；;\s]+/).filter((word) => word !== ''))];
}

/** Keywords typed as one line. What is being typed stays as typed until the field is left. */
export function KeywordField({
  value,
  error,
  onChange,
}: {
  value: readonly string[];
  error: string | undefined;
  onChange: (words: string[]) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      id="f-keywords"
      label="关键词"
      hint="用“、”或空格分开，最多 10 个。"
      error={error}
      value={typed ?? value.join('、')}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readKeywords(event.target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
