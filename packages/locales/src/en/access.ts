/** What opens an account: password, recovery card, and their changes. */
export const access = {
  passwordTitle: 'Password',
  passwordLead: 'It opens your account on a new device, and it never leaves the one you type it on.',
  passwordChange: 'Change password',
  passwordChanging: 'Changing it',
  passwordMore: 'Your other devices stay in. From then on only the new password opens your account.',
  passwordNow: 'Your password',
  passwordNowMissing: 'Enter your password.',
  passwordNew: 'New password',
  passwordChanged: 'Password changed',

  drillTitle: 'Is your recovery card still there?',
  drillLead:
    'Fetch the card and type its twelve words. If it is gone, now is the moment to find out: Settings makes a new one.',
  drillLater: 'Ask me in a week',
} as const;
