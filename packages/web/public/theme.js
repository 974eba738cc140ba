// Sets the theme before the first paint, so that nobody in the dark is flashed at. The application takes over later.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("perennial.theme");
  } catch {
    // Storage may be closed to us; the system's theme it is.
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
