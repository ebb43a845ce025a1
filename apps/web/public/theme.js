// Applies theme and text size of the account shown last before the first paint. Without them, the system decides (ui/styles/tokens.css).
// A file of its own because the content policy allows no inline script; src/app/appearance.ts writes what is read here.
(function () {
  try {
    const account = localStorage.getItem('alcove.account');
    const of = account === null ? '' : '-' + account;
    const theme = localStorage.getItem('alcove.theme' + of);
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
    const text = localStorage.getItem('alcove.text' + of);
    if (text === 'large' || text === 'larger') document.documentElement.dataset.text = text;
  } catch {
    // Storage is blocked: the system's theme is right.
  }
})();
