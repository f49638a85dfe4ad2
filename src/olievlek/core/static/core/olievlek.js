/* The little that script adds. Every page works without it. */
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  /* "/" goes to the search box, as people expect. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const box = one("[data-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  /* Escape closes the menu or the suggestions and gives the focus back; so does a press elsewhere. */
  const close = (target, all) => {
    for (const menu of document.querySelectorAll("details.ol-menu[open]")) {
      const inside = menu.contains(target);
      if (!all && inside) continue;
      menu.open = false;
      if (inside) one("summary", menu).focus();
    }
    for (const list of document.querySelectorAll("[data-suggestions]:not(:empty)")) {
      const box = list.closest(".ol-searchbox");
      const inside = box.contains(target);
      if (!all && inside) continue;
      list.replaceChildren();
      if (inside) one("[data-search]", box).focus();
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(event.target, true);
  });
  document.addEventListener("click", (event) => close(event.target, false));
  document.addEventListener("focusin", (event) => close(event.target, false));

  /* Arrows walk from the search box through its suggestions and back. */
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest(".ol-searchbox");
    if (!box || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const stops = [one("[data-search]", box), ...box.querySelectorAll("[data-suggestions] a")];
    const place = stops.indexOf(event.target);
    if (stops.length < 2 || place < 0) return;
    event.preventDefault();
    stops[(place + (event.key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length].focus();
  });

  /* Arrows and the buttons of a presenter turn the page where one follows another. */
  document.addEventListener("keydown", (event) => {
    const way = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
    if (way && !event.altKey && !event.ctrlKey && !event.metaKey) one(`[data-turns] [rel=${way}]`)?.click();
  });

  /* A list says which of its links was followed, through the form it names; the page goes on at once. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-tell] a[data-about]");
    const form = link && document.getElementById(link.closest("[data-tell]").dataset.tell);
    if (!form) return;
    const told = new FormData(form);
    told.set("about", link.dataset.about);
    navigator.sendBeacon(form.action, told);
  });

  /* Copy an address. The button shows itself only where copying can work. */
  const prepare = (root) => {
    for (const part of root.querySelectorAll("[data-copy]")) {
      if (navigator.clipboard) one("button", part).hidden = false;
    }
  };
  document.addEventListener("click", async (event) => {
    const part = event.target.closest("[data-copy] button")?.closest("[data-copy]");
    if (!part) return;
    const box = one("input", part);
    box.select();
    await navigator.clipboard.writeText(box.value);
    one("[data-done]", part).hidden = false;
  });

  /* A link to a page whose form stands here as a dialog opens the dialog instead. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog]");
    const dialog = link && document.getElementById(link.dataset.dialog);
    if (!dialog?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dialog.showModal();
  });

  /* After htmx has put something in place: say it aloud, and move the focus where the new part asks for it. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt;
    prepare(document);
    const spoken = part.matches("[data-announce]") ? part : one("[data-announce]", part);
    if (spoken) one("#ol-announce").textContent = spoken.dataset.announce;
    const wanted = part.matches("[data-focus]") ? part : one("[data-focus]", part);
    if (wanted) wanted.focus();
  });

  /* A form that saves itself says so when it could not. Why stands in the answer, as one line; a page never comes in. */
  const lost = (event) => {
    const form = event.target.closest("[data-keeps]");
    const line = form && one("#saved");
    if (!line) return;
    const answer = event.detail.xhr;
    const why = answer?.status ? answer.getResponseHeader("X-Olievlek-Kept") : null;
    if (why) line.replaceChildren(...new DOMParser().parseFromString(answer.responseText, "text/html").body.childNodes);
    else line.textContent = line.dataset.failed;
    line.dataset.lost = "";
    form.dataset.waits = why || "";
    if (why === "old" && !("renewed" in form.dataset)) renew(form);
  };

  /* Signed in again in another tab: take the new key of the forms, and save what waited. */
  const renew = async (form) => {
    if (!["ended", "old"].includes(form?.dataset.waits)) return;
    const answer = await fetch(form.dataset.fresh, { cache: "no-store" }).catch(() => null);
    const now = answer?.ok ? await answer.json() : null;
    if (!now || (form.dataset.waits === "ended" && !now.signed_in)) return;
    for (const key of document.querySelectorAll("[name=csrfmiddlewaretoken]")) key.value = now.key;
    form.dataset.renewed = "";
    delete form.dataset.waits;
    if (form.matches("[data-keeps]")) window.htmx.trigger(form, "change");
  };
  const look = () => {
    if (!document.hidden) renew(one("[data-fresh][data-waits]"));
  };
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:responseError", lost);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.successful && event.target.closest("[data-keeps]");
    if (!form) return;
    delete form.dataset.waits;
    delete form.dataset.renewed;
  });

  prepare(document);
})();
