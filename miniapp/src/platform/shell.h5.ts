import "../theme/h5.scss";

/** Takes away the static first picture of index.html once the first page is drawn. */
export function removeShell() {
  document.getElementById("shell")?.remove();
}
