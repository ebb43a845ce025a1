// Applies the stored theme of the account shown last before the first paint. Without one, the system decides (ui/styles/tokens.css).
// A file of its own because the content policy allows no inline script; src/app/theme.ts writes the setting.
(function () {
  try {
    const account = localStorage.getItem('alcove.account');
    const theme = localStorage.getItem(account === null ? 'alcove.theme' : 'alcove.theme-' + account);
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: the system's theme is right.
  }
})();
