'use client';

import { signOut } from 'next-auth/react';

/** Ends the session here and on the server. */
export function SignOutButton() {
  return (
    <button
      type="button"
      className="min-h-8 cursor-pointer text-white underline underline-offset-4"
      onClick={() => void signOut({ callbackUrl: '/office/sign-in' })}
    >
      退出
    </button>
  );
}
