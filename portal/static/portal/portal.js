// What a browser with scripts adds. Every page works without this file.

const textos = document.currentScript.dataset;

const guardado = (campo) => `borrador:${campo.dataset.guardar}`;

// The receipt and «Terminar» leave nothing behind.
const olvidar = () => {
  try {
    sessionStorage.clear();
  } catch {
    // Nothing was kept.
  }
};

const copiar = async (boton) => {
  const aviso = document.getElementById(boton.getAttribute("aria-describedby"));
  try {
    await navigator.clipboard.writeText(document.getElementById(boton.dataset.copiar).textContent.trim());
    aviso.textContent = boton.dataset.hecho;
  } catch {
    aviso.textContent = boton.dataset.fallo;
  }
};

// Beside the button that was pressed: that there is no line, or that what was sent is on its way.
const say = (formulario, texto, papel) => {
  formulario.querySelector("[data-dicho]")?.remove();
  if (!texto) return;
  const dicho = document.createElement("p");
  dicho.className = papel === "alert" ? "govuk-error-message" : "menor";
  dicho.setAttribute("role", papel);
  dicho.dataset.dicho = "";
  dicho.textContent = texto;
  formulario.append(dicho);
};

// What would end in the browser's own page without a line stays here, with all that was written. htmx tells it by itself.
const send = (suceso) => {
  const formulario = suceso.target;
  if (formulario.matches("[hx-get], [hx-post]")) return;
  say(formulario, navigator.onLine ? "" : textos.sinConexion, "alert");
  if (!navigator.onLine) suceso.preventDefault();
  else setTimeout(() => say(formulario, textos.enviando, "status"), 1500);
};

const prepare = (raiz) => {
  // A text half written survives a reload or a lost connection, in this tab only; the server's own draft has the last word.
  for (const campo of raiz.querySelectorAll("textarea[data-guardar]")) {
    try {
      if (!campo.value) campo.value = sessionStorage.getItem(guardado(campo)) ?? "";
      campo.addEventListener("input", () => sessionStorage.setItem(guardado(campo), campo.value));
    } catch {
      // A browser that keeps nothing: the page goes on as without scripts.
    }
  }
  for (const boton of raiz.querySelectorAll("[data-olvidar]")) boton.addEventListener("click", olvidar);
  for (const boton of raiz.querySelectorAll("[data-imprimir]")) boton.addEventListener("click", () => window.print());
  for (const boton of raiz.querySelectorAll("[data-copiar]")) boton.addEventListener("click", () => copiar(boton));

  // A second press while the first is on its way does nothing; the server would file once anyway.
  for (const formulario of raiz.querySelectorAll("form[data-una-vez]")) {
    let enviado = 0;
    formulario.addEventListener("submit", (suceso) => {
      const ahora = Date.now();
      if (suceso.defaultPrevented) return;
      if (ahora - enviado < 3000) suceso.preventDefault();
      else enviado = ahora;
    });
  }
};

if (document.querySelector("[data-presentada]")) olvidar();
document.addEventListener("submit", send, { capture: true });
// Back on a page that the browser had kept, nothing is on its way any more.
addEventListener("pageshow", () => document.querySelectorAll("[data-dicho]").forEach((dicho) => dicho.remove()));
prepare(document);
document.querySelector("[data-enfocar]")?.focus();
// What htmx brings in later (trozos.js) is prepared like what was there.
document.addEventListener("htmx:load", ({ detail }) => detail.elt !== document.body && prepare(detail.elt));
