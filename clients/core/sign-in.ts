/** Who is signed in on this visit, and the persons of the identity simulator. */
import { Api } from "./api";
import { copy } from "./copy";
import { kept, Keeper, Observable } from "./observable";
import { Problem } from "./problem";
import { Identity, Person } from "./protocol";

export class SignIn extends Observable {
  people: Person[] | null = null;
  problem = "";
  busy = false;

  constructor(private readonly api: Api, private readonly keeper: Keeper, private readonly now: () => number = Date.now) {
    super();
  }

  get identity(): Identity | null {
    const identity = kept<Identity>(this.keeper, this.name);
    if (!identity?.token) return null;
    const end = Date.parse(identity.expires_at ?? "");
    return Number.isNaN(end) || end > this.now() ? identity : null;
  }

  async offer(): Promise<void> {
    if (this.people || this.busy) return;
    await this.attempt(async () => {
      const answer = await this.api.people();
      this.people = Array.isArray(answer) ? answer : answer.people;
    });
  }

  async as(person: string): Promise<Identity | null> {
    await this.attempt(async () => this.keeper.set(this.name, JSON.stringify(await this.api.signIn(person))));
    return this.identity;
  }

  out(): void {
    this.keeper.remove(this.name);
    this.changed();
  }

  private get name(): string {
    return `daoban/${this.api.base}/identity`;
  }

  private async attempt(run: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = "";
    this.changed();
    try {
      await run();
    } catch (error) {
      this.problem = error instanceof Problem && error.message ? error.message : copy.signInAway;
    } finally {
      this.busy = false;
      this.changed();
    }
  }
}
