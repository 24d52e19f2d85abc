// uPlot hands navigator.language to Intl when it is loaded, and a browser started under the POSIX locale (a bare
// machine, a container) may give a tag there that Intl refuses (`en-US@posix`): the page would not start at all.
// Imported for its effect, before uPlot.

try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
}
