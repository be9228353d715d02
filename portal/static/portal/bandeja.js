// What the inbox adds in a browser with scripts: shortcuts by keyboard, which can be turned off, and choosing every case at once.
// The list is looked up at each press: htmx may have brought another one.

const interruptor = document.querySelector("[data-usar-atajos]");
const ayuda = document.getElementById("atajos");

const recordado = (valor) => {
  try {
    if (valor === undefined) return localStorage.getItem("atajos") !== "no";
    localStorage.setItem("atajos", valor ? "si" : "no");
  } catch {
    // A browser that keeps nothing: the choice lasts as long as the page.
  }
  return true;
};

const filas = () => [...document.querySelectorAll("[data-atajos] [data-fila]")];
const casillas = () => [...document.querySelectorAll("[data-atajos] input[name=folio]")];
const actual = () => document.activeElement?.closest("[data-caso]")?.querySelector("[data-fila]");

const go = (paso) => {
  const enlaces = filas();
  if (!enlaces.length) return;
  const donde = enlaces.indexOf(actual());
  const destino = donde < 0 ? (paso > 0 ? 0 : enlaces.length - 1) : Math.min(Math.max(donde + paso, 0), enlaces.length - 1);
  enlaces[destino].focus();
  enlaces[destino].closest("[data-caso]").scrollIntoView({ block: "nearest" });
};

const choose = () => actual()?.closest("[data-caso]").querySelector("input[name=folio]")?.click();

const help = () => {
  ayuda.open = true;
  ayuda.querySelector("summary").focus();
  ayuda.scrollIntoView({ block: "nearest" });
};

const ATAJOS = {
  j: () => go(1),
  k: () => go(-1),
  x: choose,
  "/": () => document.querySelector("input[name=buscar]")?.focus(),
  "?": help,
};

// Where letters mean letters: a box to mark is no such field.
const isTyping = (campo) =>
  campo?.isContentEditable || campo?.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])");

document.addEventListener("keydown", (suceso) => {
  if (!interruptor?.checked || suceso.defaultPrevented || suceso.isComposing) return;
  if (suceso.ctrlKey || suceso.altKey || suceso.metaKey || isTyping(suceso.target)) return;
  const atajo = ATAJOS[suceso.key];
  if (!atajo) return;
  suceso.preventDefault();
  atajo();
});

if (interruptor) {
  interruptor.checked = recordado();
  interruptor.addEventListener("change", () => recordado(interruptor.checked));
}

document.addEventListener("click", (suceso) => {
  if (!suceso.target.closest("[data-elegir-todos]")) return;
  const todas = casillas();
  const marcar = todas.some((casilla) => !casilla.checked);
  for (const casilla of todas) casilla.checked = marcar;
});
