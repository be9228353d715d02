// What htmx needs around it: a refusal told where it happened, the focus never lost, what changed read aloud.

const dichos = document.currentScript.dataset;

const voz = document.body.appendChild(document.createElement("div"));
voz.className = "govuk-visually-hidden";
voz.setAttribute("role", "status");

// --- Refusals ----------------------------------------------------------------

const lugarDe = (elemento) => elemento.closest("[data-aviso-aqui]") ?? elemento.closest("form") ?? elemento;

const withdraw = (elemento) => {
  const anterior = lugarDe(elemento).previousElementSibling;
  if (anterior?.matches("[data-aviso]")) anterior.remove();
};

const tell = (elemento, partes) => {
  withdraw(elemento);
  const aviso = document.createElement("div");
  aviso.className = "recuadro recuadro--mal aviso";
  aviso.setAttribute("role", "alert");
  aviso.dataset.aviso = "";
  aviso.append(...partes);
  lugarDe(elemento).before(aviso);
  aviso.scrollIntoView({ block: "nearest" });
};

const parrafo = (texto) => {
  const p = document.createElement("p");
  p.className = "govuk-body";
  p.textContent = texto;
  return p;
};

// The page that would have been shown says what is the matter: its title and its paragraphs, without its forms.
const readPagina = (html) => {
  const pagina = new DOMParser().parseFromString(html, "text/html");
  const dentro = pagina.getElementById("contenido") ?? pagina.body;
  const titulo = dentro.querySelector("h1")?.textContent.trim();
  if (!titulo) return [parrafo(dichos.fallo)];
  const encabezado = document.createElement("h2");
  encabezado.className = "govuk-heading-s";
  encabezado.textContent = titulo;
  const parrafos = [...dentro.querySelectorAll("p")].filter((p) => p.textContent.trim() && !p.closest("form, details"));
  return [encabezado, ...parrafos.map((p) => document.importNode(p, true))];
};

const isSame = (elemento, html) =>
  elemento.textContent.trim() === new DOMParser().parseFromString(html, "text/html").body.textContent.trim();

const isPagina = (html) => /<html[\s>]/i.test(html.slice(0, 300));

document.addEventListener("htmx:responseError", ({ detail: { elt, xhr } }) => {
  if (elt.matches("[data-latido]")) elt.dataset.latido = "no";
  tell(elt, isPagina(xhr.responseText) ? readPagina(xhr.responseText) : [parrafo(dichos.fallo)]);
});

// Whoever did nothing is not told that the line is down: the page goes on asking by itself.
const tellUnless = (clave) => (suceso) => {
  if (!suceso.detail.elt.matches("[data-latido]")) tell(suceso.detail.elt, [parrafo(dichos[clave])]);
};
document.addEventListener("htmx:sendError", tellUnless("sinConexion"));
document.addEventListener("htmx:timeout", tellUnless("demora"));

// --- What a page asks by itself ----------------------------------------------

document.addEventListener("htmx:beforeRequest", (suceso) => {
  const { elt } = suceso.detail;
  if (elt.matches("[data-latido]") && (document.hidden || elt.dataset.latido === "no")) suceso.preventDefault();
});

// --- What comes back ---------------------------------------------------------

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap) return;
  withdraw(detail.requestConfig.elt);
  if (isPagina(detail.serverResponse)) {
    // A whole page where a piece was expected: the case or the draft went on elsewhere.
    detail.shouldSwap = false;
    tell(detail.requestConfig.elt, [parrafo(dichos.cambio)]);
  } else if (detail.target.matches("[data-latido]") && isSame(detail.target, detail.serverResponse)) {
    detail.shouldSwap = false; // the same as before is not said again
  }
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const trozo = document.getElementById(detail.target.id) ?? detail.target;
  const perdido = !document.activeElement || document.activeElement === document.body;
  const destino = trozo.querySelector("[data-enfocar]") ?? trozo.querySelector(perdido ? "[data-foco]" : "[data-foco=siempre]");
  if (destino) destino.focus();
  else voz.textContent = trozo.querySelector("[data-anuncio]")?.textContent.trim() ?? "";
});

// --- What is asked -----------------------------------------------------------

// An address says what was chosen, and nothing of what was left as it is.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const [nombre, valor] of [...detail.formData]) if (valor === "") detail.formData.delete(nombre);
});
