// What the pages do better with a script. Without it everything can still be read and sent.
import { keys } from "./keys.js";
import { completing } from "./complete.js";
import { brushing } from "./brush.js";
import { watching } from "./watch.js";
import { following } from "./adding.js";
import { pinning, dropping } from "./gather.js";

keys(document);
completing(document.querySelector(".find input[type=search]"));
document.querySelectorAll("[data-brush]").forEach(brushing);
document.querySelectorAll("[data-progress]").forEach(watching);
document.querySelectorAll("[data-adding]").forEach(following);
document.querySelectorAll("[data-pin]").forEach(pinning);
document.querySelectorAll("[data-drop]").forEach(dropping);
