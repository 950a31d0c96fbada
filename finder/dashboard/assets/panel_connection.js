/* Continues panel.js: what is said where the server cannot be reached. Streamlit would say it in a
   dialog over the page (first_paint.js has it say nothing); what is on the page works without it. */
const LOST_AFTER_MS = 4000;
const NEVER_THERE_AFTER_MS = 30000;

function watchConnection() {
  const root = document.getElementById("root");
  let waiting = null;
  let wasThere = false;
  const look = () => {
    const app = root.querySelector("[data-test-connection-state]");
    if (app?.dataset.testConnectionState === "CONNECTED") {
      clearTimeout(waiting);
      [waiting, wasThere] = [null, true];
      tellLost(false);
    } else {
      waiting ??= setTimeout(() => tellLost(true), wasThere ? LOST_AFTER_MS : NEVER_THERE_AFTER_MS);
    }
  };
  new MutationObserver(look).observe(root, {
    childList: true,
    subtree: true,
    attributeFilter: ["data-test-connection-state"],
  });
  look();
}

function tellLost(isLost) {
  document.querySelectorAll("[data-lost]").forEach((line) => (line.hidden = !isLost));
}

if (isFirst) watchConnection();
