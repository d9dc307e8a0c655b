import { CaseWatch } from "../../core/case-watch";
import { Dialogue } from "../../core/dialogue";
import { DraftEditor } from "../../core/draft-editor";
import { SignIn } from "../../core/sign-in";

export type Screen = "chat" | "answers" | "cases";

/** What is being entered beside the input line and not yet sent: chosen options by question, raw text, the sentence about it. */
export interface Entering { chosen: readonly number[]; raw: string; problem: string; open: boolean }

/** What every view may read and call. One element holds it; views are functions of it. */
export interface Desk {
  readonly dialogue: Dialogue;
  readonly editor: DraftEditor;
  readonly signIn: SignIn;
  readonly caseWatch: CaseWatch;
  readonly screen: Screen;
  readonly large: boolean;
  readonly launcher: boolean;
  readonly thinking: "" | "thinking" | "slow";
  readonly typed: string;
  readonly asking: "" | "erase";
  readonly note: string;
  /** Turn a party's link into an address that opens anywhere. */
  address(link: string): string;
  entering(key: string): Entering;
  enter(key: string, what: Partial<Entering>): void;
  typeText(text: string): void;
  sendTyped(): void;
  show(screen: Screen): void;
  toggleLarge(): void;
  askErase(ask: boolean): void;
  erase(): Promise<void>;
  closePanel(): void;
  signInAs(person: string): Promise<void>;
  signOut(): void;
  openCases(): void;
  /** Put the focus on the first field that is wrong. */
  focusWrong(): void;
}
