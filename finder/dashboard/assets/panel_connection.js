/* What is said where the server cannot be reached. Streamlit would say it in a dialog over the page
   (first_paint.js has it say nothing); what is on the page works without it. */
import { all, one } from "../../pages/frame/static/dom.js";

const LOST_AFTER_MS = 4000;
const NEVER_THERE_AFTER_MS = 30000;

export function watchConnection() {
  const root = document.getElementById("root");
  if (!root) return;
  let waiting = 0;
  let wasThere = false;
  const look = () => {
    const app = one(root, "[data-test-connection-state]");
    if (app?.dataset.testConnectionState === "CONNECTED") {
      clearTimeout(waiting);
      waiting = 0;
      wasThere = true;
      tellLost(false);
    } else {
      waiting ||= setTimeout(() => tellLost(true), wasThere ? LOST_AFTER_MS : NEVER_THERE_AFTER_MS);
    }
  };
  new MutationObserver(look).observe(root, {
    childList: true,
    subtree: true,
    attributeFilter: ["data-test-connection-state"],
  });
  look();
}

/** @param {boolean} isLost */
function tellLost(isLost) {
  for (const line of all(document, "[data-lost]")) line.hidden = !isLost;
}
