import { Keeper, memoryKeeper } from "../../core/observable";

/** This visit's store: sessionStorage, or memory where the browser refuses it. */
export function visitKeeper(): Keeper {
  try {
    const store = window.sessionStorage;
    store.setItem("daoban", "1");
    store.removeItem("daoban");
    return { get: (name) => store.getItem(name), set: (name, value) => store.setItem(name, value), remove: (name) => store.removeItem(name) };
  } catch {
    return memoryKeeper();
  }
}
