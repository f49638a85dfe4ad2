// Passkeys: the one thing here that needs script. Without script the stylesheet hides forms with `data-passkey`.
"use strict";
(() => {
  const forms = document.querySelectorAll("form[data-passkey]");
  if (!window.PublicKeyCredential) {
    for (const form of forms) form.hidden = true;
    return;
  }
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // What the server sends holds base64url where the browser wants bytes.
  const wanted = (options) => {
    const key = { ...options, challenge: bytes(options.challenge) };
    if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
    for (const list of ["allowCredentials", "excludeCredentials"]) {
      if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: bytes(one.id) }));
    }
    return key;
  };

  const answered = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const use = async (form) => {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const begun = await fetch(form.dataset.begin, { method: "POST", headers: { "X-CSRFToken": token } });
    if (!begun.ok || begun.redirected) { form.submit(); return; }
    const { publicKey } = await begun.json();
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: wanted(publicKey) });
    form.elements.credential.value = answered(credential);
    form.submit();
  };

  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = form.querySelector("[role=status]");
      said.textContent = "";
      use(form).catch(() => { said.textContent = form.dataset.failed; });
    });
  }
})();
