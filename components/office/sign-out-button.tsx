'use client';

import { signOut } from '@/components/organs/auth-client';
import { withBasePath } from '@/lib/platform/base-path';

/** Ends the session here and on the server. */
export function SignOutButton() {
  return (
    <button
      type="button"
      className="min-h-8 cursor-pointer text-white underline underline-offset-4"
      onClick={async () => {
        await signOut();
        window.location.assign(withBasePath('/office/sign-in'));
      }}
    >
      退出
    </button>
  );
}
